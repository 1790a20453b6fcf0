import type { Experiment } from "./experiment.ts";
import { parseExperiment } from "./parse-experiment.ts";

/**
 * What the page opens with: four optimizers in Rosenbrock's valley from the same 4,096 points. Heavy ball and Nesterov
 * share their step size and momentum, so that only the look-ahead tells them apart. The region leaves out the walls of
 * curvature above 3,000, from which few of these step sizes return.
 */
export const defaultExperiment: Experiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock", parameters: { a: 1, b: 100 } },
  starts: { kind: "grid", columns: 64, rows: 64, region: { x: [-1.5, 1.5], y: [-0.5, 2.5] } },
  noise: { kind: "none" },
  ensembles: [
    { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.0015 } },
    { optimizer: "momentum", hyperparameters: { learningRate: 0.0004, beta: 0.97 } },
    { optimizer: "nesterov", hyperparameters: { learningRate: 0.0004, beta: 0.97 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.1, beta1: 0.9, beta2: 0.99 } },
  ],
  steps: 600,
  seed: 7,
});
