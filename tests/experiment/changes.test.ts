import { describe, expect, it } from "vitest";
import { appendChange, applyChanges, foldChanges, isChangeable } from "../../src/experiment/changes.ts";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { setAtPointer } from "../../src/experiment/pointer.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";

const beta = "/ensembles/0/hyperparameters/beta";
const b = "/surface/parameters/b";
const experiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  noise: { kind: "gaussian", sigma: 1 },
  ensembles: [{ optimizer: "momentum" }, { optimizer: "adam" }],
  changes: [
    { step: 10, path: beta, value: 0.5 },
    { step: 20, path: b, value: 10 },
    { step: 20, path: beta, value: 0.8 },
  ],
});
const betaOf = (run: typeof experiment) => run.ensembles[0]?.hyperparameters.beta;

describe("Changes", () => {
  it("hold for the steps after their own", () => {
    expect(betaOf(applyChanges(experiment, 9))).toBe(0.9);
    expect(betaOf(applyChanges(experiment, 10))).toBe(0.5);
    expect(betaOf(applyChanges(experiment, 20))).toBe(0.8);
    expect(applyChanges(experiment, 19).surface.parameters).toMatchObject({ b: 100 });
    expect(applyChanges(experiment, 20).surface.parameters).toMatchObject({ b: 10 });
  });

  it("that are not due yet stay in the list, and the experiment itself comes back when none is due", () => {
    expect(applyChanges(experiment, 10).changes.map(({ step }) => step)).toEqual([20, 20]);
    expect(applyChanges(experiment, 9)).toBe(experiment);
  });

  it("are those of the same step one after the other, as many as there are", () => {
    const many = Array.from({ length: 120 }, (_, index) => {
      const [step = 0, place = 0, value = 0] = randomBits(5, index, 0, 0);
      const path = [beta, b, "/noise/sigma"][place % 3] ?? b;
      return { step: step % 20, path, value: unitInterval(value) };
    });
    const changed = parseExperiment({ ...experiment, changes: many });
    for (const step of [-1, ...Array.from({ length: 22 }, (_, index) => index)]) {
      const due = changed.changes.filter((change) => change.step <= step);
      const expected = due.reduce((all, { path, value }) => setAtPointer(all, path, value), changed);
      const later = changed.changes.filter((change) => change.step > step);
      expect(applyChanges(changed, step), `step ${step}`).toEqual({ ...expected, changes: later });
    }
    expect(many.map(({ step }) => step)).not.toEqual(changed.changes.map(({ step }) => step));
    expect(applyChanges({ ...changed, changes: many }, 9)).toEqual(applyChanges(changed, 9));
  });

  it("share what they do not touch", () => {
    const folded = foldChanges(experiment);
    expect(folded.ensembles[1]).toBe(experiment.ensembles[1]);
    expect(folded.starts).toBe(experiment.starts);
    expect(folded.changes).toEqual([]);
    expect(betaOf(experiment)).toBe(0.9);
  });

  it("replace the earlier one of the same step and path", () => {
    const changed = appendChange(experiment, { step: 20, path: beta, value: 0.1 });
    expect(changed.changes).toEqual([
      experiment.changes[0],
      experiment.changes[1],
      { step: 20, path: beta, value: 0.1 },
    ]);
  });

  it("drop the later ones, since the run was replayed only up to there", () => {
    const changed = appendChange(experiment, { step: 15, path: "/noise/sigma", value: 0 });
    expect(changed.changes).toEqual([experiment.changes[0], { step: 15, path: "/noise/sigma", value: 0 }]);
    expect(parseExperiment(changed)).toEqual(changed);
  });

  it("are checked when they are made", () => {
    expect(() => appendChange(experiment, { step: 0, path: "/seed", value: 1 })).toThrow(ExperimentError);
    expect(() => appendChange(experiment, { step: 0, path: "/noise/sigma", value: -1 })).toThrow(/found -1/);
    expect(isChangeable(experiment, "/noise/sigma")).toBe(true);
    expect(isChangeable(experiment, "/ensembles/1/hyperparameters/amsgrad")).toBe(false);
    expect(isChangeable(experiment, "/ensembles/01/hyperparameters/beta1")).toBe(false);
  });
});

it("A surface's parameter takes on the way what it takes at the start, and nothing else", () => {
  const plateau = parseExperiment({ version: 1, surface: { id: "plateau" }, ensembles: [{ optimizer: "adam" }] });
  const path = "/surface/parameters/k";
  expect(appendChange(plateau, { step: 5, path, value: 3 }).changes).toHaveLength(1);
  expect(() => appendChange(plateau, { step: 5, path, value: 0 })).toThrow(
    "/changes/0/value: found 0; allowed: a finite number from",
  );
});
