import { type Scaling, toAxis } from "../math/scaling.ts";
import { niceStep } from "../math/ticks.ts";
import type { Distribution, EnsembleStatistics } from "../reference/statistics.ts";

/** The statistics of every ensemble at one sampled step. */
export type Row = readonly EnsembleStatistics[];

export type Quantity = "loss" | "distance";
export type Abscissa = "steps" | "evaluations";

/** What is drawn against what. */
export interface FanChoices {
  readonly quantity: Quantity;
  readonly abscissa: Abscissa;
  readonly xScaling: Scaling;
  readonly yScaling: Scaling;
}

/** From … to, in axis units; from < to. */
export type Range = readonly [number, number];

/** A crowd that grows further than this above its start leaves through the top instead of flattening the rest. */
const MOST_GROWTH: Readonly<Record<Scaling, number>> = { log: 100, linear: 1 };
/** Decades by which the 5 and 95 % lines may widen what the quartiles need. */
const TAIL_DECADES = 2;
const LEAST_DECADES = 2;
const MOST_DECADES = 16;

/** How a quantity is spread; undefined for distances where no minimum is listed. */
export function distributionOf(statistics: EnsembleStatistics, quantity: Quantity): Distribution | undefined {
  return statistics[quantity];
}

/** The horizontal value of an ensemble's row: steps done, or gradients evaluated by the mean trajectory. */
export function abscissaOf(statistics: EnsembleStatistics, abscissa: Abscissa): number {
  return abscissa === "steps" ? statistics.step : statistics.evaluations.gradient;
}

/**
 * The horizontal axis: all the steps of the run, so that it stands still while the run goes on. Of evaluations, as many
 * as those steps will take at the present rate of the hungriest ensemble that shows.
 */
export function horizontalRange(
  rows: readonly Row[],
  { abscissa, xScaling }: FanChoices,
  steps: number,
  hidden: ReadonlySet<number>,
): Range {
  const most = abscissa === "steps" ? steps : expectedEvaluations(rows, steps, hidden);
  // The first step is where a logarithmic axis can begin.
  return xScaling === "log" ? [0, Math.max(Math.log10(Math.max(most, 1)), 0.5)] : [0, Math.max(most, 1)];
}

function expectedEvaluations(rows: readonly Row[], steps: number, hidden: ReadonlySet<number>): number {
  let most = 0;
  rows.at(-1)?.forEach((statistics, index) => {
    if (hidden.has(index)) return;
    const rate = statistics.step === 0 ? 1 : statistics.evaluations.gradient / statistics.step;
    most = Math.max(most, rate * steps);
  });
  return most === 0 ? steps : most;
}

/**
 * The vertical axis: what the medians and quartiles need, the tails as far as they do not squeeze those. Logarithmic
 * axes end at whole decades, linear ones at a round number and at 0 where nothing is negative.
 */
export function verticalRange(rows: readonly Row[], choices: FanChoices, hidden: ReadonlySet<number>): Range {
  const { core, tail } = spansOf(rows, choices, hidden);
  if (choices.yScaling === "linear") return core.low > core.high ? [0, 1] : roundSpan(core, tail);
  return core.low > core.high ? [-LEAST_DECADES, 0] : decades(core, tail);
}

/**
 * A logarithmic vertical axis that needs the same, but ends at its upper end alone at a whole decade: below it goes as
 * far as the rows do, so that it follows a crowd that falls without leaping from decade to decade.
 */
export function followingRange(rows: readonly Row[], choices: FanChoices, hidden: ReadonlySet<number>): Range {
  const { core, tail } = spansOf(rows, { ...choices, yScaling: "log" }, hidden);
  if (core.low > core.high) return [-LEAST_DECADES, 0];
  const [, to] = decades(core, tail);
  const low = Math.log10(lowEnd(core, tail));
  return [Math.min(Math.max(low, to - MOST_DECADES), to - LEAST_DECADES), to];
}

/** What the quartiles of all rows span, and what the 5 and 95 % lines do; low > high where there are none. */
function spansOf(
  rows: readonly Row[],
  { quantity, yScaling }: FanChoices,
  hidden: ReadonlySet<number>,
): { readonly core: Span; readonly tail: Span } {
  const ceiling = MOST_GROWTH[yScaling] * startOf(rows[0], quantity, hidden);
  const core = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  const tail = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  const isShown = (value: number | undefined): value is number =>
    value !== undefined && Number.isFinite(value) && (yScaling === "linear" || value > 0);
  for (const row of rows) {
    row.forEach((statistics, index) => {
      if (hidden.has(index)) return;
      const quantiles = distributionOf(statistics, quantity)?.quantiles ?? [];
      quantiles.forEach((value, k) => {
        if (!isShown(value)) return;
        const span = k === 0 || k === quantiles.length - 1 ? tail : core;
        span.low = Math.min(span.low, value);
        span.high = Math.max(span.high, Math.min(value, ceiling));
      });
    });
  }
  return { core, tail };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function decades(core: Span, tail: Span): Range {
  const widest = 10 ** TAIL_DECADES;
  const high = Math.max(core.high, Math.min(tail.high, core.high * widest));
  const to = Math.ceil(Math.log10(high) - 1e-9);
  const from = Math.max(Math.floor(Math.log10(lowEnd(core, tail)) + 1e-9), to - MOST_DECADES);
  return [Math.min(from, to - LEAST_DECADES), to];
}

/** As low as the quartiles go, and the tail as far as it does not squeeze them. */
function lowEnd(core: Span, tail: Span): number {
  return Math.min(core.low, Math.max(tail.low, core.low / 10 ** TAIL_DECADES));
}

function roundSpan(core: Span, tail: Span): Range {
  const low = Math.min(0, core.low, tail.low);
  const widest = core.high + 2 * Math.max(core.high - low, 0);
  const high = Math.max(core.high, Math.min(tail.high, widest));
  const apart = niceStep((high - low || 1) / 4);
  return [Math.floor(low / apart + 1e-9) * apart, Math.max(Math.ceil(high / apart - 1e-9), 1) * apart];
}

/** The highest finite quantile before the first step; infinite where nothing says. */
function startOf(row: Row | undefined, quantity: Quantity, hidden: ReadonlySet<number>): number {
  let start = 0;
  row?.forEach((statistics, index) => {
    if (hidden.has(index)) return;
    for (const value of distributionOf(statistics, quantity)?.quantiles ?? [])
      if (Number.isFinite(value)) start = Math.max(start, value);
  });
  return start > 0 ? start : Number.POSITIVE_INFINITY;
}

/** A quantile's place on the vertical axis: +∞ for what diverged, never below the axis' foot. */
export function placeOf(value: number, scaling: Scaling, [from]: Range): number {
  if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  const place = toAxis(value, scaling);
  return place >= from ? place : from;
}
