import type { Ensemble } from "../experiment/experiment.ts";
import type { Ground } from "../maps/map.ts";
import { type LinearColor, linearFromHex, toOklab } from "../math/oklab.ts";
import { findOptimizer } from "../optimizers/index.ts";
import { tellingNames } from "../optimizers/telling-names.ts";
import { formatNumber } from "./number-text.ts";
import { SPARE_COLORS } from "./spare-colors.ts";
import { symbolLine } from "./symbol-text.ts";

/**
 * Colours in one picture that are nearer than this in OKLab are hard to tell apart as thin trails. The opening scene's
 * own are 0.121 apart at the least.
 */
const APART = 0.12;

/** The marks that go with the colours, so that colour is not the only sign. */
export const MARKS = ["circle", "square", "triangle", "diamond", "ring", "cross", "bar", "half"] as const;
export type Mark = (typeof MARKS)[number];

/** The mark of the ensemble at `index`. */
export function ensembleMark(index: number): Mark {
  return MARKS[index % MARKS.length] ?? "circle";
}

/** What an ensemble is called: its own label, else its optimizer's. */
export function ensembleLabel(ensemble: Ensemble): string {
  return ensemble.label ?? findOptimizer(ensemble.optimizer)?.label ?? ensemble.optimizer;
}

/**
 * A colour for each ensemble: the one it was given, else its optimizer's, else (where one too near to that is taken
 * already) the first stand-in far enough from all that are; where there is none left, the farthest.
 */
export function ensembleColors(ensembles: readonly Ensemble[], theme: Ground): readonly string[] {
  const taken = ensembles.flatMap(({ color }) => (color === undefined ? [] : [oklabOf(color)]));
  return ensembles.map(({ color, optimizer }) => {
    if (color !== undefined) return color;
    const own = findOptimizer(optimizer)?.color[theme];
    const wanted = [...(own === undefined ? [] : [own]), ...SPARE_COLORS.map((spare) => spare[theme])];
    const distances = wanted.map((candidate) => distanceToNearest(oklabOf(candidate), taken));
    const free = distances.findIndex((distance) => distance >= APART);
    const chosen = wanted[free >= 0 ? free : distances.indexOf(Math.max(...distances))] ?? "#8fb4ff";
    taken.push(oklabOf(chosen));
    return chosen;
  });
}

function oklabOf(hex: string): LinearColor {
  return toOklab(linearFromHex(hex));
}

/** How far the nearest of the others is in OKLab; infinite where there are none. */
function distanceToNearest(color: LinearColor, others: readonly LinearColor[]): number {
  return Math.min(...others.map((other) => Math.hypot(color[0] - other[0], color[1] - other[1], color[2] - other[2])));
}

/** Those numbers as a row shows them: α 0.001 · β 0.9. */
export function tellingNumbers(ensemble: Ensemble): string {
  const optimizer = findOptimizer(ensemble.optimizer);
  if (optimizer === undefined) return "";
  return tellingNames(optimizer)
    .map((name) => {
      const declared = optimizer.hyperparameters[name];
      const value = ensemble.hyperparameters[name];
      if (declared?.kind !== "number" || typeof value !== "number") return "";
      return `${symbolLine(declared.symbol)} ${formatNumber(value)}`;
    })
    .join(" · ");
}
