import type { ValueScale } from "./map.ts";
import { RankSearch } from "./sorted-numbers.ts";
import type { ValueRange } from "./value-range.ts";

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
    const above = new RankSearch(range.above);
    for (let index = 0; index < places.length; index++) {
      const value = numbers[index] ?? Number.NaN;
      places[index] = value >= 0 ? above.shareBelow(value) : Number.NaN;
    }
  } else if (range.kind === "ranks") {
    const [below, above] = [new RankSearch(range.below), new RankSearch(range.above)];
    for (let index = 0; index < places.length; index++) {
      const value = numbers[index] ?? Number.NaN;
      if (value < 0) places[index] = 0.5 - below.share(-value) / 2;
      else places[index] = value >= 0 ? 0.5 + above.share(value) / 2 : value;
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
