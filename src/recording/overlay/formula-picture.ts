import type { Look } from "../timeline/moment.ts";
import { INKS } from "./ink.ts";
import type { Formula } from "./typeset.ts";

/** A formula in the ink of every theme that a film has. */
export type FormulaPicture = Readonly<Partial<Record<Look["theme"], OffscreenCanvas>>>;

/** Paints a formula in the ink of some themes. @param size of its letters, in pixels. */
export async function formulaPicture(
  formula: Formula,
  themes: ReadonlySet<Look["theme"]>,
  size: number,
): Promise<FormulaPicture> {
  const entries = [...themes].map(async (theme) => [theme, await formula.draw(size, INKS[theme].first)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
