import between from "../../../shaders/kernels/between-sensitivity.wgsl?raw";
import minima from "../../../shaders/kernels/cell-minima.wgsl?raw";
import finish from "../../../shaders/kernels/cell-sensitivity.wgsl?raw";
import measure from "../../../shaders/kernels/readout-sensitivity.wgsl?raw";
import twinDistance from "../../../shaders/kernels/twin-distance.wgsl?raw";
import type { Readout } from "./readout.ts";
import { STEPS_APART, stateApart } from "./twins.ts";

/**
 * The finite-time Lyapunov exponent: how fast a trajectory and a twin that starts beside it go apart, a step. Place and
 * state of the twin are brought back close every {@link STEPS_APART} steps; the distance is taken in phase space (place
 * and last step), which has the same unit for every optimizer. Both draw the same random numbers. Of a cell: the mean
 * exponent over its starts (infinite where one was gone within so many steps); by how much it is larger in the second
 * half than in the first; whether a trajectory or a twin diverged (1 or 0: the exponent is then that of its way there).
 */
export const sensitivityReadout: Readout = {
  id: "sensitivity",
  fields: [
    // The distance that the twin was put at last.
    ["planted", "f32"],
    // The sum of logarithms, and the steps that it is of; of the first half too.
    ["growth", "f32"],
    ["earlyGrowth", "f32"],
    ["steps", "u32"],
    ["earlySteps", "u32"],
  ],
  measure: twinDistance + measure,
  finish,
  rounds: 1,
  twins: 2,
  between: { every: STEPS_APART, code: (state) => minima + twinDistance + stateApart(state) + between },
};
