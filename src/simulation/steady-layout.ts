import { type Field, structLayout } from "../gpu/struct-layout.ts";
import { trajectoryLayout } from "./layouts.ts";

/** What is added up in the cells of a steady state beside visits, numbered as steady-count.wgsl knows it. */
export const STEADY_QUANTITIES = ["none", "drift", "diffusion", "current"] as const;
export type SteadyQuantity = (typeof STEADY_QUANTITIES)[number];

/** How a step is looked at. */
export const STEADY = structLayout("Steady", [
  ["largest", "vec4f"],
  ["lowest", "vec2f"],
  ["cellsPerUnit", "vec2f"],
  ["size", "vec2u"],
  ["components", "vec2u"],
  ["trajectories", "u32"],
  ["words", "u32"],
  ["quantity", "u32"],
  ["seed", "u32"],
  ["step", "u32"],
]);

/** Words of a cell, and where they are: `steady-count.wgsl` says the same. */
export const STEADY_CELL = { words: 16, visits: 0, wild: 1, sums: 2 } as const;

/** Bytes that are kept of a trajectory. */
export const KEPT_BYTES = 32;

/** The fields before `state` lie at the same place for every optimizer. */
const { fields } = trajectoryLayout(structLayout("State", []));

/** The status of a trajectory that has diverged, as status.wgsl numbers it. */
const DIVERGED = 3;

/** The declarations that the kernels read these by. */
export const STEADY_WGSL = `${STEADY.wgsl}
const POSITION_WORD = ${wordOf("position")}u;
const DISPLACEMENT_WORD = ${wordOf("displacement")}u;
const STATUS_WORD = ${wordOf("status")}u;
const DIVERGED = ${DIVERGED}u;
`;

function wordOf(name: string): number {
  const field: Field | undefined = fields.get(name);
  if (field === undefined) throw new Error(`A trajectory has no field "${name}".`);
  return field.offset / 4;
}
