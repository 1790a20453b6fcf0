import { describe, expect, test } from "vitest";
import { applyChanges } from "../../src/experiment/changes.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { basinOf, targetsOf } from "../../src/reference/arrival.ts";
import { type Crowd, type EnsembleStatistics, statisticsOf } from "../../src/reference/statistics.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { sampledSteps } from "../../src/simulation/sampled-steps.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { StatisticsTargets } from "../../src/simulation/statistics-targets.ts";
import { testDevice } from "./device.ts";

type File = Readonly<Record<string, unknown>>;

const complete = (file: File) => parseExperiment({ version: 1, ...file });

const momentum = (learningRate: number, beta = 0.9) => ({
  optimizer: "momentum",
  hyperparameters: { learningRate, beta },
});

/** The trajectories of an ensemble, read back. */
async function crowdOf(device: GPUDevice, simulation: Simulation, index = 0): Promise<Crowd> {
  const run = simulation.ensembles[index];
  if (run === undefined) throw new Error(`expected an ensemble ${index}`);
  const { size, fields } = run.layouts.trajectory;
  const buffer = await readBuffer(device, run.states);
  const [floats, words] = [new Float32Array(buffer), new Uint32Array(buffer)];
  const at = (from: Float32Array | Uint32Array, name: string, component = 0): number[] => {
    const word = (fields.get(name)?.offset ?? Number.NaN) / 4 + component;
    return Array.from({ length: run.trajectories }, (_, trajectory) => from[(trajectory * size) / 4 + word] ?? 0);
  };
  const y = at(floats, "position", 1);
  return {
    positions: at(floats, "position").flatMap((x, trajectory) => [x, y[trajectory] ?? 0]),
    losses: at(floats, "loss"),
    statuses: at(words, "status"),
    evaluations: {
      loss: at(words, "lossEvaluations"),
      gradient: at(words, "gradientEvaluations"),
      hessian: at(words, "hessianEvaluations"),
    },
  };
}

/** How far apart two numbers are, relative to the expected; what f32 cannot hold counts as it is held there. */
function apart(seen: number, expected: number): number {
  const held = Math.abs(expected) > 3.4028235e38 ? Math.sign(expected) * Number.POSITIVE_INFINITY : expected;
  if (Object.is(seen, held) || Math.abs(seen - held) < 2 ** -126) return 0;
  return Math.abs(seen - held) / Math.abs(held);
}

/** What quantiles and means are away from those of the same positions; all else has to be equal. */
async function compare(
  device: GPUDevice,
  simulation: Simulation,
  seen: EnsembleStatistics | undefined,
  index = 0,
): Promise<{ quantile: number; mean: number }> {
  const { minima, radius, lossFloor } = new StatisticsTargets().of(simulation.current);
  expect(simulation.lossFloor).toBe(lossFloor);
  const crowd = await crowdOf(device, simulation, index);
  const expected = statisticsOf(crowd, { minima, radius }, lossFloor, simulation.step);
  const withoutRounding = ({ loss: _, distance: __, newlyArrived: ___, ...rest }: EnsembleStatistics) => rest;
  if (seen === undefined) throw new Error("expected statistics");
  expect(withoutRounding(seen)).toEqual(withoutRounding(expected));
  const worst = { quantile: 0, mean: 0 };
  for (const name of ["loss", "distance"] as const) {
    const [own, reference] = [seen[name], expected[name]];
    expect(own === undefined, name).toBe(reference === undefined);
    if (own === undefined || reference === undefined) continue;
    // Rounding in f32 of the one subtraction, or of the length: measured 3.6e-8.
    expect(apart(own.best, reference.best), `best ${name}: ${own.best}, expected ${reference.best}`).toBeLessThan(5e-7);
    worst.mean = Math.max(worst.mean, apart(own.mean, reference.mean));
    for (const [place, quantile] of own.quantiles.entries()) {
      worst.quantile = Math.max(worst.quantile, apart(quantile, reference.quantiles[place] ?? Number.NaN));
    }
  }
  return worst;
}

