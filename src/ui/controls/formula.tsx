import { useEffect, useRef } from "preact/hooks";

export interface FormulaProps {
  /** TeX. */
  readonly tex: string;
  /** What stands there until the formula is typeset. */
  readonly fallback: string;
}

/** A typeset formula. The typesetter comes after the first paint; until then the fallback stands there. */
export function Formula({ tex, fallback }: FormulaProps) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let isWanted = true;
    void loadTypesetter().then((katex) => {
      if (isWanted && element.current !== null) katex.render(tex, element.current, { throwOnError: false });
    });
    return () => {
      isWanted = false;
    };
  }, [tex]);
  return (
    <div class="formula">
      {/* The typesetter owns what is inside; another formula gets another element. */}
      <span ref={element} key={tex}>
        {fallback}
      </span>
    </div>
  );
}

async function loadTypesetter() {
  const [{ default: katex }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
  return katex;
}
