import type { Experiment } from "../../../experiment/experiment.ts";
import { surfaceOf } from "../../../experiment/surface-of.ts";
import { symmetricEigen } from "../../../math/symmetric-eigen.ts";
import { minimaOf } from "../../../surfaces/surface.ts";
import { stationaryVariance } from "../../../theory/noise.ts";

/** How far the noise is to spread a crowd around the lowest minimum, as a share of the domain's diagonal. */
const SPREAD = 0.05;

/** Where nothing says how much is enough. */
const USUAL = 0.1;

/**
 * The standard deviation of a gradient noise, to one digit, that makes a steady state as wide as can be seen well: by
 * heavy ball's stationary variance along the flattest direction at the lowest minimum. 0.1 where there is no such
 * minimum, or the setting is not stable there.
 */
export function noiseToSee({ surface: choice, ensembles }: Experiment, ensemble: number): number {
  const surface = surfaceOf(choice);
  const [minimum] = minimaOf(surface, choice.parameters);
  if (minimum === undefined) return USUAL;
  const hessian = { xx: 0, xy: 0, yy: 0 };
  surface.evaluator(choice.parameters, "f64").hessian(minimum.x, minimum.y, hessian);
  const { learningRate: alpha, beta = 0 } = ensembles[ensemble]?.hyperparameters ?? {};
  if (typeof alpha !== "number" || typeof beta !== "number") return USUAL;
  const variance = stationaryVariance({ alpha, beta, lambda: symmetricEigen(hessian).small, sigma: 1 });
  const { x, y } = surface.domain;
  const sigma = (SPREAD * Math.hypot(x[1] - x[0], y[1] - y[0])) / Math.sqrt(variance);
  return sigma > 0 && Number.isFinite(sigma) ? Number(sigma.toPrecision(1)) : USUAL;
}
