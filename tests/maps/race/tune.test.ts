import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { holdRace } from "../../../src/maps/race/hold-race.ts";
import { finiteBudgetOptimum } from "../../../src/theory/finite-budget.ts";
import { quadraticMethod } from "../../../src/theory/quadratic-method.ts";
import { ReferenceRaceEngine } from "./reference-race-engine.ts";

const START = [1, 1] as const;
const STEPS = 200;

/** Tunes an optimizer by the f64 reference for the loss after 200 steps on the bowl with these curvatures. */
async function tuned(optimizer: string, lambdas: readonly [number, number], hyperparameters: object = {}) {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: lambdas[0], lambda2: lambdas[1], theta: 0 } },
    // On a quadratic all starts share their factors: one says as much as many.
    starts: { kind: "points", points: [START] },
    ensembles: [{ optimizer, hyperparameters }],
    race: { objective: "loss", budget: { kind: "steps", amount: STEPS } },
  });
  const { experiment: raced } = await holdRace(new ReferenceRaceEngine("f64"), experiment);
  const { learningRate = Number.NaN, beta = 0 } = raced.ensembles[0]?.hyperparameters ?? {};
  return { alpha: Number(learningRate), beta: Number(beta) };
}

function best(optimizer: string, lambdas: readonly [number, number]) {
  const method = quadraticMethod(optimizer);
  if (method === undefined) throw new Error(`Theory does not solve ${optimizer}.`);
  const { alpha, beta } = finiteBudgetOptimum({ method, lambdas, starts: [START], steps: STEPS });
  return { alpha, beta, asymptotic: method.optimum(...lambdas) };
}

describe("Tuning on a quadratic", () => {
  it("finds gradient descent's best rate", async () => {
    for (const lambdas of [
      [1, 100],
      [1, 10],
      [0.3, 3],
    ] as const) {
      const { alpha } = await tuned("gradient-descent", lambdas);
      const { alpha: witness, asymptotic } = best("gradient-descent", lambdas);
      // Measured .06 %: the values of the last sweep are .65 % apart.
      expect(Math.abs(alpha / witness - 1), `α of λ = ${lambdas}`).toBeLessThan(0.004);
      // Measured 1.4 % below 2/(λ₁ + λ₂), .8 % at κ = 10: 200 steps are not for ever.
      expect(Math.abs(alpha / asymptotic.alpha - 1), `α of λ = ${lambdas}`).toBeLessThan(0.02);
    }
  });

  it("finds momentum's best numbers, wherever the values that are tried happen to lie", async () => {
    for (const scale of [1, 1.2, 1.5, 1.9, 2.4, 3.1]) {
      // Only their ratio matters to β, and to α in units of 1/λ.
      const lambdas = [scale, 100 * scale] as const;
      const { alpha, beta } = await tuned("momentum", lambdas);
      const { alpha: bestAlpha, beta: bestBeta, asymptotic } = best("momentum", lambdas);
      // Measured 1.2 % and .5 %: a valley of nearly the same loss leads from one to the other.
      expect(Math.abs(alpha / bestAlpha - 1), `α at λ₁ = ${scale}`).toBeLessThan(0.03);
      expect(Math.abs(beta / bestBeta - 1), `β at λ₁ = ${scale}`).toBeLessThan(0.03);
      // Measured 2.2 % and 1.0 %.
      expect(Math.abs(alpha / asymptotic.alpha - 1), `α at λ₁ = ${scale}`).toBeLessThan(0.05);
      expect(Math.abs(beta / asymptotic.beta - 1), `β at λ₁ = ${scale}`).toBeLessThan(0.05);
    }
  });

  it("finds the same wherever an experiment with two numbers stood", async () => {
    const from = (hyperparameters: object) => tuned("nesterov", [1, 10], hyperparameters);
    const found = await from({});
    expect(await from({ learningRate: 0.5, beta: 0 })).toEqual(found);
    expect(await from({ learningRate: -1, beta: 2 })).toEqual(found);
  });
});
