import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { RaceResult, Standing } from "../../src/maps/race/race.ts";
import { findOptimizer } from "../../src/optimizers/index.ts";
import { placedRanges } from "../../src/ui/maps/panel/objective-range.ts";
import { raceHeadline, tunedText } from "../../src/ui/maps/panel/race-headline.ts";
import { raceCsv, raceJson, raceTsv } from "../../src/ui/maps/panel/race-text.ts";
import { isSameScene } from "../../src/ui/maps/panel/same-scene.ts";

const INFINITE = Number.POSITIVE_INFINITY;

const experiment = parseExperiment({
  version: 1,
  surface: { id: "booth" },
  starts: { kind: "points", points: [[1, 1]] },
  ensembles: [
    { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.07 } },
    { optimizer: "momentum", hyperparameters: { learningRate: 0.08, beta: 0.25 }, label: 'mine, "tuned"' },
  ],
  race: { objective: "loss" },
});
const { race } = experiment;
if (race === undefined) throw new Error("The experiment has a race.");

function standing(ensemble: number, rank: number, value: number, low = value, high = value): Standing {
  const { hyperparameters } = experiment.ensembles[ensemble] ?? { hyperparameters: {} };
  const share = { value: 0.5, low: 0.25, high: 0.75 };
  return {
    ensemble,
    hyperparameters,
    objective: { value, low, high },
    share,
    evaluations: 200,
    diverged: 0,
    tried: 34,
    rank,
  };
}

const result = (...standings: Standing[]): RaceResult => ({
  choice: race,
  experiment,
  sweeps: [
    {
      ensemble: 1,
      round: 0,
      axes: [{ name: "learningRate", values: Float64Array.of(0.04, 0.08), scale: "log" }],
      objective: Float32Array.of(0.5, INFINITE),
      chosen: [0],
      chosenValue: 0.5,
    },
  ],
  standings,
});

describe("the intervals of a race on one axis", () => {
  it("lie between the least and the most of all, evenly", () => {
    expect(placedRanges([standing(0, 1, 2, 1, 3), standing(1, 2, 4, 3, 5)], "steps")).toEqual([
      { low: 0, value: 0.25, high: 0.5 },
      { low: 0.5, value: 0.75, high: 1 },
    ]);
  });

  it("lie by ratio where they span much", () => {
    const [first, second] = placedRanges([standing(0, 1, 1e-8), standing(1, 2, 1e-4, 1e-4, 1)], "loss");
    expect(first?.value).toBeCloseTo(0, 12);
    expect(second?.value).toBeCloseTo(0.5, 12);
    expect(second?.high).toBeCloseTo(1, 12);
  });

  it("lie a factor of ten below the smallest other where they are exactly 0", () => {
    const places = placedRanges([standing(0, 1, 0), standing(1, 2, 1e-30), standing(1, 3, 1e-3)], "loss");
    expect(places.map((range) => range?.value)).toEqual([0, expect.closeTo(1 / 28, 12), 1]);
  });

  it("go on to the edge where they do not end, and are nowhere where nothing got there", () => {
    expect(placedRanges([standing(0, 1, 2, 1, INFINITE), standing(1, 2, INFINITE, 4, INFINITE)], "steps")).toEqual([
      { low: 0, value: 1 / 3, high: 1 },
      undefined,
    ]);
  });
});

