import type { Experiment } from "../../experiment/experiment.ts";
import { parseExperiment } from "../../experiment/parse-experiment.ts";
import type { Domain } from "../../surfaces/surface.ts";

export const OPTIMIZERS = ["momentum", "adam"] as const;
export const SURFACES = ["rosenbrock", "rastrigin"] as const;
export const SIZES = [1_024, 16_384, 131_072, 1_048_576] as const;

export type OptimizerId = (typeof OPTIMIZERS)[number];
export type SurfaceId = (typeof SURFACES)[number];

/** What is timed: one optimizer's crowd on one surface. */
export interface Workload {
  readonly optimizer: OptimizerId;
  readonly surface: SurfaceId;
  readonly trajectories: number;
}

/** No run is longer. A round that needs more work repeats the run from its starts. */
export const LONGEST_RUN = 1_024;

/** The fixed numbers of the two surfaces, which every contender writes out by hand. */
export const ROSENBROCK = { a: 1, b: 100 } as const;
export const RASTRIGIN = { A: 10 } as const;

export const BETA = 0.9;
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/**
 * Small enough that every trajectory is stable and almost all are still on their way after {@link LONGEST_RUN} steps:
 * the work a step is then the same however many steps a round takes, and no number becomes subnormal.
 */
export const LEARNING_RATES: Readonly<Record<OptimizerId, Readonly<Record<SurfaceId, number>>>> = {
  momentum: { rosenbrock: 1e-4, rastrigin: 1e-6 },
  adam: { rosenbrock: 1e-3, rastrigin: 1e-4 },
};

/** Where the crowds start, uniformly. */
export const REGIONS: Readonly<Record<SurfaceId, Domain>> = {
  rosenbrock: { x: [-1.5, 1.5], y: [-0.5, 2.5] },
  rastrigin: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
};

export const SEED = 7;

/** The experiment that the engine and the CPU reference run. Its first trajectories are those of any larger one. */
export function experimentOf({ optimizer, surface, trajectories }: Workload, steps: number): Experiment {
  const learningRate = LEARNING_RATES[optimizer][surface];
  const decays = optimizer === "momentum" ? { beta: BETA } : { beta1: BETA1, beta2: BETA2, epsilon: EPSILON };
  return parseExperiment({
    version: 1,
    surface: { id: surface, parameters: surface === "rosenbrock" ? ROSENBROCK : RASTRIGIN },
    starts: { kind: "uniform", count: trajectories, region: REGIONS[surface] },
    ensembles: [{ optimizer, hyperparameters: { learningRate, ...decays } }],
    steps,
    seed: SEED,
  });
}
