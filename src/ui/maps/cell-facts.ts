import { formatInteger, formatNumber } from "../../charts/number-text.ts";
import type { MapKind } from "../../experiment/map.ts";
import { BASIN_ENDS, BASINS, CONVERGENCE, FIELD, SENSITIVITY, TRAINABILITY } from "../../maps/cell-numbers.ts";

/** One number of a cell in words. */
export interface CellFact {
  readonly label: string;
  readonly value: string;
}

/** What is needed to say what a cell's numbers mean. */
export interface CellContext {
  readonly epsilon: number;
  /** What theory says of the rate, where there is theory. */
  readonly predicted?: number;
  /** What a listed minimum is called, by its index. */
  minimumName(index: number): string;
}

/** What the classes of a run are called, by number. */
export const CLASS_WORDS = ["diverges", "converges", "cycles", "still on its way"] as const;

/**
 * The numbers of a cell, the most telling one first; none where nothing is known of it.
 * @param numbers the cell's, as its kind's read-out has them.
 */
export function cellFacts(kind: MapKind, numbers: ArrayLike<number>, context: CellContext): readonly CellFact[] {
  const at = (index: number): number => numbers[index] ?? Number.NaN;
  switch (kind) {
    case "stability":
    case "rate":
    case "steps":
    case "loss":
      return Number.isNaN(at(CONVERGENCE.class)) ? [] : convergenceFacts(at, context);
    case "basins":
      return Number.isNaN(at(BASINS.minimum)) ? [] : basinFacts(at, context);
    case "sensitivity":
      return Number.isNaN(at(SENSITIVITY.diverged)) ? [] : sensitivityFacts(at);
    case "trainability":
      return Number.isNaN(at(TRAINABILITY.converged)) ? [] : trainabilityFacts(at);
    default:
      return fieldFacts(kind, at);
  }
}

type Numbers = (index: number) => number;

function convergenceFacts(at: Numbers, { epsilon, predicted }: CellContext): readonly CellFact[] {
  const steps = at(CONVERGENCE.steps);
  return [
    { label: "factor per step", value: measured(at(CONVERGENCE.rate)) },
    ...(predicted === undefined ? [] : [{ label: "predicted", value: measured(predicted) }]),
    { label: at(CONVERGENCE.stable) === 1 ? "stable" : "unstable", value: CLASS_WORDS[at(CONVERGENCE.class)] ?? "" },
    // Counted only where the map is of them.
    ...(Number.isNaN(steps)
      ? []
      : [{ label: `steps to ${formatNumber(epsilon)}`, value: steps < 0 ? "never" : formatNumber(steps) }]),
    { label: "loss", value: measured(at(CONVERGENCE.loss)) },
    { label: "arrived", value: `${formatNumber(Number((100 * at(CONVERGENCE.share)).toPrecision(3)))} %` },
  ];
}

/** Where a cell ended that is at no listed minimum. */
const END_WORDS: Readonly<Record<number, string>> = {
  [BASIN_ENDS.underWay]: "still on its way",
  [BASIN_ENDS.saddle]: "a saddle or maximum",
  [BASIN_ENDS.unlisted]: "a minimum that is not listed",
  [BASIN_ENDS.diverged]: "diverged",
};

function basinFacts(at: Numbers, { minimumName }: CellContext): readonly CellFact[] {
  const [basin, arrival] = [at(BASINS.minimum), at(BASINS.steps)];
  return [
    { label: "ends at", value: basin >= 0 ? minimumName(basin) : (END_WORDS[at(BASINS.end)] ?? "") },
    ...(arrival >= 0 ? [{ label: "after", value: `${formatInteger(arrival)} steps` }] : []),
    { label: "loss", value: measured(at(BASINS.loss)) },
  ];
}

function sensitivityFacts(at: Numbers): readonly CellFact[] {
  if (at(SENSITIVITY.diverged) === 1) return [{ label: "exponent per step", value: "diverged" }];
  return [
    { label: "exponent per step", value: measured(at(SENSITIVITY.exponent)) },
    { label: "drift of it", value: measured(at(SENSITIVITY.drift)) },
  ];
}

function trainabilityFacts(at: Numbers): readonly CellFact[] {
  return [
    { label: "", value: at(TRAINABILITY.converged) === 1 ? "converges" : "does not converge" },
    { label: "summed loss", value: measured(at(TRAINABILITY.sum)) },
    { label: "loss", value: measured(at(TRAINABILITY.loss)) },
  ];
}

/** What the numbers of a kind's quantity are called. */
const FIELD_WORDS: Readonly<Partial<Record<MapKind, readonly string[]>>> = {
  drift: ["drift x", "drift y"],
  diffusion: ["D xx", "D xy", "D yy"],
  current: ["current x", "current y"],
  curl: ["curl"],
};

/** Of a steady state: the kind's own quantity with its standard errors, and the density. */
function fieldFacts(kind: MapKind, at: Numbers): readonly CellFact[] {
  const visits = at(FIELD.visits);
  if (Number.isNaN(visits)) return [];
  const counted = { label: "visits", value: formatNumber(visits) };
  if (Number.isNaN(at(FIELD.density))) return [counted, { label: "", value: "too few to say" }];
  const own = (FIELD_WORDS[kind] ?? []).map((label, index) => ({
    label,
    value: withError(at(FIELD.first + index), at(FIELD.error + index)),
  }));
  const density = withError(at(FIELD.density), kind === "density" ? at(FIELD.error) : Number.NaN);
  return [...own, { label: "density", value: density }, counted];
}

function withError(value: number, error: number): string {
  return Number.isFinite(error)
    ? `${measured(value)} ± ${formatNumber(Number(error.toPrecision(2)))}`
    : measured(value);
}

/** Four digits are more than a pixel is worth. */
function measured(value: number): string {
  if (Number.isNaN(value)) return "not known";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  return formatNumber(Number(value.toPrecision(4))).replace("-", "−");
}
