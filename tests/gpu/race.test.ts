import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { Outcomes, RaceTask } from "../../src/maps/race/engine.ts";
import { GpuRaceEngine } from "../../src/maps/race/gpu-race-engine.ts";
import { runRace } from "../../src/maps/race/race.ts";
import type { SweepAxis } from "../../src/maps/race/sweep.ts";
import { chosenStarts } from "../../src/simulation/cells/chosen-starts.ts";
import { finiteBudgetOptimum } from "../../src/theory/finite-budget.ts";
import { quadraticMethod } from "../../src/theory/quadratic-method.ts";
import { ReferenceRaceEngine } from "../maps/race/reference-race-engine.ts";
import { testDevice } from "./device.ts";

test("momentum is tuned to within 3 % of what is best within the budget, and 5 % of Polyak's optimum", async () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 100, theta: 0 } },
    starts: { kind: "grid", columns: 8, rows: 8 },
    ensembles: [{ optimizer: "momentum" }],
    race: { objective: "loss", budget: { kind: "steps", amount: 200 } },
  });
  const { experiment: raced, standings } = await runRace(await testDevice(), experiment);
  const { learningRate, beta } = raced.ensembles[0]?.hyperparameters ?? {};
  const method = quadraticMethod("momentum");
  if (method === undefined) throw new Error("Theory solves momentum.");
  const starts = chosenStarts(experiment, 64).points;
  const best = finiteBudgetOptimum({ method, lambdas: [1, 100], starts, steps: 200 });
  const asymptotic = method.optimum(1, 100);
  const off = (from: { readonly alpha: number; readonly beta: number }): readonly [number, number] => [
    100 * (Number(learningRate) / from.alpha - 1),
    100 * (Number(beta) / from.beta - 1),
  ];
  const inWords = (from: readonly [number, number]): string =>
    `${from.map((part) => part.toFixed(2)).join(" % and ")} %`;
  console.info(
    `Tuned to α = ${learningRate}, β = ${beta}: off the best of 200 steps by ${inWords(off(best))}, ` +
      `off Polyak's by ${inWords(off(asymptotic))}; median loss ${standings[0]?.objective.value}.`,
  );
  // Measured 1.16 % and −.46 % in software; other roundings move it along a valley of nearly the same loss.
  for (const part of off(best)) expect(Math.abs(part)).toBeLessThan(3);
  // Measured −.66 % and .46 %.
  for (const part of off(asymptotic)) expect(Math.abs(part)).toBeLessThan(5);
});

const RATE = { name: "learningRate", values: Float64Array.of(1e-4, 5e-4, 2e-3, 1e-2), scale: "log" } as const;
const TIME = { ...RATE, name: "timeStep" };
const BETA = { name: "beta", values: Float64Array.of(0, 0.5, 0.9), scale: "log-complement" } as const;

/** How many numbers of each kind are off by more than 1 %. */
function strays(gpu: Outcomes, cpu: Outcomes): Record<string, number> {
  const seen = new Map<string, Float32Array>(Object.entries(gpu));
  return Object.fromEntries(
    Object.entries<Float32Array>({ ...cpu }).map(([name, values]) => {
      const others = seen.get(name);
      const isOff = (value: number, index: number): boolean => {
        const other = others?.[index] ?? Number.NaN;
        if (value === other) return false;
        return !(Number.isFinite(value) && Math.abs(other - value) <= 0.01 * Math.abs(value));
      };
      return [name, Array.from(values).filter(isOff).length];
    }),
  );
}

interface Case {
  readonly optimizer: string;
  readonly axes: readonly SweepAxis[];
  readonly gradients?: number;
  readonly hyperparameters?: object;
  readonly isNoisy?: boolean;
  readonly named: string;
}

test.for<Case>([
  { optimizer: "momentum", axes: [RATE, BETA], named: "momentum over rate and β" },
  { optimizer: "momentum", axes: [RATE], named: "momentum over its rate" },
  { optimizer: "momentum", axes: [BETA], named: "momentum over β" },
  {
    optimizer: "momentum",
    axes: [],
    // Some come within ε and leave again, for good.
    hyperparameters: { learningRate: 1.2e-3, beta: 0.98 },
    named: "momentum that diverges",
  },
  { optimizer: "gradient-flow", axes: [TIME], named: "gradient flow over its time step" },
  { optimizer: "langevin", axes: [RATE], named: "Langevin over its rate" },
  { optimizer: "bfgs", axes: [], gradients: 30, named: "BFGS with 30 gradients" },
  { optimizer: "bfgs", axes: [], gradients: 30, isNoisy: true, named: "BFGS under noise" },
  { optimizer: "bfgs", axes: [], gradients: 1, named: "BFGS with too few for a step" },
])(
  "the GPU tries and races as the CPU does: $named",
  async ({ optimizer, axes, gradients, hyperparameters = {}, isNoisy = false, named }) => {
    const kind = gradients === undefined ? "steps" : "gradients";
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "rosenbrock" },
      starts: { kind: "uniform", count: 100, velocity: [0.01, -0.02] },
      noise: isNoisy ? { kind: "gaussian", sigma: 0.1 } : { kind: "none" },
      ensembles: [{ optimizer: "adam" }, { optimizer, hyperparameters }],
      race: { objective: "steps", budget: { kind, amount: 60 }, epsilon: 0.5 },
      seed: 5,
    });
    const { race: choice } = experiment;
    if (choice === undefined) throw new Error("The experiment has a race.");
    const budget = { steps: 60, ...(gradients === undefined ? {} : { gradients }) };
    const task: RaceTask = { experiment, ensemble: 1, choice, budget, starts: 40 };
    const gpu = new GpuRaceEngine(await testDevice(), { signal: undefined, pace: undefined });
    const cpu = new ReferenceRaceEngine("f32");
    const nothing = (): void => {};
    const seen = strays(await gpu.runStarts(task, nothing), await cpu.runStarts(task, nothing));
    const settings =
      axes.length === 0
        ? {}
        : strays(await gpu.trySettings(task, axes, nothing), await cpu.trySettings(task, axes, nothing));
    console.info(
      `${named}: off by more than 1 %, of 40 starts ${JSON.stringify(seen)}, of the settings ${JSON.stringify(settings)}`,
    );
    // Measured: one loss of BFGS, whose line search decides within rounding; else none.
    for (const count of [...Object.values(seen), ...Object.values(settings)]) expect(count).toBeLessThanOrEqual(1);
  },
);

test("a race is the same for the same seed, bit for bit", async () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "rosenbrock" },
    starts: { kind: "gaussian", count: 24, center: [0, 0], sigma: 1 },
    noise: { kind: "gaussian", sigma: 0.1 },
    ensembles: [{ optimizer: "gradient-descent" }, { optimizer: "langevin" }],
    race: { objective: "loss", budget: { kind: "steps", amount: 20 }, starts: 8 },
  });
  const device = await testDevice();
  const result = await runRace(device, experiment);
  // Watched, it is cut into other submissions.
  expect(await runRace(device, experiment, { pace: () => "drawn" })).toEqual(result);
  const { standings } = await runRace(device, { ...experiment, seed: 1 });
  expect(standings).not.toEqual(result.standings);
});
