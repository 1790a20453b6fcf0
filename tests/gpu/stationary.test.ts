import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { readField } from "../../src/gpu/struct-layout.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { expectedLoss, stationaryVariance } from "../../src/theory/noise.ts";
import { testDevice } from "./device.ts";

/*
 * Gradient noise on a quadratic, against the closed forms of src/theory/noise.ts: 100,000 trajectories from one point.
 * Everything is held within three standard errors: of a variance of n normal numbers √(2/n) of itself, of a mean the
 * sample's own. The seed is fixed, so that the figures beside the cases are what every run in software sees.
 */
const COUNT = 100_000;
const LAMBDAS = { x: 1, y: 4 } as const;
const START = { x: 2, y: -1 } as const;
const AT = [1, 10, 100] as const;
/** By then the slowest transient here is a millionth of the spread: .95⁶⁰⁰ = 4e-14. */
const STATIONARY = 600;

// Measured: |z| ≤ 2.56 (the variance along x without momentum), else ≤ 1.99; with seeds 8 and 9 ≤ 2.22.
const CASES = [
  { alpha: 0.1, beta: 0.9, noise: { kind: "gaussian", sigma: 1 }, deviations: { x: 1, y: 1 } },
  { alpha: 0.3, beta: 0.5, noise: { kind: "gaussian", sigma: 0.5 }, deviations: { x: 0.5, y: 0.5 } },
  { alpha: 0.05, beta: 0, noise: { kind: "gaussian", sigma: 2 }, deviations: { x: 2, y: 2 } },
  {
    alpha: 0.1,
    beta: 0.9,
    noise: {
      kind: "gaussian",
      covariance: [
        [1, 0.6],
        [0.6, 0.49],
      ],
    },
    deviations: { x: 1, y: 0.7 },
  },
] as const;

test.each(CASES)(
  "α = $alpha, β = $beta: variance and expected losses under noise $noise are within three standard errors of theory",
  async ({ alpha, beta, noise, deviations }) => {
    const device = await testDevice();
    const simulation = await Simulation.create(
      device,
      parseExperiment({
        version: 1,
        surface: { id: "quadratic", parameters: { lambda1: LAMBDAS.x, lambda2: LAMBDAS.y, theta: 0 } },
        starts: { kind: "gaussian", count: COUNT, center: [START.x, START.y], sigma: 0 },
        noise,
        ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: alpha, beta } }],
        steps: STATIONARY,
        seed: 7,
      }),
      { slots: 0, series: false },
    );
    const [run] = simulation.ensembles;
    if (run === undefined) throw new Error("no run");
    const read = async (field: "position" | "loss"): Promise<number[][]> => {
      const view = new DataView(await readBuffer(device, run.states));
      const { trajectory } = run.layouts;
      return Array.from({ length: COUNT }, (_, index) => readField(view, index * trajectory.size, trajectory, field));
    };
    const axes = ["x", "y"] as const;
    const runOf = (axis: "x" | "y") => ({ alpha, beta, lambda: LAMBDAS[axis], sigma: deviations[axis] });

    for (const step of AT) {
      simulation.advance(step - simulation.step);
      const losses = (await read("loss")).map(([loss = Number.NaN]) => loss);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / COUNT;
      const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (COUNT - 1);
      let expected = 0;
      for (const axis of axes) {
        const { transient, noise: added } = expectedLoss(runOf(axis), step, START[axis]);
        expected += transient + added;
      }
      const z = (mean - expected) / Math.sqrt(variance / COUNT);
      console.info(`α ${alpha}, β ${beta}: E f at step ${step}: expected ${expected}, seen ${mean}, z ${z.toFixed(2)}`);
      expect(Math.abs(z), `E f at step ${step}: expected ${expected}, seen ${mean}`).toBeLessThanOrEqual(3);
    }

    simulation.advance(STATIONARY - simulation.step);
    const positions = await read("position");
    simulation.destroy();
    for (const [index, axis] of axes.entries()) {
      const expected = stationaryVariance(runOf(axis));
      // The mean is known to be 0: the quadratic's minimum.
      const seen = positions.reduce((sum, point) => sum + (point[index] ?? Number.NaN) ** 2, 0) / COUNT;
      const z = (seen / expected - 1) / Math.sqrt(2 / COUNT);
      console.info(`α ${alpha}, β ${beta}: Var ${axis}: expected ${expected}, seen ${seen}, z ${z.toFixed(2)}`);
      expect(Math.abs(z), `Var ${axis}: expected ${expected}, seen ${seen}`).toBeLessThanOrEqual(3);
    }
  },
);
