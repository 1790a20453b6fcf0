import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

/** An axis over a number of the first ensemble, or over the starts' x. */
export function axis(name: string, from: number, to: number, scale: "linear" | "log" = "linear") {
  const path = name === "start" ? "/starts/x" : `/ensembles/0/hyperparameters/${name}`;
  return { path, from, to, scale } as const;
}

/** A map of the rate on the quadratic of eigenvalues 1 and 10, over αλ₂ up to 4.4 and β up to 1.1, parts replaced. */
export function quadraticExperiment(optimizer: string, map: object = {}, rest: object = {}): Experiment {
  return parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0.4 } },
    starts: { kind: "points", points: [[1, -2]] },
    ensembles: [{ optimizer, hyperparameters: {} }],
    steps: 100,
    map: {
      kind: "rate",
      x: axis("learningRate", 0, 0.44),
      y: optimizer === "gradient-descent" ? axis("start", -3, 3) : axis("beta", 0, 1.1),
      width: 40,
      height: 30,
      ...map,
    },
    ...rest,
  });
}