describe("the statistics are those of the same positions on the CPU", () => {
  test.each<[string, File]>([
    [
      "for 100,000 trajectories of which some diverge",
      {
        surface: { id: "rosenbrock" },
        starts: { kind: "uniform", count: 100_000 },
        ensembles: [momentum(0.0015)],
        steps: 20,
      },
    ],
    [
      "where losses are negative, with 76 minima",
      {
        surface: { id: "eggholder" },
        starts: { kind: "uniform", count: 3000 },
        ensembles: [momentum(0.3), momentum(0.01, 0)],
        steps: 60,
      },
    ],
    [
      "in 121 basins",
      {
        surface: { id: "rastrigin" },
        starts: { kind: "uniform", count: 3000 },
        ensembles: [momentum(0.002)],
        steps: 80,
      },
    ],
    [
      "without a listed minimum",
      { surface: { id: "saddle" }, starts: { kind: "uniform", count: 3000 }, ensembles: [momentum(0.05)], steps: 30 },
    ],
    [
      "when all have diverged",
      { surface: { id: "ravine" }, starts: { kind: "uniform", count: 70 }, ensembles: [momentum(10)], steps: 40 },
    ],
    [
      "for a single trajectory",
      {
        surface: { id: "booth" },
        starts: { kind: "points", points: [[3, -4]] },
        ensembles: [momentum(0.02, 0.5)],
        steps: 7,
      },
    ],
    [
      "closer to the minimum than the root of the smallest f32",
      {
        surface: { id: "quadratic" },
        starts: { kind: "uniform", count: 300 },
        ensembles: [momentum(0.1, 0)],
        steps: 700,
      },
    ],
    [
      "where the loss is no number, or infinite",
      {
        surface: { formula: "log(x) + 1/(y - 1)^2", parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
        starts: {
          kind: "points",
          points: [
            [0.5, 1],
            [0, 0.5],
            [-1, 0],
            [1, 0],
            [0.25, 0.5],
            [0.3, 0.6],
          ],
        },
        ensembles: [momentum(0.001, 0)],
        steps: 0,
      },
    ],
  ])("%s", async (_, file) => {
    const device = await testDevice();
    const experiment = complete(file);
    const simulation = await Simulation.create(device, experiment, { series: false });
    simulation.advance(experiment.steps);
    const { now, sampled } = await simulation.statistics();
    expect(sampled).toEqual([]);
    for (const [index, seen] of now.entries()) {
      const { quantile, mean } = await compare(device, simulation, seen, index);
      // Half a bin is 1/128 of its lower end, and a rounding may lead across its end. Measured 7.8e-3: a lower end.
      expect(quantile, `quantiles: ${JSON.stringify(seen)}`).toBeLessThan(1 / 128 + 1e-6);
      // Sums in f32, each of a few hundred numbers at most one after the other: measured 1.8e-7.
      expect(mean, `mean: ${JSON.stringify(seen)}`).toBeLessThan(1e-6);
    }
    simulation.destroy();
  });
});

describe("the series", () => {
  const rate = "/ensembles/0/hyperparameters/learningRate";
  const experiment = complete({
    surface: { id: "rosenbrock" },
    starts: { kind: "uniform", count: 150, region: { x: [0, 2], y: [0, 2] } },
    ensembles: [momentum(0.001), { optimizer: "adam", hyperparameters: { learningRate: 0.05 } }],
    steps: 200,
    changes: [
      { step: 50, path: "/surface/parameters/a", value: 1.2 },
      { step: 90, path: rate, value: 0.0005 },
    ],
  });
  const seriesOf = async (simulation: Simulation) => (await simulation.statistics()).sampled;
  const stepsOf = (rows: readonly (readonly EnsembleStatistics[])[]) => rows.map(([first]) => first?.step);

  test("holds the sampled steps, and is the same however the run was advanced", async () => {
    const device = await testDevice();
    const atOnce = await Simulation.create(device, experiment);
    atOnce.advance(200);
    const expected = await seriesOf(atOnce);
    expect(stepsOf(expected)).toEqual(sampledSteps(200, 300));
    expect(await seriesOf(atOnce), "read again").toEqual([]);
    const oneByOne = await Simulation.create(device, experiment);
    const rows = [...(await seriesOf(oneByOne))];
    for (let step = 0; step < 200; step += 1) {
      oneByOne.advance(1);
      if (step % 67 === 0) rows.push(...(await seriesOf(oneByOne)));
    }
    rows.push(...(await seriesOf(oneByOne)));
    expect(rows).toEqual(expected);
    for (const simulation of [atOnce, oneByOne]) simulation.destroy();
  });

  test("tells how many were within reach for the first time since the row before, by the minima of its step", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, experiment);
    simulation.advance(200);
    const rows = await seriesOf(simulation);
    simulation.destroy();
    const { ensembles } = await runExperiment(device, experiment, { every: 1, state: false });
    for (const [index, { trajectories }] of ensembles.entries()) {
      const before = trajectories.map(() => false);
      const expected = sampledSteps(200, 300).map((step) => {
        // The row is taken before the changes of its step.
        const targets = targetsOf(applyChanges(experiment, Math.max(0, step - 1)));
        let newly = 0;
        for (const [trajectory, { points }] of trajectories.entries()) {
          const [x, y] = points[step] ?? [Number.NaN, Number.NaN];
          if (before[trajectory] === true || basinOf({ x, y }, targets) === null) continue;
          before[trajectory] = true;
          newly += 1;
        }
        return newly;
      });
      expect(rows.map((row) => row[index]?.newlyArrived)).toEqual(expected);
      expect(before.filter(Boolean).length, "arrivals, to mean anything").toBeGreaterThan(10);
    }
  });

  test("is the same after going back, and nothing of it is measured or brought twice", async () => {
    const device = await testDevice();
    const fresh = await Simulation.create(device, experiment);
    fresh.advance(200);
    const expected = await seriesOf(fresh);
    const scrubbed = await Simulation.create(device, experiment, { slots: 4 });
    scrubbed.advance(150);
    const early = await seriesOf(scrubbed);
    scrubbed.returnFor(64);
    scrubbed.advance(64 - scrubbed.step);
    const { now, sampled } = await scrubbed.statistics();
    expect(sampled).toEqual([]);
    expect(now, "where it went back to").toEqual(expected[64]);
    scrubbed.advance(200);
    expect([...early, ...(await seriesOf(scrubbed))]).toEqual(expected);
    for (const simulation of [fresh, scrubbed]) simulation.destroy();
  });

  test("goes another way after a change, as that run does from its start", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, experiment, { slots: 4 });
    simulation.advance(150);
    const before = await seriesOf(simulation);
    simulation.returnFor(60);
    simulation.advance(60 - simulation.step);
    simulation.change(rate, 0.0015);
    simulation.advance(200);
    const kept = before.filter(([first]) => (first?.step ?? 0) <= 60);
    const rows = [...kept, ...(await seriesOf(simulation))];
    const again = await Simulation.create(device, simulation.experiment);
    again.advance(200);
    const expected = await seriesOf(again);
    expect(rows).toEqual(expected);
    expect(expected.slice(61, 130)).not.toEqual(before.slice(61, 130));
    for (const each of [simulation, again]) each.destroy();
  });

  test("begins anew when a number is changed before the first step", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, experiment);
    const [first] = await seriesOf(simulation);
    simulation.change("/surface/parameters/b", 50);
    simulation.advance(3);
    const rows = await seriesOf(simulation);
    const again = await Simulation.create(device, simulation.experiment);
    again.advance(3);
    expect(rows).toEqual(await seriesOf(again));
    expect(rows[0]?.[0]?.loss.mean).not.toBe(first?.[0]?.loss.mean);
    for (const each of [simulation, again]) each.destroy();
  });
});

test("a run that is destroyed while its statistics are read rejects with an AbortError", async () => {
  const simulation = await Simulation.create(
    await testDevice(),
    complete({ surface: { id: "booth" }, ensembles: [momentum(0.02)], starts: { kind: "uniform", count: 10 } }),
  );
  const reading = simulation.statistics();
  simulation.destroy();
  await expect(reading).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  await expect(simulation.statistics()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
});
