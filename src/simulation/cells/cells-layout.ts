import { structLayout } from "../../gpu/struct-layout.ts";

/** What the kernels of a map know about its cells; filled by cell-bindings.ts. */
export const CELLS = structLayout("Cells", [
  /** Cells in a row of the map. */
  ["columns", "u32"],
  /** Trajectories of a cell. */
  ["lanes", "u32"],
  /** The place of the batch's first cell in the order in which cells are run, and how many it has. */
  ["firstCell", "u32"],
  ["batch", "u32"],
  /** Starts of a cell. */
  ["starts", "u32"],
  ["steps", "u32"],
  /** Which time the cells are run: some read-outs need to know the end before they measure. */
  ["round", "u32"],
  /** The gradient evaluations that a trajectory may spend on what counts. */
  ["gradientBudget", "u32"],
  /** How many minima are listed. */
  ["minima", "u32"],
  /** What losses are measured from. */
  ["lossFloor", "f32"],
  ["epsilon", "f32"],
  /** Distance to a minimum within which a trajectory has arrived. */
  ["radius", "f32"],
  /** The length of the domain's diagonal. */
  ["diagonal", "f32"],
]);

/** Minima that fit; two in a vector. */
export const MOST_MINIMA = 128;

/** Bytes of the uniform: the header, then the minima. */
export const CELLS_BYTES = CELLS.size + 8 * MOST_MINIMA;

/** The uniform in WGSL. */
export const CELLS_WGSL = `${CELLS.wgsl}
struct CellTargets {
  header: Cells,
  minima: array<vec4f, ${MOST_MINIMA / 2}>,
}
`;

/**
 * No dispatch of a map's steps goes across a multiple of this: what a read-out does where one begins, it then does at
 * the same steps however the run is cut into submissions. A power of two, at least as long as a block of steps.
 */
export const LOOK_EVERY = 128;
