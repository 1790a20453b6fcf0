import type { MapDefinition, ValueScale } from "./map.ts";
import type { MapPicture } from "./map-picture.ts";
import { shadingOf } from "./shading-of.ts";
import { countUpTo, quantile } from "./sorted-numbers.ts";

/** Which values have which place on a scale. */
export type ValueRange =
  /** What lies beyond an end has that end's colour. */
  | { readonly kind: "interval"; readonly from: number; readonly to: number }
  /**
   * The magnitudes of sampled values below and above zero, ascending: a value's place is its rank among them. Shades of
   * categories know none below.
   */
  | { readonly kind: "ranks"; readonly below: Float32Array; readonly above: Float32Array };

/** The shares of the values that lie beyond a range, at either end: single wild cells must not decide about all others. */
const BEYOND = 0.005;
/** Enough values for quantiles whose error no eye sees; sorting more takes longer than painting. */
const MOST_SAMPLED = 1 << 15;
const RANKS = 1024;
/** A range narrower than this is widened: rounding alone would fill it. */
const NARROWEST = 1e-6;

/** Finite numbers, evenly taken from all that are shown by their number, ascending. */
function sampled(numbers: ArrayLike<number>, isShown: (index: number) => boolean = () => true): Float32Array {
  const { length } = numbers;
  let count = 0;
  for (let index = 0; index < length; index++) if (Number.isFinite(numbers[index])) count++;
  const every = Math.max(1, Math.floor(count / MOST_SAMPLED));
  const found = new Float32Array(Math.ceil(count / every));
  let [size, passed] = [0, 0];
  for (let index = 0; index < length; index++) {
    const value = numbers[index] ?? Number.NaN;
    if (Number.isFinite(value) && passed++ % every === 0 && isShown(index)) found[size++] = value;
  }
  return found.subarray(0, size).sort();
}

function interval(sorted: Float32Array, isLog: boolean): ValueRange {
  const values = isLog ? sorted.subarray(countUpTo(sorted, 0)) : sorted;
  if (values.length === 0) return isLog ? { kind: "interval", from: 1, to: 10 } : { kind: "interval", from: 0, to: 1 };
  const [from, to] = [quantile(values, BEYOND), quantile(values, 1 - BEYOND)];
  if (isLog)
    return to > from * (1 + NARROWEST)
      ? { kind: "interval", from, to }
      : { kind: "interval", from: from / 2, to: from * 2 };
  const least = NARROWEST * Math.max(Math.abs(from), Math.abs(to));
  if (to - from > least) return { kind: "interval", from, to };
  const half = Math.abs(from) / 2 || 0.5;
  return { kind: "interval", from: from - half, to: from + half };
}

/** As far to one side of the centre as to the other. */
function symmetric(sorted: Float32Array, centre: number, isLog: boolean): ValueRange {
  const distances = isLog
    ? sorted
        .map((value) => Math.abs(Math.log(value / centre)))
        .filter(Number.isFinite)
        .sort()
    : sorted.map((value) => Math.abs(value - centre)).sort();
  const most = quantile(distances, 1 - 2 * BEYOND);
  if (!(most > 0))
    return isLog
      ? { kind: "interval", from: centre / 10, to: centre * 10 }
      : { kind: "interval", from: centre - 1, to: centre + 1 };
  if (isLog) return { kind: "interval", from: centre * Math.exp(-most), to: centre * Math.exp(most) };
  return { kind: "interval", from: centre - most, to: centre + most };
}

/** At most so many of an ascending list, its ends among them. */
function thinned(sorted: Float32Array): Float32Array {
  if (sorted.length <= RANKS) return sorted.slice();
  return Float32Array.from({ length: RANKS }, (_, index) => quantile(sorted, index / (RANKS - 1)));
}

/**
 * The range of the finite among numbers: all but a half per cent at either end.
 * @param isShown whether a number counts, by its index.
 */
export function rangeOf(
  scale: ValueScale,
  numbers: ArrayLike<number>,
  isShown?: (index: number) => boolean,
): ValueRange {
  const sorted = sampled(numbers, isShown);
  switch (scale.kind) {
    case "sequential":
      return interval(sorted, scale.log);
    case "diverging":
      return symmetric(sorted, scale.centre, scale.log);
    case "categories":
      return { kind: "ranks", below: new Float32Array(), above: thinned(sorted) };
    case "ranked": {
      const zero = countUpTo(sorted, 0);
      const below = sorted
        .subarray(0, zero)
        .map((value) => -value)
        .reverse();
      return { kind: "ranks", below: thinned(below), above: thinned(sorted.subarray(zero)) };
    }
  }
}

/** The range of what the cells of a picture that are known show by their numbers. */
export function valueRange(definition: MapDefinition, picture: MapPicture): ValueRange {
  const { scale } = definition;
  const { numbers, categories, marks } = shadingOf(definition, picture);
  return rangeOf(scale, numbers, (index) => {
    const found = marks?.[index] ?? -1;
    return found < 0 || categories[found]?.isShaded === true;
  });
}
