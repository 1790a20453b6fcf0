import { describe, expect, test } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { flowExperiment, hasFlow } from "../../src/maps/flow.ts";
import { simulateReference } from "../../src/reference/simulate.ts";

const experimentOf = (id: string, map: object = {}, more: object = {}): Experiment =>
  parseExperiment({
    version: 1,
    surface: { id },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer: "adam" }, { optimizer: "momentum" }],
    map: { kind: "basins", ensemble: 1, ...map },
    ...more,
  });

/** The minima that the flow comes to from a grid over the domain, with its steps of time cut into `parts`. */
function minimaReached(flow: Experiment, side: number, parts: number): readonly (number | null)[] {
  const timeStep = Number(flow.ensembles[0]?.hyperparameters.timeStep);
  const steps = (flow.map?.steps ?? 0) * parts;
  const { domain } = surfaceOf(flow.surface);
  const run: Experiment = {
    ...flow,
    starts: { kind: "grid", columns: side, rows: side, region: domain },
    ensembles: [{ optimizer: "gradient-flow", hyperparameters: { timeStep: timeStep / parts } }],
    steps,
  };
  const { ensembles } = simulateReference(run, { precision: "f64", every: steps, state: false });
  return (ensembles[0]?.trajectories ?? []).map(({ basin }) => basin);
}

describe("the same map under gradient flow", () => {
  test.each(["himmelblau", "rastrigin", "styblinski-tang", "double-well"])("of %s arrives everywhere", (id) => {
    const flow = flowExperiment(experimentOf(id));
    const reached = minimaReached(flow, 10, 1);
    expect(reached.filter((minimum) => minimum === null)).toEqual([]);
    expect(new Set(reached).size).toBeGreaterThan(1);
  });

  test("is accurate: steps a quarter as long end at the same minima", () => {
    const flow = flowExperiment(experimentOf("himmelblau"));
    expect(minimaReached(flow, 8, 4)).toEqual(minimaReached(flow, 8, 1));
  });

  test("takes its step of time from the largest curvature in the window", () => {
    const timeStep = (map: object) => flowExperiment(experimentOf("himmelblau", map)).ensembles[0]?.hyperparameters;
    // At (5, 5): 12·25 + 4·5 − 42 along x, 12·25 + 4·5 − 26 along y, 4·(5 + 5) off the diagonal.
    const lambda = (278 + 294) / 2 + Math.hypot((278 - 294) / 2, 40);
    expect(timeStep({})?.timeStep).toBeCloseTo(0.25 / lambda, 14);
    // The steepest of the minima, at (−3.7793, −3.2832), counts wherever the window is; 3 digits are given of it.
    const beside = { x: { path: "/starts/x", from: 2.9, to: 3.1 }, y: { path: "/starts/y", from: 1.9, to: 2.1 } };
    const steepest = (116.26 + 88.24) / 2 + Math.hypot((116.26 - 88.24) / 2, 28.25);
    expect(Number(timeStep(beside)?.timeStep) / (0.25 / steepest)).toBeCloseTo(1, 3);
  });

  test("takes more steps where cells are smaller: a start may lie nearer to a ridge", () => {
    const steps = (side: number) =>
      flowExperiment(experimentOf("himmelblau", { width: side, height: side })).map?.steps ?? 0;
    const timeStep = Number(flowExperiment(experimentOf("himmelblau")).ensembles[0]?.hyperparameters.timeStep);
    const rate = ((steps(1000) - steps(100)) * timeStep) / (2 * Math.log(10));
    // The saddle at (3.3852, .0739) is left most slowly, at e^14.135t. Measured: 14.1; steps are whole numbers, 426 of them.
    expect(Math.abs(1 / rate / 14.135 - 1)).toBeLessThan(0.005);
  });

  test("where that would take too long, it takes longer steps, and at last no more of them", () => {
    const { map, ensembles } = flowExperiment(experimentOf("rosenbrock"));
    expect(map?.steps).toBe(20_000);
    // The largest curvature in the domain is that of (−2, −1): 1200·4 + 400 + 2 along x, −400·x off the diagonal, 200.
    const mean = (5202 + 200) / 2;
    const lambda = mean + Math.hypot((5202 - 200) / 2, 800);
    expect(ensembles[0]?.hyperparameters.timeStep).toBeCloseTo(1 / lambda, 14);
  });

  test("leaves noise, the optimizers and changes out, and keeps what is mapped", () => {
    const noise = { kind: "gaussian", sigma: 1 };
    const changes = [{ step: 5, path: "/noise/sigma", value: 2 }];
    const experiment = experimentOf("himmelblau", { width: 30, height: 20 }, { noise, changes });
    const flow = flowExperiment(experiment);
    expect(flow.noise).toEqual({ kind: "none" });
    expect(flow.changes).toEqual([]);
    expect(flow.ensembles.map(({ optimizer }) => optimizer)).toEqual(["gradient-flow"]);
    const { map } = experiment;
    expect(flow.map).toEqual({ ...map, ensemble: 0, steps: flow.map?.steps });
    // It is an experiment as files have them.
    expect(parseExperiment(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
  });

  test("is only there for maps over the places of starts", () => {
    const velocities = experimentOf("himmelblau", { y: { path: "/velocity/x", from: -1, to: 1 } });
    expect(hasFlow(velocities)).toBe(false);
    expect(() => flowExperiment(velocities)).toThrow("Only a map over starts can be compared with the flow.");
    expect(hasFlow(experimentOf("himmelblau"))).toBe(true);
  });
});
