import type { MapDefinition, ValueScale } from "./map.ts";
import type { MapPicture } from "./map-picture.ts";
import { shadingOf } from "./shading-of.ts";

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

const at = (sorted: Float32Array, share: number): number =>
  sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;

function interval(sorted: Float32Array, isLog: boolean): ValueRange {
  const values = isLog ? sorted.subarray(firstAbove(sorted, 0)) : sorted;
  if (values.length === 0) return isLog ? { kind: "interval", from: 1, to: 10 } : { kind: "interval", from: 0, to: 1 };
  const [from, to] = [at(values, BEYOND), at(values, 1 - BEYOND)];
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
  const most = at(distances, 1 - 2 * BEYOND);
  if (!(most > 0))
    return isLog
      ? { kind: "interval", from: centre / 10, to: centre * 10 }
      : { kind: "interval", from: centre - 1, to: centre + 1 };
  if (isLog) return { kind: "interval", from: centre * Math.exp(-most), to: centre * Math.exp(most) };
  return { kind: "interval", from: centre - most, to: centre + most };
}

/** The place of the first value above a bound in an ascending list. */
function firstAbove(sorted: Float32Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** At most so many of an ascending list, its ends among them. */
function thinned(sorted: Float32Array): Float32Array {
  if (sorted.length <= RANKS) return sorted.slice();
  return Float32Array.from({ length: RANKS }, (_, index) => at(sorted, index / (RANKS - 1)));
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
      const zero = firstAbove(sorted, 0);
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

/** The rank of a magnitude among ascending ones, as a share of them. */
function rankIn(sorted: Float32Array, magnitude: number): number {
  return sorted.length === 0 ? 0.5 : firstAbove(sorted, magnitude) / sorted.length;
}

/** The share of the others that are below a magnitude: 0 for the least, however many there are of it. */
function shareBelow(sorted: Float32Array, magnitude: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < magnitude) low = middle + 1;
    else high = middle;
  }
  return low / Math.max(1, sorted.length - 1);
}

/** NaN stays NaN. */
function clamped(place: number): number {
  return place < 0 ? 0 : place > 1 ? 1 : place;
}

/** Whether equal ratios are equally far apart on a scale. */
export function isLogarithmic(scale: ValueScale): boolean {
  return "log" in scale && scale.log;
}

/**
 * Where numbers lie on a scale: from 0, its lowest colour, to 1; NaN where a number is none. A logarithmic scale puts 0
 * and what is below at its lowest place. All at once, since a call for each of 512² would take longer than painting.
 */
export function placesOf(scale: ValueScale, range: ValueRange, numbers: ArrayLike<number>): Float32Array {
  const places = new Float32Array(numbers.length);
  if (range.kind === "ranks" && scale.kind === "categories") {
    for (let index = 0; index < places.length; index++) {
      const value = numbers[index] ?? Number.NaN;
      places[index] = Number.isNaN(value) ? value : Math.min(1, shareBelow(range.above, value));
    }
  } else if (range.kind === "ranks") {
    const { below, above } = range;
    for (let index = 0; index < places.length; index++) {
      const value = numbers[index] ?? Number.NaN;
      if (value < 0) places[index] = 0.5 - rankIn(below, -value) / 2;
      else places[index] = value >= 0 ? 0.5 + rankIn(above, value) / 2 : value;
    }
  } else if (isLogarithmic(scale)) {
    const from = Math.log(range.from);
    const factor = 1 / (Math.log(range.to) - from);
    for (let index = 0; index < places.length; index++) {
      places[index] = clamped((Math.log(Math.max(numbers[index] ?? Number.NaN, 0)) - from) * factor);
    }
  } else {
    const { from } = range;
    const factor = 1 / (range.to - from);
    for (let index = 0; index < places.length; index++) {
      places[index] = clamped(((numbers[index] ?? Number.NaN) - from) * factor);
    }
  }
  return places;
}
