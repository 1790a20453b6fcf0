import type { Ensemble, Experiment } from "../experiment/experiment.ts";
import { type StructLayout, writeField } from "../gpu/struct-layout.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { stepHyperparameters } from "../reference/hyperparameters.ts";
import { noiseFactor } from "../reference/noise.ts";
import type { Surface } from "../surfaces/surface.ts";
import { RUN } from "./layouts.ts";

const asGiven = (value: number): number => value;

/** What differs between the dispatches of a run. */
export interface RunBlock {
  readonly firstStep: number;
  readonly steps: number;
  readonly trajectories: number;
  readonly combinations: number;
  readonly stride: number;
  readonly slots: number;
}

/** Writes the `Run` uniform of a dispatch. */
export function writeRun(view: DataView, base: number, experiment: Experiment, block: RunBlock): void {
  const { stopping } = experiment;
  const { xx, yx, yy } = noiseFactor(experiment.noise);
  writeField(view, base, RUN, "noise", xx, yx, yy, 0);
  writeField(view, base, RUN, "firstStep", block.firstStep);
  writeField(view, base, RUN, "steps", block.steps);
  writeField(view, base, RUN, "trajectories", block.trajectories);
  writeField(view, base, RUN, "combinations", block.combinations);
  writeField(view, base, RUN, "seed", experiment.seed);
  writeField(view, base, RUN, "stride", block.stride);
  const { firstStep, steps, stride } = block;
  const slots = Math.max(block.slots, 1);
  writeField(view, base, RUN, "slots", slots);
  // Computed here: a division costs a software adapter as much as a step.
  writeField(view, base, RUN, "firstSlot", Math.floor(firstStep / stride) % slots);
  // Of a sample that is due at the last step, or of the tip of the trail between two, which the next dispatch replaces.
  writeField(view, base, RUN, "lastSlot", Math.ceil((firstStep + steps) / stride) % slots);
  writeField(view, base, RUN, "nextSample", (Math.floor(firstStep / stride) + 1) * stride);
  writeField(view, base, RUN, "halt", stopping.halt ? 1 : 0);
  writeField(view, base, RUN, "batchSize", experiment.noise.kind === "minibatch" ? experiment.noise.size : 0);
  writeField(view, base, RUN, "gradientTolerance", stopping.gradientTolerance);
  writeField(view, base, RUN, "stepTolerance", stopping.stepTolerance);
}

/** Writes the hyperparameters that all trajectories share; values on axes come from their table instead. */
export function writeHyperparameters(
  view: DataView,
  base: number,
  layout: StructLayout,
  optimizer: Optimizer,
  ensemble: Ensemble,
): void {
  for (const [name, value] of Object.entries(stepHyperparameters(optimizer, ensemble, 0, asGiven))) {
    if (typeof value === "number" && layout.fields.has(name)) writeField(view, base, layout, name, value);
  }
}

/** Writes a surface's parameters. */
export function writeSurface(
  view: DataView,
  base: number,
  layout: StructLayout,
  surface: Surface,
  parameters: Readonly<Record<string, number>>,
): void {
  for (const { name, default: value } of surface.parameters) {
    writeField(view, base, layout, `p_${name}`, parameters[name] ?? value);
  }
}
