import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { holdRace } from "../../../src/maps/race/hold-race.ts";
import type { RaceProgress } from "../../../src/maps/race/race-result.ts";
import type { Sweep } from "../../../src/maps/race/sweep.ts";
import { ReferenceRaceEngine } from "./reference-race-engine.ts";

const STARTS = { kind: "uniform", count: 12, region: { x: [-2, 2], y: [-2, 2] } };

/** A small race under gradient noise on a bowl, unless told otherwise. */
function experimentOf(rest: object = {}) {
  return parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
    starts: STARTS,
    noise: { kind: "gaussian", sigma: 0.01 },
    ensembles: [{ optimizer: "gradient-descent" }, { optimizer: "gradient-flow" }],
    race: { objective: "loss", budget: { kind: "steps", amount: 8 }, starts: 4 },
    seed: 4_294_967_295,
    ...rest,
  });
}

async function hold(rest: object = {}) {
  const engine = new ReferenceRaceEngine("f32");
  const result = await holdRace(engine, experimentOf(rest));
  return { engine, result };
}

describe("A race", () => {
  it("is the same for the same seed, and another for another", async () => {
    const { result } = await hold();
    expect((await hold()).result).toEqual(result);
    expect((await hold({ seed: 3 })).result.sweeps).not.toEqual(result.sweeps);
  });

  it("tunes every optimizer on the same starts and noise, with the same budget, equally often", async () => {
    const { engine, result } = await hold();
    const conditions = engine.asked.map(({ task: { experiment, budget, starts } }) => {
      const { ensembles: _, ...rest } = experiment;
      return { rest, budget, starts };
    });
    for (const condition of conditions) expect(condition).toEqual(conditions[0]);
    expect(conditions[0]).toMatchObject({ rest: { seed: 4_294_967_295 }, budget: { steps: 8 }, starts: 4 });
    expect(result.standings.map(({ tried }) => tried)).toEqual([161, 161]);
    const tried = [0, 1].map((ensemble) =>
      result.sweeps.filter((sweep) => sweep.ensemble === ensemble).map(({ objective }) => objective.length),
    );
    expect(tried[0]).toEqual(tried[1]);
    expect(tried[0]?.reduce((sum, count) => sum + count, 0)).toBe(161);
  });

  it("races what was tuned on all starts of the next seed", async () => {
    const { result } = await hold();
    const { experiment, sweeps, standings } = result;
    // The seed after the largest is the first.
    expect(experiment).toMatchObject({ seed: 0, steps: 8, starts: STARTS });
    for (const [index, { hyperparameters }] of experiment.ensembles.entries()) {
      const last = sweeps.filter(({ ensemble }) => ensemble === index).at(-1);
      const [axis] = last?.axes ?? [];
      const [place = -1] = last?.chosen ?? [];
      expect(hyperparameters[axis?.name ?? ""]).toBe(axis?.values[place]);
      expect(last?.chosenValue).toBe(last?.objective[place]);
      expect(standings.find(({ ensemble }) => ensemble === index)?.hyperparameters).toEqual(hyperparameters);
    }
    // Ranks 3 and 10 of 12 starts: not of the 4 that tuning had.
    const losses = await new ReferenceRaceEngine("f32").runStarts(
      {
        experiment,
        ensemble: standings[0]?.ensemble ?? 0,
        choice: result.choice,
        budget: { steps: 8 },
        starts: 12,
      },
      () => {},
    );
    const sorted = losses.loss.toSorted();
    expect(standings[0]?.objective).toEqual({ value: sorted[5], low: sorted[2], high: sorted[9] });
  });

  it("pays for as many steps as gradients allow, and refuses what does not pay for one", async () => {
    const race = { objective: "loss", budget: { kind: "gradients", amount: 8 }, starts: 4 };
    const { engine, result } = await hold({ race });
    const steps = [0, 1].map((of) => engine.asked.find(({ task }) => task.ensemble === of)?.task.budget.steps);
    // A step of gradient flow evaluates four gradients.
    expect(steps).toEqual([8, 2]);
    expect(result.standings.map(({ evaluations }) => evaluations)).toEqual([8, 8]);
    const tooSmall = { ...race, budget: { kind: "gradients", amount: 3 } };
    await expect(hold({ race: tooSmall })).rejects.toThrow(
      "Gradient flow evaluates 4 gradients a step: a budget of 3 is too small for it.",
    );
  });

  it("stops optimizers that spend now more, now fewer gradients at the budget", async () => {
    const race = { objective: "steps", budget: { kind: "gradients", amount: 5 }, epsilon: 1e-3, starts: 4 };
    const ensembles = [{ optimizer: "bfgs" }, { optimizer: "conjugate-gradient" }];
    const { result } = await hold({ race, ensembles, noise: { kind: "none" } });
    expect(result.sweeps).toEqual([]);
    for (const { evaluations, tried, objective } of result.standings) {
      expect(tried).toBe(0);
      expect(evaluations).toBeLessThanOrEqual(5);
      // Evaluations, not steps: never, or within the budget.
      if (objective.value !== Number.POSITIVE_INFINITY) expect(objective.value).toBeLessThanOrEqual(5);
    }
  });

  it("judges by the share that arrived, where there is somewhere to arrive", async () => {
    const race = { objective: "share", budget: { kind: "steps", amount: 30 }, starts: 4 };
    const { result } = await hold({ race });
    const [winner] = result.standings;
    expect(winner?.objective).toEqual(winner?.share);
    expect(winner?.objective.value).toBeGreaterThan(0.5);
    const slope = { formula: "x", domain: { x: [-1, 1], y: [-1, 1] } };
    await expect(hold({ race, surface: slope })).rejects.toThrow("The surface lists no minimum to arrive at.");
    const elsewhere = await hold({ surface: slope, starts: { kind: "points", points: [[0, 0]] } });
    expect(elsewhere.result.standings[0]?.share.value).toBeNaN();
  });

  it("tells how far it has come, sweep by sweep, and ends when it is told to", async () => {
    const progress: RaceProgress[] = [];
    const sweeps: Sweep[] = [];
    const result = await holdRace(new ReferenceRaceEngine("f32"), experimentOf(), {
      onProgress: (part) => progress.push(part),
      onSweep: (sweep) => sweeps.push(sweep),
    });
    expect(sweeps).toEqual(result.sweeps);
    const shares = progress.map((part) => part.progress);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(new Set(progress.map(({ phase, ensemble, rounds }) => `${phase} ${ensemble} ${rounds}`))).toEqual(
      new Set(["tuning 0 5", "tuning 1 5", "racing 0 0", "racing 1 0"]),
    );
    const controller = new AbortController();
    let made = 0;
    const aborted = holdRace(new ReferenceRaceEngine("f32"), experimentOf(), {
      signal: controller.signal,
      onSweep: () => {
        made += 1;
        controller.abort(new Error("Enough."));
      },
    });
    await expect(aborted).rejects.toThrow("Enough.");
    expect(made).toBe(1);
  });

  it("is not held without being asked for", async () => {
    const { race: _, ...experiment } = experimentOf();
    await expect(holdRace(new ReferenceRaceEngine("f32"), experiment)).rejects.toThrow("There is no race to hold.");
  });
});
