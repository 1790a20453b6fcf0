import { describeValue, ExperimentError } from "../../experiment/experiment-error.ts";
import type { FilmText } from "../../experiment/recording.ts";
import type { Look } from "../timeline/moment.ts";
import type { Size } from "./box.ts";
import { INKS } from "./ink.ts";
import { typesetFormula } from "./typeset.ts";

type Theme = Look["theme"];

/** A formula in the ink of every theme that a film has. */
export type FormulaPicture = Readonly<Partial<Record<Theme, OffscreenCanvas>>>;

/** Typesets a formula in the ink of some themes. @throws Error of the typesetter. */
export async function formulaPicture(
  tex: string,
  themes: ReadonlySet<Theme>,
  size: number,
  most: Size,
): Promise<FormulaPicture> {
  const entries = [...themes].map(
    async (theme) => [theme, await typesetFormula(tex, { size, most, color: INKS[theme].first })] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Typesets the formulas of a film's texts.
 * @param room the size of the letters, in pixels, and what a formula of a text may take.
 * @throws ExperimentError, one line, that names the text where a formula cannot be typeset.
 */
export async function textFormulas(
  texts: readonly FilmText[],
  themes: ReadonlySet<Theme>,
  room: (text: FilmText) => { readonly size: number; readonly most: Size },
): Promise<ReadonlyMap<FilmText, FormulaPicture>> {
  const entries = texts.map(async (text, index) => {
    const { formula } = text;
    if (formula === undefined || formula.trim() === "") return [];
    const { size, most } = room(text);
    try {
      return [[text, await formulaPicture(formula, themes, size, most)] as const];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const keys = ["recording", "texts", index, "formula"];
      throw new ExperimentError(keys, describeValue(formula), `TeX that can be typeset (${reason})`, { cause: error });
    }
  });
  return new Map((await Promise.all(entries)).flat());
}
