import { useEffect, useRef } from "preact/hooks";
import { firstPicture } from "../first-paint.ts";

export interface FormulaProps {
  /** TeX. */
  readonly tex: string;
  /** What stands there until the formula is typeset. */
  readonly fallback: string;
}

/** A typeset formula. The typesetter comes after the landscape; until then the fallback stands there. */
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
    <div class={`formula ${heightOf(tex)}`}>
      {/* The typesetter owns what is inside; another formula gets another element. */}
      <span ref={element} key={tex}>
        {fallback}
      </span>
    </div>
  );
}

/** How high it will be once it is typeset, so that the room for it is there before. */
function heightOf(tex: string): string {
  if (/\\sqrt\{\\frac/.test(tex)) return "highest";
  return /\\frac|\\sqrt/.test(tex) ? "high" : "";
}

async function loadTypesetter() {
  await firstPicture();
  const [{ default: katex }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
  return katex;
}
