import type { Vector } from "../../src/math/vector.ts";
import type { ParameterValues, Surface } from "../../src/surfaces/surface.ts";

export interface BatchMoments {
  /** How far the sample's mean and covariance are from what they must be, in standard errors of the sample. */
  readonly deviations: Readonly<Record<"x" | "y" | "xx" | "xy" | "yy", number>>;
  /** Different gradients among the sample. */
  readonly distinct: number;
}

/** The gradient of every single datum: the mean over a table of one row, taken row by row. */
function datumGradients(surface: Surface, parameters: ParameterValues, [x, y]: readonly [number, number]): Vector[] {
  const { count = 0 } = parameters;
  const whole = (rows: number): Vector => {
    const sum = { x: 0, y: 0 };
    if (rows > 0) surface.evaluator({ ...parameters, count: rows }, "f64").gradient(x, y, sum);
    return { x: rows * sum.x, y: rows * sum.y };
  };
  // The first rows of a table do not depend on how many follow: differences of sums are single data.
  const sums = Array.from({ length: count + 1 }, (_, rows) => whole(rows));
  return sums.slice(1).map((sum, row) => ({ x: sum.x - (sums[row]?.x ?? 0), y: sum.y - (sums[row]?.y ?? 0) }));
}

/**
 * Holds gradients of batches of `size` at a point against sampling without replacement from the N data: the mean is the
 * whole gradient, the covariance (S²/B)(1 − B/N) with S² of divisor N − 1 (W. Cochran, "Sampling Techniques", §2.5).
 */
export function batchMoments(
  surface: Surface,
  parameters: ParameterValues,
  point: readonly [number, number],
  size: number,
  gradients: readonly Readonly<Vector>[],
): BatchMoments {
  const data = datumGradients(surface, parameters, point);
  const mean = { x: average(data.map(({ x }) => x)), y: average(data.map(({ y }) => y)) };
  const products = (list: readonly Readonly<Vector>[]) =>
    list.map(({ x, y }) => ({ xx: (x - mean.x) ** 2, xy: (x - mean.x) * (y - mean.y), yy: (y - mean.y) ** 2 }));
  const ofData = products(data);
  const factor = ((1 - size / data.length) / size) * (data.length / (data.length - 1));
  const ofBatches = products(gradients);
  const deviation = (sample: readonly number[], expected: number) =>
    (average(sample) - expected) / Math.sqrt(variance(sample) / sample.length);
  const second = (entry: "xx" | "xy" | "yy") =>
    deviation(
      ofBatches.map((product) => product[entry]),
      factor * average(ofData.map((product) => product[entry])),
    );
  return {
    deviations: {
      x: deviation(
        gradients.map(({ x }) => x),
        mean.x,
      ),
      y: deviation(
        gradients.map(({ y }) => y),
        mean.y,
      ),
      xx: second("xx"),
      xy: second("xy"),
      yy: second("yy"),
    },
    distinct: new Set(gradients.map(({ x, y }) => `${x} ${y}`)).size,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const mean = average(values);
  return average(values.map((value) => (value - mean) ** 2));
}
