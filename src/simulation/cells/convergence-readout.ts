import cellConvergence from "../../../shaders/kernels/cell-convergence.wgsl?raw";
import readoutConvergence from "../../../shaders/kernels/readout-convergence.wgsl?raw";
import { LOOK_EVERY } from "./cells-layout.ts";
import type { Readout } from "./readout.ts";

/** What is left out where nobody asks for it: both take an evaluation, or a comparison, at every step. */
export interface ConvergenceOptions {
  /** Whether the steps until the loss is within ε are counted. */
  readonly countsArrival: boolean;
  /** Whether the budget may end before the run does. */
  readonly hasBudget: boolean;
  /** Whether rate and class are measured: the line that they are read off takes a second run of everything. */
  readonly fitsRate: boolean;
}

/** How fast trajectories converge, whether they do, and what they come to. */
export function convergenceReadout({ countsArrival, hasBudget, fitsRate }: ConvergenceOptions): Readout {
  return {
    id: "convergence",
    fields: [
      // After the last step, and where it was when its budget ended.
      ["position", "vec2f"],
      ["displacement", "vec2f"],
      ["place", "vec2f"],
      ["windowStart", "vec2f"],
      ["goal", "u32"],
      ["end", "u32"],
      ["isThere", "u32"],
      ["stillSince", "u32"],
      ["isElsewhere", "u32"],
      ["hasDiverged", "u32"],
      ["evaluations", "u32"],
      ["arrival", "u32"],
      ["arrivalEvaluations", "u32"],
      ["samples", "f32"],
      ["firstHeight", "f32"],
      ["sum", "f32"],
      ["moment", "f32"],
      ["path", "f32"],
      // What a median is taken of.
      ["order", "u32"],
    ],
    measure: `const COUNTS_ARRIVAL = ${countsArrival};
const HAS_BUDGET = ${hasBudget};
const LOOK_EVERY = ${LOOK_EVERY}u;
${readoutConvergence}`,
    finish: `const COUNTS_ARRIVAL = ${countsArrival};\n${cellConvergence}`,
    rounds: fitsRate ? 2 : 1,
    twins: 1,
  };
}
