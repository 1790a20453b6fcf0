import type { RowEvaluator } from "../expression/evaluator.ts";
import { permuted } from "../math/permutation.ts";
import type { Round } from "../math/precision.ts";
import type { SurfaceEvaluator } from "./surface.ts";

/**
 * The mean over the rows of a table, and over batches of them. Sums run over the rows in order, or over a batch in the
 * order in which it was drawn, as on the GPU.
 */
export function meanEvaluator(datum: RowEvaluator, table: Float32Array, count: number, round: Round): SurfaceEvaluator {
  const drawn = new Uint32Array(count);
  const batch = meanOver(datum, table, drawn, round);
  const all = meanOver(
    datum,
    table,
    drawn.map((_, row) => row),
    round,
  );
  return {
    ...all(count),
    batch(key, size) {
      if (size >= count) return all(count);
      for (let place = 0; place < size; place += 1) drawn[place] = permuted(count, key, place);
      return batch(size);
    },
  };
}

/** Means over the first `size` of some rows. */
function meanOver(datum: RowEvaluator, table: Float32Array, rows: Uint32Array, round: Round) {
  let size = 0;
  const gradient = { x: 0, y: 0 };
  const hessian = { xx: 0, xy: 0, yy: 0 };
  const evaluator: SurfaceEvaluator = {
    loss(x, y) {
      let sum = 0;
      for (let place = 0; place < size; place += 1) {
        datum.moveTo(table, rows[place] ?? 0);
        sum = round(sum + datum.loss(x, y));
      }
      return round(sum / size);
    },
    gradient(x, y, out) {
      let [sumX, sumY] = [0, 0];
      for (let place = 0; place < size; place += 1) {
        datum.moveTo(table, rows[place] ?? 0);
        datum.gradient(x, y, gradient);
        sumX = round(sumX + gradient.x);
        sumY = round(sumY + gradient.y);
      }
      out.x = round(sumX / size);
      out.y = round(sumY / size);
    },
    hessian(x, y, out) {
      let [sumXX, sumXY, sumYY] = [0, 0, 0];
      for (let place = 0; place < size; place += 1) {
        datum.moveTo(table, rows[place] ?? 0);
        datum.hessian(x, y, hessian);
        sumXX = round(sumXX + hessian.xx);
        sumXY = round(sumXY + hessian.xy);
        sumYY = round(sumYY + hessian.yy);
      }
      out.xx = round(sumXX / size);
      out.xy = round(sumXY / size);
      out.yy = round(sumYY / size);
    },
  };
  return (wanted: number): SurfaceEvaluator => {
    size = wanted;
    return evaluator;
  };
}
