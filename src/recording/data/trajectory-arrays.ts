import { littleEndian, npyHeader } from "../../maps/npy.ts";
import type { SimulationResult } from "../../reference/result.ts";

/** Numbers that are handed over together, about. */
const BATCH = 1 << 14;

/**
 * The trajectories as a NumPy file of shape (trajectories of all ensembles in their order, listed steps, 3): x, y and the
 * loss, in the precision of the run. A trajectory that has diverged stays where it was last.
 */
export function* trajectoryArrays({ precision, ensembles }: SimulationResult): Generator<Uint8Array<ArrayBuffer>> {
  const Numbers = precision === "f64" ? Float64Array : Float32Array;
  const all = ensembles.flatMap(({ trajectories }) => trajectories);
  yield npyHeader(precision === "f64" ? "'<f8'" : "'<f4'", [all.length, all[0]?.steps.length ?? 0, 3]);
  let numbers: number[] = [];
  for (const { points, losses } of all) {
    for (const [row, [x, y]] of points.entries()) numbers.push(x, y, losses[row] ?? Number.NaN);
    if (numbers.length < BATCH) continue;
    yield littleEndian(Numbers.from(numbers));
    numbers = [];
  }
  yield littleEndian(Numbers.from(numbers));
}
