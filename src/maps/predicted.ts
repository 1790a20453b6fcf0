import type { Experiment } from "../experiment/experiment.ts";
import { cellCentres } from "../experiment/map.ts";
import { worstRate } from "../theory/quadratic-method.ts";
import { quadraticMap } from "./quadratic-map.ts";

/**
 * The factor per step that theory predicts for each cell of an experiment's map, that of the worst eigenvalue, row by
 * row from the smallest y; undefined where there is no theory (see `quadraticMap`). It is taken at the values that the
 * cells run with: those of the centres, rounded to f32.
 */
export function predictedRates(experiment: Experiment): Float64Array | undefined {
  const map = quadraticMap(experiment);
  if (map === undefined) return undefined;
  const { choice, method, lambdas, alpha, beta } = map;
  const x = cellCentres(choice.x, choice.width).map(Math.fround);
  const y = cellCentres(choice.y, choice.height).map(Math.fround);
  const fixed = typeof beta === "number" ? Math.fround(beta) : undefined;
  const rates = new Float64Array(choice.width * choice.height);
  for (let row = 0; row < choice.height; row++) {
    const up = y[row] ?? Number.NaN;
    for (let column = 0; column < choice.width; column++) {
      const right = x[column] ?? Number.NaN;
      const a = alpha === "x" ? right : up;
      const b = fixed ?? (alpha === "x" ? up : right);
      rates[row * choice.width + column] = worstRate(method, a, b, lambdas);
    }
  }
  return rates;
}
