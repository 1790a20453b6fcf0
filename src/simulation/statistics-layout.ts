import { type Field, type StructLayout, structLayout } from "../gpu/struct-layout.ts";
import { QUANTILES } from "../reference/statistics.ts";
import { trajectoryLayout } from "./layouts.ts";
import { MOST_ROWS } from "./sampled-steps.ts";

/** What the kernels of the statistics share with the code that fills their uniforms and reads their rows. */

/** Listed minima beyond these are left out; the catalogue's surfaces have up to 121, found ones up to 128. */
export const MOST_MINIMA = 128;

/** What each invocation counts and adds up. Evaluations are 64-bit integers, low words first. */
export const TALLY = structLayout("Tally", [
  ["lossEvaluations", "vec2u"],
  ["gradientEvaluations", "vec2u"],
  ["hessianEvaluations", "vec2u"],
  ["running", "u32"],
  ["converged", "u32"],
  ["stationary", "u32"],
  ["diverged", "u32"],
  ["arrived", "u32"],
  ["newlyArrived", "u32"],
  ["fingerprint", "u32"],
  ["finiteLosses", "u32"],
  ["lossSum", "f32"],
  ["hugeLossSum", "f32"],
  ["distanceSum", "f32"],
  ["leastLoss", "u32"],
  ["leastDistance", "u32"],
]);

/** What is measured: the same for every ensemble. Two listed minima in each vec4f follow it. */
export const SAMPLING = structLayout("SamplingHeader", [
  ["lossFloor", "f32"],
  ["radius", "f32"],
  ["minima", "u32"],
  ["step", "u32"],
  ["openFrom", "u32"],
  ["isRow", "u32"],
  ["row", "u32"],
]);
/** Bytes of the uniform of a row. */
export const SAMPLING_BYTES = SAMPLING.size + 8 * MOST_MINIMA;

/** How an ensemble is measured, its column among those of the table, and the ranks of QUANTILES among its trajectories. */
export const ENSEMBLE = structLayout("Ensemble", [
  ["trajectories", "u32"],
  ["words", "u32"],
  ["lanes", "u32"],
  ["columns", "u32"],
  ["column", "u32"],
  ["rank0", "u32"],
  ["rank1", "u32"],
  ["rank2", "u32"],
  ["rank3", "u32"],
  ["rank4", "u32"],
]);

/** The unit of `hugeLossSum`: the sum of losses larger than it, which could leave f32 together. */
export const HUGE_LOSS = 2 ** 64;

/** Bytes from the start of a row to its parts, and of all of it; `Row` of statistics-row.wgsl. */
export const ROW = {
  lossBins: TALLY.size,
  distanceBins: TALLY.size + 4 * QUANTILES.length,
  basins: TALLY.size + 8 * QUANTILES.length,
  size: TALLY.size + 8 * QUANTILES.length + 4 * MOST_MINIMA,
} as const;

/** Parts that a histogram, and the tallies, are added up in; as many invocations `fold` them. */
export const PARTS = 256;

/** Bytes of the histograms of loss and distance, of the basins, and of the parts' sums. */
export const BINS_BYTES = 4 * (2 * 32_768 + MOST_MINIMA + 2 * PARTS);

/** Invocations that measure an ensemble at most; in a larger crowd, each looks at more trajectories. */
export const MOST_LANES = 8192;

/**
 * Bytes of an ensemble's statistics: for each trajectory, the step of its arrival; for all of them at most, histograms,
 * tallies, and the table's rows with that of the present step, on the GPU and on their way back.
 */
export const STATISTICS_BYTES = {
  trajectory: 4,
  ensemble: BINS_BYTES + MOST_LANES * TALLY.size + ENSEMBLE.size + 2 * (MOST_ROWS + 1) * ROW.size,
} as const;

/** The fields before `state` lie at the same place for every optimizer. */
const trajectory = trajectoryLayout(structLayout("State", []));

/** The declarations that the kernels read these by. */
export const STATISTICS_WGSL = `${TALLY.wgsl}${SAMPLING.wgsl}${ENSEMBLE.wgsl}
const HUGE_LOSS = ${HUGE_LOSS}f;
const POSITION_WORD = ${wordOf(trajectory, "position")}u;
const LOSS_WORD = ${wordOf(trajectory, "loss")}u;
const STATUS_WORD = ${wordOf(trajectory, "status")}u;
const LOSS_EVALUATIONS_WORD = ${wordOf(trajectory, "lossEvaluations")}u;
const GRADIENT_EVALUATIONS_WORD = ${wordOf(trajectory, "gradientEvaluations")}u;
const HESSIAN_EVALUATIONS_WORD = ${wordOf(trajectory, "hessianEvaluations")}u;
`;

function wordOf(layout: StructLayout, name: string): number {
  const field: Field | undefined = layout.fields.get(name);
  if (field === undefined) throw new Error(`${layout.name} has no field "${name}".`);
  return field.offset / 4;
}
