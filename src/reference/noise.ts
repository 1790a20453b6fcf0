import type { Noise } from "../experiment/experiment.ts";
import type { Vector } from "../math/vector.ts";

/** A lower triangular factor L of the noise's covariance, so that L·n has that covariance for standard normal n. */
export interface NoiseFactor {
  readonly xx: number;
  readonly yx: number;
  readonly yy: number;
}

/** The Cholesky factor of a noise's covariance, in f64; zero where no noise is added. */
export function noiseFactor(noise: Noise): NoiseFactor {
  if (noise.kind !== "gaussian") return { xx: 0, yx: 0, yy: 0 };
  if ("sigma" in noise) return { xx: noise.sigma, yx: 0, yy: noise.sigma };
  const [[cxx, cxy], [, cyy]] = noise.covariance;
  const xx = Math.sqrt(cxx);
  const yx = xx === 0 ? 0 : cxy / xx;
  // A singular covariance may leave a rounding error below zero here.
  return { xx, yx, yy: Math.sqrt(Math.max(cyy - yx * yx, 0)) };
}

/** L·n, every operation rounded. */
export function correlate(factor: NoiseFactor, normals: Vector, round: (value: number) => number): Vector {
  return {
    x: round(factor.xx * normals.x),
    y: round(round(factor.yx * normals.x) + round(factor.yy * normals.y)),
  };
}
