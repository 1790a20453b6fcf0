import minimum from "../../../shaders/kernels/basin-minimum.wgsl?raw";
import finish from "../../../shaders/kernels/cell-basins.wgsl?raw";
import measure from "../../../shaders/kernels/readout-basins.wgsl?raw";
import type { Readout } from "./readout.ts";

/**
 * Where trajectories end, one a cell: the index of the minimum within reach at the end (−1 none, −2 diverged); the first
 * step within reach of that one (−1 where there is none); how it ended, as BASIN_ENDS of src/maps/cell-numbers.ts; the
 * loss at the end, where it was last.
 */
export const basinsReadout: Readout = {
  id: "basins",
  fields: [
    // Where it ended.
    ["place", "vec2f"],
    // What is noted of a minimum there, and one more than the first step within reach of it.
    ["goal", "u32"],
    ["arrival", "u32"],
  ],
  measure: minimum + measure,
  finish: minimum + finish,
  rounds: 2,
  twins: 1,
};
