import { ensembleLabel } from "../../charts/ensemble-look.ts";
import type { FilmText, Layout } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import type { Size } from "./box.ts";
import { cardFormulaSize, isCard } from "./card.ts";
import type { Contents } from "./contents.ts";
import { contentsOf, type Typeset } from "./contents-of.ts";
import { coverFormulaSize } from "./cover-card.ts";
import { FilmOverlay } from "./film-overlay.ts";
import { fits } from "./fits.ts";
import { formulaPicture } from "./formula-picture.ts";
import { INKS } from "./ink.ts";
import { loadLetters } from "./letters.ts";
import type { Overlay } from "./overlay-scene.ts";
import { contextOf } from "./picture.ts";
import { type Regions, regionsOf } from "./regions.ts";
import { surfaceFormulaSize } from "./surface-card.ts";
import { textFormulas } from "./text-formulas.ts";
import { namedTracks } from "./tracked-numbers.ts";
import { type Formula, FormulaSizeError, typeset } from "./typeset.ts";
import { unitOf } from "./unit.ts";

export type { Insets, Overlay, OverlayScene, Project } from "./overlay-scene.ts";

/** Where not everything fits, everything is written smaller, step by step and down to a share of what it should be. */
const [SMALLER, LEAST] = [0.95, 0.45];
/** Letters of a formula smaller than this, in pixels, are not read. */
const LEGIBLE = 7;

/**
 * Loads letters, typesets formulas, lays out.
 * @param width and height of the film in pixels
 * @throws ExperimentError, one line, where a formula cannot be typeset: it names the text's place in the recording.
 */
export async function createOverlay(storyboard: Storyboard, width: number, height: number): Promise<Overlay> {
  const { recording, experiment } = storyboard;
  const film: Size = { width, height };
  const themes = new Set([recording.theme, ...recording.switches.flatMap(({ theme }) => theme ?? [])]);
  const layouts = new Set([recording.layout, ...recording.switches.flatMap(({ layout }) => layout ?? [])]);
  await loadLetters(lettersOf(storyboard));
  const surface = surfaceOf(experiment.surface);
  const parts: Typeset = {
    tracks: recording.overlays.parameters ? namedTracks(experiment, recording.parameters) : [],
    formulas: await textFormulas(recording.texts),
    surface: recording.overlays.surface ? { formula: await surfaceFormula(surface.tex) } : undefined,
  };
  const context = contextOf(1, 1);
  const measured = (unit: number, layout: Layout) =>
    contentsOf({ context, unit, ink: INKS[recording.theme] }, storyboard, parts, film, layout);
  const { unit, regions } = laidOut(film, layouts, measured);
  const roomOf = ({ kind, place }: FilmText) =>
    Math.min(...[...regions.values()].map((each) => each[kind === "caption" ? "caption" : place].width));
  const sizeOf = (text: FilmText, { ems }: Formula) =>
    isCard(text) ? cardFormulaSize(text, ems, roomOf(text), unit) : coverFormulaSize(ems, film, unit);
  const formulas = [...parts.formulas].map(
    async ([text, formula]) => [text, await formulaPicture(formula, themes, sizeOf(text, formula))] as const,
  );
  const formula = parts.surface?.formula;
  const surfaceSize = formula && surfaceLetters(formula, regions, film, unit);
  return new FilmOverlay({
    storyboard,
    film,
    unit,
    regions,
    tracks: parts.tracks,
    formulas: new Map(await Promise.all(formulas)),
    surfaceFormula:
      formula === undefined || surfaceSize === undefined ? {} : await formulaPicture(formula, themes, surfaceSize),
  });
}

/** The surface's formula; undefined where it is too long for any film, which shows its name alone then. */
async function surfaceFormula(tex: string): Promise<Formula | undefined> {
  try {
    return await typeset(`f(x, y) = ${tex}`);
  } catch (error) {
    if (error instanceof FormulaSizeError) return undefined;
    throw error;
  }
}

/** The letters of the surface's formula in pixels, so that it fits in every layout; undefined where it is not shown. */
function surfaceLetters(
  { ems }: Formula,
  regions: ReadonlyMap<Layout, Regions>,
  film: Size,
  unit: number,
): number | undefined {
  const wanted = surfaceFormulaSize(ems, film, unit);
  if (wanted === undefined) return undefined;
  const size = Math.min(
    wanted,
    ...[...regions.values()].map(({ surface }) => (surface?.width ?? film.width) / ems.width),
  );
  return size < LEGIBLE ? undefined : size;
}

/** The largest unit in which everything fits, and where everything is then. */
function laidOut(film: Size, layouts: ReadonlySet<Layout>, measured: (unit: number, layout: Layout) => Contents) {
  const largest = unitOf(film);
  for (let unit = largest; ; unit *= SMALLER) {
    const regions = new Map<Layout, Regions>();
    let isRoomy = true;
    for (const layout of layouts) {
      const contents = measured(unit, layout);
      const each = regionsOf(contents, film, unit, layout);
      regions.set(layout, each);
      isRoomy &&= fits(contents, each, film, unit);
    }
    if (isRoomy || unit * SMALLER < LEAST * largest) return { unit, regions };
  }
}

/** Everything that a film may write, but for what is written in Latin and Greek letters anyway. */
function lettersOf({ recording, experiment }: Storyboard): string {
  const surface = surfaceOf(experiment.surface);
  return [
    surface.label,
    ...experiment.ensembles.map(ensembleLabel),
    ...recording.texts.flatMap(({ text = "", detail = "" }) => [text, detail]),
  ].join(" ");
}
