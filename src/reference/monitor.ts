import type { Stopping } from "../experiment/experiment.ts";
import type { Precision } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { SurfaceEvaluator } from "../surfaces/surface.ts";
import type { Status } from "./result.ts";

/** Steps that a trajectory must have been calm for, before it counts as converged or stationary. */
export const CALM_STEPS = 8;

/** Beyond this magnitude in either coordinate a trajectory has diverged. */
export const DIVERGENCE: Readonly<Record<Precision, number>> = { f32: 1e15, f64: 1e150 };

/** Unit in the last place of 1. */
const EPSILON: Readonly<Record<Precision, number>> = { f32: 2 ** -23, f64: 2 ** -52 };

/** Whether a position is finite and within the limit of its precision. */
export function isWithinReach({ x, y }: Readonly<Vector>, precision: Precision): boolean {
  return Math.abs(x) <= DIVERGENCE[precision] && Math.abs(y) <= DIVERGENCE[precision];
}

/** Whether no eigenvalue is negative by more than rounding: 16 units in the last place of the matrix's norm. */
export function isPositiveSemidefinite({ xx, xy, yy }: SymmetricMatrix, precision: Precision): boolean {
  const lowest = (xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy);
  return lowest >= -16 * EPSILON[precision] * Math.hypot(xx, xy, xy, yy);
}

/** Watches one trajectory's steps and tells its status (DESIGN: "Status of a trajectory"). */
export class Monitor {
  status: Status = "running";
  #calm = 0;
  readonly #gradient: Vector = { x: 0, y: 0 };
  readonly #hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };

  constructor(
    private readonly stopping: Stopping,
    private readonly precision: Precision,
  ) {}

  /** Takes note of a step that arrived at `position` by the displacement (dx, dy). */
  observe(position: Readonly<Vector>, dx: number, dy: number, surface: SurfaceEvaluator): void {
    this.#calm = this.#isCalm(position, dx, dy, surface) ? Math.min(this.#calm + 1, CALM_STEPS) : 0;
    if (this.#calm < CALM_STEPS) {
      this.status = "running";
      return;
    }
    surface.hessian(position.x, position.y, this.#hessian);
    this.status = isPositiveSemidefinite(this.#hessian, this.precision) ? "converged" : "stationary";
  }

  #isCalm({ x, y }: Readonly<Vector>, dx: number, dy: number, surface: SurfaceEvaluator): boolean {
    if (!(Math.hypot(dx, dy) <= this.stopping.stepTolerance)) return false;
    surface.gradient(x, y, this.#gradient);
    return Math.hypot(this.#gradient.x, this.#gradient.y) <= this.stopping.gradientTolerance;
  }
}
