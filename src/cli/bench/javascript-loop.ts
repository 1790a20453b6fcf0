import type { OptimizerId, SurfaceId } from "./workload.ts";
import { BETA, BETA1, BETA2, EPSILON, LEARNING_RATES, RASTRIGIN, ROSENBROCK } from "./workload.ts";

/** Takes positions (x, y, x, y, …) through so many steps, in place. */
export type DescentLoop = (positions: Float64Array, steps: number) => void;

const TWO_PI = 2 * Math.PI;

/**
 * Loops as one writes them by hand for speed: one function a workload, f64 in local variables (the numbers that the
 * language is fastest with), the derivatives simplified, nothing called but Math.sin and Math.sqrt.
 */
const LOOPS: Readonly<Record<OptimizerId, Readonly<Record<SurfaceId, DescentLoop>>>> = {
  momentum: {
    rosenbrock(positions, steps) {
      const { a, b } = ROSENBROCK;
      const rate = LEARNING_RATES.momentum.rosenbrock;
      for (let at = 0; at < positions.length; at += 2) {
        let x = positions[at] as number;
        let y = positions[at + 1] as number;
        let zx = 0;
        let zy = 0;
        for (let step = 0; step < steps; step += 1) {
          const slope = 2 * b * (y - x * x);
          zx = BETA * zx + 2 * (x - a) - 2 * x * slope;
          zy = BETA * zy + slope;
          x -= rate * zx;
          y -= rate * zy;
        }
        positions[at] = x;
        positions[at + 1] = y;
      }
    },
    rastrigin(positions, steps) {
      const amplitude = TWO_PI * RASTRIGIN.A;
      const rate = LEARNING_RATES.momentum.rastrigin;
      for (let at = 0; at < positions.length; at += 2) {
        let x = positions[at] as number;
        let y = positions[at + 1] as number;
        let zx = 0;
        let zy = 0;
        for (let step = 0; step < steps; step += 1) {
          zx = BETA * zx + 2 * x + amplitude * Math.sin(TWO_PI * x);
          zy = BETA * zy + 2 * y + amplitude * Math.sin(TWO_PI * y);
          x -= rate * zx;
          y -= rate * zy;
        }
        positions[at] = x;
        positions[at + 1] = y;
      }
    },
  },
  adam: {
    rosenbrock(positions, steps) {
      const { a, b } = ROSENBROCK;
      const rate = LEARNING_RATES.adam.rosenbrock;
      for (let at = 0; at < positions.length; at += 2) {
        let x = positions[at] as number;
        let y = positions[at + 1] as number;
        let mx = 0;
        let my = 0;
        let vx = 0;
        let vy = 0;
        let c1 = 0;
        let c2 = 0;
        for (let step = 0; step < steps; step += 1) {
          const gy = 2 * b * (y - x * x);
          const gx = 2 * (x - a) - 2 * x * gy;
          mx = BETA1 * mx + (1 - BETA1) * gx;
          my = BETA1 * my + (1 - BETA1) * gy;
          vx = BETA2 * vx + (1 - BETA2) * gx * gx;
          vy = BETA2 * vy + (1 - BETA2) * gy * gy;
          c1 = BETA1 * c1 + (1 - BETA1);
          c2 = BETA2 * c2 + (1 - BETA2);
          x -= (rate * (mx / c1)) / (Math.sqrt(vx / c2) + EPSILON);
          y -= (rate * (my / c1)) / (Math.sqrt(vy / c2) + EPSILON);
        }
        positions[at] = x;
        positions[at + 1] = y;
      }
    },
    rastrigin(positions, steps) {
      const amplitude = TWO_PI * RASTRIGIN.A;
      const rate = LEARNING_RATES.adam.rastrigin;
      for (let at = 0; at < positions.length; at += 2) {
        let x = positions[at] as number;
        let y = positions[at + 1] as number;
        let mx = 0;
        let my = 0;
        let vx = 0;
        let vy = 0;
        let c1 = 0;
        let c2 = 0;
        for (let step = 0; step < steps; step += 1) {
          const gx = 2 * x + amplitude * Math.sin(TWO_PI * x);
          const gy = 2 * y + amplitude * Math.sin(TWO_PI * y);
          mx = BETA1 * mx + (1 - BETA1) * gx;
          my = BETA1 * my + (1 - BETA1) * gy;
          vx = BETA2 * vx + (1 - BETA2) * gx * gx;
          vy = BETA2 * vy + (1 - BETA2) * gy * gy;
          c1 = BETA1 * c1 + (1 - BETA1);
          c2 = BETA2 * c2 + (1 - BETA2);
          x -= (rate * (mx / c1)) / (Math.sqrt(vx / c2) + EPSILON);
          y -= (rate * (my / c1)) / (Math.sqrt(vy / c2) + EPSILON);
        }
        positions[at] = x;
        positions[at + 1] = y;
      }
    },
  },
};

/** The hand-written loop of a workload. */
export function javascriptLoop(optimizer: OptimizerId, surface: SurfaceId): DescentLoop {
  return LOOPS[optimizer][surface];
}
