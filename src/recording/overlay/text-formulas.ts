import { describeValue, ExperimentError } from "../../experiment/experiment-error.ts";
import type { FilmText } from "../../experiment/recording.ts";
import { type Formula, typeset } from "./typeset.ts";

/**
 * Typesets the formulas of a film's texts.
 * @throws ExperimentError, one line, that names the text where a formula cannot be typeset.
 */
export async function textFormulas(texts: readonly FilmText[]): Promise<ReadonlyMap<FilmText, Formula>> {
  const entries = texts.map(async (text, index) => {
    const { formula } = text;
    if (formula === undefined || formula.trim() === "") return [];
    try {
      return [[text, await typeset(formula)] as const];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const keys = ["recording", "texts", index, "formula"];
      throw new ExperimentError(keys, describeValue(formula), `TeX that can be typeset (${reason})`, { cause: error });
    }
  });
  return new Map((await Promise.all(entries)).flat());
}
