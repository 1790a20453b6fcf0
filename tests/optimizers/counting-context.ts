import { type Precision, rounding } from "../../src/math/precision.ts";
import type { StepContext } from "../../src/optimizers/optimizer.ts";
import type { SurfaceEvaluator } from "../../src/surfaces/surface.ts";

export interface Counts {
  loss: number;
  gradient: number;
  hessian: number;
}

/** What a step may ask of a surface, without noise, with a count of what it asked. */
export function countingContext(
  surface: Pick<SurfaceEvaluator, "loss" | "gradient" | "hessian">,
  precision: Precision,
): { readonly context: StepContext; readonly counts: Counts } {
  const counts = { loss: 0, gradient: 0, hessian: 0 };
  const unasked = (): never => {
    throw new Error("expected loss, gradient and Hessian only");
  };
  const context: StepContext = {
    round: rounding(precision),
    loss: (x, y) => {
      counts.loss += 1;
      return surface.loss(x, y);
    },
    gradient: (x, y) => {
      counts.gradient += 1;
      const out = { x: 0, y: 0 };
      surface.gradient(x, y, out);
      return out;
    },
    hessian: (x, y) => {
      counts.hessian += 1;
      const out = { xx: 0, xy: 0, yy: 0 };
      surface.hessian(x, y, out);
      return out;
    },
    applyMatrix: unasked,
    rightSide: unasked,
    normals: unasked,
    uniform: unasked,
  };
  return { context, counts };
}
