import { useEffect, useRef, useState } from "preact/hooks";
import { TextField } from "./text-field.tsx";

export interface FormulaTextProps {
  /** TeX; empty where there is none. */
  readonly value: string;
  readonly apply: (tex: string) => string | undefined;
}

/** A formula as TeX, with how it will look, or why it cannot be typeset. */
export function FormulaText({ value, apply }: FormulaTextProps) {
  const picture = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    setProblem(undefined);
    if (value === "") return undefined;
    void typeset(value).then((result) => {
      if (!isWanted || picture.current === null) return;
      if ("problem" in result) setProblem(result.problem);
      else picture.current.replaceChildren(result.picture);
    });
    return () => {
      isWanted = false;
    };
  }, [value]);
  return (
    <>
      <TextField label="Formula, in TeX" value={value} placeholder="f(x) = x^2" isCode apply={apply} error={problem} />
      {value !== "" && <div class="film-formula" ref={picture} aria-hidden="true" key={value === ""} />}
    </>
  );
}

/** A typeset formula, or what is wrong with it in a sentence. */
async function typeset(tex: string): Promise<{ readonly picture: HTMLElement } | { readonly problem: string }> {
  const [{ default: katex }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
  const picture = document.createElement("div");
  try {
    katex.render(tex, picture, { displayMode: true });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    return { problem: error.message.replace(/^KaTeX parse error:\s*/, "") };
  }
  return { picture };
}
