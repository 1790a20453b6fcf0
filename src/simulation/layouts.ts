import type { Experiment } from "../experiment/experiment.ts";
import { type FieldType, type StructLayout, structLayout } from "../gpu/struct-layout.ts";
import { findOptimizer } from "../optimizers/index.ts";
import { complementName, type Optimizer } from "../optimizers/optimizer.ts";
import type { Surface } from "../surfaces/surface.ts";

/** What a dispatch of the descend kernel runs, and under which conditions. */
export const RUN = structLayout("Run", [
  ["noise", "vec4f"],
  ["firstStep", "u32"],
  ["steps", "u32"],
  ["trajectories", "u32"],
  ["combinations", "u32"],
  ["seed", "u32"],
  ["stride", "u32"],
  ["slots", "u32"],
  ["firstSlot", "u32"],
  ["lastSlot", "u32"],
  ["nextSample", "u32"],
  ["halt", "u32"],
  ["batchSize", "u32"],
  ["gradientTolerance", "f32"],
  ["stepTolerance", "f32"],
]);

/** Where trajectories start; the meaning of `first`, `second` and `spread` depends on the kind. */
export const STARTS = structLayout("Starts", [
  ["first", "vec2f"],
  ["second", "vec2f"],
  ["velocity", "vec2f"],
  ["spread", "f32"],
  ["kind", "u32"],
  ["columns", "u32"],
  ["rows", "u32"],
  ["count", "u32"],
]);

/** The optimizer's state slots. */
export function stateLayout(optimizer: Optimizer): StructLayout {
  return structLayout(
    "State",
    Object.entries(optimizer.state).map(([slot, kind]): [string, FieldType] => [
      slot,
      kind === "vector" ? "vec2f" : "f32",
    ]),
  );
}

/** One trajectory between dispatches. The fields before `state` are the same for every optimizer. */
export function trajectoryLayout(state: StructLayout): StructLayout {
  return structLayout("Trajectory", [
    ["position", "vec2f"],
    ["displacement", "vec2f"],
    ["loss", "f32"],
    ["status", "u32"],
    ["calmSteps", "u32"],
    ["divergedAt", "u32"],
    ["lossEvaluations", "u32"],
    ["gradientEvaluations", "u32"],
    ["hessianEvaluations", "u32"],
    ["state", state],
  ]);
}

/** The numbers among an optimizer's hyperparameters, with the complements that they declare. */
export function hyperparametersLayout(optimizer: Optimizer): StructLayout {
  const fields: [string, FieldType][] = [];
  for (const [name, declared] of Object.entries(optimizer.hyperparameters)) {
    if (declared.kind !== "number") continue;
    fields.push([name, "f32"]);
    if (declared.complement) fields.push([complementName(name), "f32"]);
  }
  return structLayout("Hyperparameters", fields);
}

/** A surface's parameters, under the names that its WGSL reads. */
export function surfaceLayout(surface: Surface): StructLayout {
  return structLayout(
    "SurfaceParameters",
    surface.parameters.map(({ name }): [string, FieldType] => [`p_${name}`, "f32"]),
  );
}

/** Bytes of one trajectory of the widest ensemble of an experiment. */
export function trajectoryBytes(experiment: Experiment): number {
  const sizes = experiment.ensembles.map(({ optimizer }) => {
    const declared = findOptimizer(optimizer);
    return declared === undefined ? 0 : trajectoryLayout(stateLayout(declared)).size;
  });
  return Math.max(0, ...sizes);
}
