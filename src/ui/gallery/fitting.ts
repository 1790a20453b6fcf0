import { ensembleLabel } from "../../charts/ensemble-look.ts";
import { mismatch } from "../../experiment/check-requirements.ts";
import type { Ensemble, Experiment, Noise } from "../../experiment/experiment.ts";
import type { Surface } from "../../surfaces/surface.ts";

/** What of an experiment can run on another surface. */
export interface Fitting {
  readonly ensembles: readonly Ensemble[];
  readonly noise: Noise;
  /** What cannot, as it is called, each once: optimizers, and minibatches. */
  readonly left: readonly string[];
}

/** Takes from an experiment what cannot run on a surface: optimizers that need more of it, and minibatches. */
export function fitTo(surface: Surface, { ensembles, noise }: Pick<Experiment, "ensembles" | "noise">): Fitting {
  const fits = ({ optimizer }: Ensemble) => mismatch(optimizer, surface) === undefined;
  const left = new Set(ensembles.filter((ensemble) => !fits(ensemble)).map(ensembleLabel));
  const hasBatches = noise.kind !== "minibatch" || surface.offers.includes("minibatch");
  if (!hasBatches) left.add("minibatches");
  return {
    ensembles: ensembles.filter(fits),
    noise: hasBatches ? noise : { kind: "none" },
    left: [...left],
  };
}
