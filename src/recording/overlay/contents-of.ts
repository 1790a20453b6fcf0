import type { FilmText, Layout } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { trajectoryCount } from "../../experiment/trajectory-count.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import type { Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { cardFormulaSize, cardSize, isCard } from "./card.ts";
import type { Contents } from "./contents.ts";
import { legendSize } from "./legend.ts";
import { readOutsSize } from "./read-outs.ts";
import { counterSize } from "./step-counter.ts";
import { surfaceFormulaSize, surfaceSize } from "./surface-card.ts";
import { type NamedTrack, shownTracks } from "./tracked-numbers.ts";
import type { Formula } from "./typeset.ts";

/** What of a film is typeset before anything is laid out. */
export interface Typeset {
  readonly tracks: readonly NamedTrack[];
  readonly formulas: ReadonlyMap<FilmText, Formula>;
  /** Of the surface, absent where it is not shown; its formula is absent where it is too long. */
  readonly surface: { readonly formula: Formula | undefined } | undefined;
}

/** What a film writes over the picture of a layout, measured in the brush's unit. */
export function contentsOf(
  brush: Brush,
  { recording, experiment, ...board }: Storyboard,
  typeset: Typeset,
  film: Size,
  layout: Layout,
): Contents {
  const { context, unit } = brush;
  const { overlays, texts } = recording;
  const tracks = shownTracks(typeset.tracks, experiment.map, layout);
  const { surface } = typeset;
  const crowds = experiment.ensembles.map((_, index) => trajectoryCount(experiment, index));
  return {
    chart: overlays.chart,
    captions: (width) => largestCard(brush, texts, typeset, width, ({ kind }) => kind === "caption")?.height ?? 0,
    surface: surface && surfaceNeeds(brush, surfaceOf(experiment.surface).label, surface.formula, film),
    legend: overlays.legend ? legendSize(context, experiment, Math.max(...crowds), unit) : undefined,
    steps: overlays.steps ? counterSize(context, mostCounted({ recording, experiment, ...board }), unit) : undefined,
    readOuts: tracks.length > 0 ? readOutsSize(context, tracks, unit) : undefined,
    left: largestCard(brush, texts, typeset, Number.POSITIVE_INFINITY, isAt("left")),
    right: largestCard(brush, texts, typeset, Number.POSITIVE_INFINITY, isAt("right")),
  };
}

function surfaceNeeds({ context, unit }: Brush, name: string, formula: Formula | undefined, film: Size): Size {
  const size = formula && surfaceFormulaSize(formula.ems, film, unit);
  return surfaceSize(context, name, formula && size !== undefined ? scaled(formula, size) : undefined, unit);
}

/** The most that the counter ever shows: steps of the run, or of a map that is alone. */
function mostCounted({ recording, experiment, frames, moment }: Storyboard): number {
  const ofMap = recording.parameters
    .filter(({ path }) => path === "/map/steps")
    .flatMap(({ keys }) => keys.map(({ value }) => value));
  return Math.max(moment(frames - 1).step, experiment.map?.steps ?? 0, ...ofMap);
}

function isAt(side: FilmText["place"]): (text: FilmText) => boolean {
  return ({ kind, place }) => kind === "formula" && place === side;
}

/** The size that holds every one of some cards, where they may be so wide; undefined where there is none. */
function largestCard(
  brush: Brush,
  texts: readonly FilmText[],
  { formulas }: Typeset,
  width: number,
  isWanted: (text: FilmText) => boolean,
): Size | undefined {
  const sizes = texts.filter(isCard).flatMap((text) => {
    if (!isWanted(text)) return [];
    const formula = formulas.get(text);
    return [
      cardSize(brush, width, text, formula && scaled(formula, cardFormulaSize(text, formula.ems, width, brush.unit))),
    ];
  });
  if (sizes.length === 0) return undefined;
  return { width: Math.max(...sizes.map((size) => size.width)), height: Math.max(...sizes.map((size) => size.height)) };
}

function scaled({ ems }: Formula, size: number): Size {
  return { width: ems.width * size, height: ems.height * size };
}
