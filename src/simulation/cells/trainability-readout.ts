import finish from "../../../shaders/kernels/cell-trainability.wgsl?raw";
import measure from "../../../shaders/kernels/readout-trainability.wgsl?raw";
import tail from "../../../shaders/kernels/trainability-tail.wgsl?raw";
import type { Readout } from "./readout.ts";

/**
 * J. Sohl-Dickstein, "The boundary of neural network trainability is fractal", arXiv:2402.06184, with losses ℓ above the
 * lowest listed minimum's. A start has converged where it has not diverged and the mean of ℓ over the last tenth of the
 * steps is below the first ℓ; a cell, where all its starts have. Of a cell: the mean of Σ ℓ_t/ℓ_0 where it has
 * converged, else minus the mean of Σ ℓ_0/ℓ_t of those starts that have not; whether it has (1 or 0); the mean loss at
 * the end (infinite where one diverged); the share of its starts that have converged. Ratios beyond 10⁶ count as that,
 * as in the source, and those below 2⁻²⁴ as that; steps from a divergence on add nothing.
 */
export const trainabilityReadout: Readout = {
  id: "trainability",
  fields: [
    ["initial", "f32"],
    ["sum", "f32"],
    ["inverse", "f32"],
    ["tail", "f32"],
  ],
  measure: tail + measure,
  finish: tail + finish,
  rounds: 1,
  twins: 1,
};