describe("what a race came to", () => {
  it("is told in a line", () => {
    expect(raceHeadline(result(standing(1, 1, 1), standing(0, 2, 3)))).toBe('mine, "tuned" is first.');
    expect(raceHeadline(result(standing(1, 1, 1), standing(0, 1, 2)))).toBe(
      'mine, "tuned" and Gradient descent cannot be told apart: their intervals overlap.',
    );
    expect(raceHeadline(result(standing(0, 1, 1)))).toBe("Gradient descent, tuned.");
    expect(raceHeadline(result(standing(0, 1, INFINITE), standing(1, 1, INFINITE)))).toBe("None of them got there.");
  });

  it("names the numbers that tell, and others only where they are not at rest", () => {
    const momentum = findOptimizer("momentum");
    if (momentum === undefined) throw new Error("There is no heavy ball.");
    const tuned = { learningRate: 0.01834, beta: 0.9, dampening: 0, weightDecay: 0.01 };
    expect(tunedText(momentum, tuned)).toBe("α 0.01834 · β 0.9 · λ 0.01");
  });

  it("is a table with a column for every hyperparameter", () => {
    const header =
      "rank,ensemble,label,optimizer,objective,objectiveLow,objectiveHigh,arrived,arrivedLow,arrivedHigh," +
      "gradientEvaluations,diverged,tried,learningRate,beta,dampening,weightDecay";
    const ours = result(standing(1, 1, 1e-9, 1e-10, INFINITE), standing(0, 2, 3));
    expect(raceCsv(ours).split("\n")).toEqual([
      header,
      '1,1,"mine, ""tuned""",momentum,1e-9,1e-10,Infinity,0.5,0.25,0.75,200,0,34,0.08,0.25,0,0',
      "2,0,Gradient descent,gradient-descent,3,3,3,0.5,0.25,0.75,200,0,34,0.07,,,0",
      "",
    ]);
    expect(raceTsv(ours).split("\n")[2]?.split("\t").slice(0, 4)).toEqual([
      "2",
      "0",
      "Gradient descent",
      "gradient-descent",
    ]);
  });

  it("is JSON from which the tuned experiment can be run again", () => {
    const content = JSON.parse(raceJson(result(standing(1, 1, INFINITE), standing(0, 2, 3))));
    expect(content.standings[0]).toMatchObject({
      ensemble: 1,
      optimizer: "momentum",
      objective: { value: "Infinity" },
    });
    expect(content.sweeps[0]).toMatchObject({ axes: [{ values: [0.04, 0.08] }], objective: [0.5, "Infinity"] });
    expect(content.race).toEqual(race);
    expect(parseExperiment(content.experiment)).toEqual(experiment);
  });
});

describe("the scene of a race", () => {
  const other = (change: object) => parseExperiment({ ...experiment, ...change });
  const [first, second] = experiment.ensembles;

  it("is the same however its optimizers are set, and however long they run", () => {
    const tuned = [{ ...first, hyperparameters: { learningRate: 0.01 } }, second];
    expect(isSameScene(experiment, other({ ensembles: tuned, steps: 3, seed: 8 }))).toBe(true);
  });

  it.each([
    ["surface", { surface: { id: "beale" } }],
    ["starts", { starts: { kind: "points", points: [[1, 2]] } }],
    ["noise", { noise: { kind: "gaussian", sigma: 1 } }],
    ["optimizers", { ensembles: [first, { optimizer: "nesterov" }] }],
    ["schedule", { ensembles: [{ ...first, schedule: { kind: "cosine" } }, second] }],
  ])("is another one with other %s", (_what, change) => {
    expect(isSameScene(experiment, other(change))).toBe(false);
  });

  it("is another one with other parameters of its surface", () => {
    const bowl = (lambda1: number) => other({ surface: { id: "quadratic", parameters: { lambda1 } } });
    expect(isSameScene(bowl(1), bowl(1))).toBe(true);
    expect(isSameScene(bowl(1), bowl(3))).toBe(false);
  });

  it("is that of a landscape as long as its values are", () => {
    const grid = () => ({ grid: { columns: 4, rows: 4, values: Array.from({ length: 16 }, (_, index) => index % 5) } });
    const landscape = other({ surface: grid() });
    expect(isSameScene(landscape, parseExperiment({ ...landscape, steps: 3 }))).toBe(true);
    expect(isSameScene(landscape, other({ surface: grid() }))).toBe(false);
  });
});
