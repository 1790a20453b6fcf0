import { type SymmetricEigen, symmetricEigen } from "../math/symmetric-eigen.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { ParameterValues, Surface } from "../surfaces/surface.ts";

const POINTS = 256;

/** Deviations from a quadratic up to this share count as rounding; so do eigenvalues of this share of the other. */
const TOLERANCE = 1e-9;

/**
 * The eigenvalues of a surface's Hessian where the surface is a quadratic with a minimum, else undefined. It is decided
 * by numbers, not by formula: at 256 points spread over the domain, in f64, the gradient is what the centre's Hessian
 * makes of the way from there, to 1e-9 of the steepest slope; and the smaller eigenvalue is above 1e-9 of the larger.
 * That Hessians agree would not do: they do on either side of a kink.
 */
export function constantHessian(surface: Surface, parameters: ParameterValues): SymmetricEigen | undefined {
  const evaluator = surface.evaluator(parameters, "f64");
  const { x, y } = surface.domain;
  const centre: Vector = { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 };
  const hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };
  const slope: Vector = { x: 0, y: 0 };
  evaluator.hessian(centre.x, centre.y, hessian);
  evaluator.gradient(centre.x, centre.y, slope);
  const curvature = Math.max(Math.abs(hessian.xx), Math.abs(hessian.xy), Math.abs(hessian.yy));
  const reach = Math.max(x[1] - x[0], y[1] - y[0]);
  const steepness = Math.max(Math.abs(slope.x), Math.abs(slope.y), curvature * reach);
  const met: Vector = { x: 0, y: 0 };
  for (let k = 1; k <= POINTS; k++) {
    const p = spread(k, surface);
    const away = { x: p.x - centre.x, y: p.y - centre.y };
    evaluator.gradient(p.x, p.y, met);
    const turn = Math.max(
      Math.abs(met.x - slope.x - hessian.xx * away.x - hessian.xy * away.y),
      Math.abs(met.y - slope.y - hessian.xy * away.x - hessian.yy * away.y),
    );
    // Written so that a NaN is no quadratic.
    if (!(turn <= TOLERANCE * steepness)) return undefined;
  }
  const eigen = symmetricEigen(hessian);
  return eigen.small > TOLERANCE * eigen.large ? eigen : undefined;
}

/** The k-th of points that fill the domain evenly without lying on a grid: M. Roberts' R₂ sequence, 2018. */
function spread(k: number, { domain: { x, y } }: Surface): Vector {
  const share = (ratio: number) => (0.5 + k * ratio) % 1;
  return {
    x: x[0] + (x[1] - x[0]) * share(0.7548776662466927),
    y: y[0] + (y[1] - y[0]) * share(0.5698402909980532),
  };
}
