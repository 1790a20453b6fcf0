import type { Capability } from "../math/capability.ts";
import { findOptimizer } from "../optimizers/index.ts";
import { surfaces } from "../surfaces/index.ts";
import type { Surface } from "../surfaces/surface.ts";
import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { surfaceOf } from "./surface-of.ts";

const NAMES: Readonly<Record<Capability, string>> = {
  hessian: "a Hessian",
  "linear-system": "a linear system Ax = b",
  minibatch: "data to draw minibatches from",
};

/** The first thing that is required and not offered. */
function missing(required: readonly Capability[] | undefined, surface: Surface): Capability | undefined {
  return required?.find((capability) => !surface.offers.includes(capability));
}

function surfacesWith(capability: Capability): string {
  return surfaces
    .filter(({ offers }) => offers.includes(capability))
    .map(({ id }) => id)
    .join(", ");
}

/**
 * Why an optimizer cannot run on a surface, in words that say what would do; undefined where it can.
 */
export function mismatch(optimizer: string, surface: Surface): string | undefined {
  const lacking = missing(findOptimizer(optimizer)?.requires, surface);
  if (lacking === undefined) return undefined;
  return `${optimizer} needs a surface that offers ${NAMES[lacking]} (${surfacesWith(lacking)}), and ${surface.id} offers none`;
}

/**
 * Checks that the surface offers what the optimizers and the noise require of it.
 * @throws ExperimentError at `/ensembles/<index>/optimizer` or `/noise/kind`.
 */
export function checkRequirements({ surface: choice, ensembles, noise }: Experiment): void {
  const surface = surfaceOf(choice);
  for (const [index, { optimizer }] of ensembles.entries()) {
    const reason = mismatch(optimizer, surface);
    if (reason === undefined) continue;
    throw new ExperimentError(
      ["ensembles", index, "optimizer"],
      describeValue(optimizer),
      `another optimizer, as ${reason}`,
    );
  }
  if (noise.kind === "minibatch" && missing(["minibatch"], surface) !== undefined) {
    const allowed = `none, gaussian: ${surface.id} offers no data to draw minibatches from (${surfacesWith("minibatch")} do)`;
    throw new ExperimentError(["noise", "kind"], describeValue(noise.kind), allowed);
  }
}
