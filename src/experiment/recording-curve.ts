import { lastNotAfter } from "./last-not-after.ts";
import type { Easing } from "./recording.ts";

/** A value at a time, and how it is reached from the key before. */
export interface CurveKey {
  readonly at: number;
  readonly value: number;
  readonly easing: Easing;
}

/** A number as a function of the time. */
export type Curve = (time: number) => number;

/**
 * The slope of a monotone cubic at a knot between two segments of lengths h and slopes d: their weighted harmonic mean
 * where they go the same way, else 0. F. N. Fritsch and J. Butland, "A Method for Constructing Local Monotone Piecewise
 * Cubic Interpolants", SIAM J. Sci. Stat. Comput. 5(2), 1984, with the weights of PCHIP.
 */
function knotSlope(h0: number, d0: number, h1: number, d1: number): number {
  if (!(d0 * d1 > 0)) return 0;
  const w0 = 2 * h1 + h0;
  const w1 = h1 + 2 * h0;
  return (w0 + w1) / (w0 / d0 + w1 / d1);
}

/** Slopes at all knots: 0 at both ends of every run of smooth segments, so that it begins and ends at rest. */
function slopesOf(times: readonly number[], values: readonly number[], isSmooth: (segment: number) => boolean) {
  const length = (index: number): number => (times[index + 1] ?? 0) - (times[index] ?? 0);
  const steepness = (index: number): number => ((values[index + 1] ?? 0) - (values[index] ?? 0)) / length(index);
  return times.map((_, index) =>
    isSmooth(index - 1) && isSmooth(index)
      ? knotSlope(length(index - 1), steepness(index - 1), length(index), steepness(index))
      : 0,
  );
}

/** A cubic on [0, 1] from a to b by its slopes there. */
function hermite(a: number, b: number, slopeA: number, slopeB: number, s: number): number {
  const rest = 1 - s;
  return a + (b - a) * s * s * (3 - 2 * s) + s * rest * (slopeA * rest - slopeB * s);
}

/**
 * The number that keys describe. Before the first key and after the last it is theirs, and at a key it is that key's to
 * the last bit; of several at one time the last holds from there on. Between two keys it goes as the later one says:
 * straight, not at all until there, or along the monotone cubic through all keys that follow each other smoothly, which
 * goes beyond none of them, has a continuous slope, and begins and ends flat.
 * @param keys at least one, ascending in time.
 * @param scale "log": the same for its logarithm; all values are positive then.
 */
export function curveThrough(keys: readonly CurveKey[], scale: "linear" | "log" = "linear"): Curve {
  const times = keys.map(({ at }) => at);
  const values = keys.map(({ value }) => value);
  const drawn = scale === "log" ? values.map(Math.log) : values;
  const isSmooth = (segment: number): boolean =>
    keys[segment] !== undefined &&
    keys[segment + 1]?.easing === "smooth" &&
    (times[segment + 1] ?? 0) > (times[segment] ?? 0);
  const slopes = slopesOf(times, drawn, isSmooth);
  return (time) => {
    const index = lastNotAfter(times, time);
    const from = values[Math.max(index, 0)] ?? 0;
    const next = keys[index + 1];
    const start = times[index];
    if (start === undefined || next === undefined || next.easing === "hold" || time === start) return from;
    const to = next.value;
    const length = next.at - start;
    const share = (time - start) / length;
    const [a, b] = [drawn[index] ?? 0, drawn[index + 1] ?? 0];
    const value =
      next.easing === "linear"
        ? a + (b - a) * share
        : hermite(a, b, (slopes[index] ?? 0) * length, (slopes[index + 1] ?? 0) * length, share);
    // Between two keys by construction; rounding alone may put it a bit beyond one.
    return Math.min(Math.max(scale === "log" ? Math.exp(value) : value, Math.min(from, to)), Math.max(from, to));
  };
}
