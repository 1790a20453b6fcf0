import { describe, expect, test } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { isSameWork, mapExperiment } from "../../src/ui/maps/map-work.ts";

const numbers = "/ensembles/0/hyperparameters";

function mapOf(map: object, rest: object = {}): Experiment {
  return parseExperiment({
    version: 1,
    surface: { id: "himmelblau" },
    ensembles: [{ optimizer: "momentum" }, { optimizer: "adam" }],
    map,
    ...rest,
  });
}

function withNumber(experiment: Experiment, index: number, name: string, value: number): Experiment {
  const { ensembles } = experiment;
  const ensemble = ensembles[index];
  if (ensemble === undefined) throw new Error(`There is no ensemble ${index}.`);
  const hyperparameters = { ...ensemble.hyperparameters, [name]: value };
  return { ...experiment, ensembles: ensembles.with(index, { ...ensemble, hyperparameters }) };
}

describe("what a map is computed from", () => {
  const rate = mapOf({ kind: "rate" });
  const basins = mapOf({ kind: "basins" });

  test("is what shows, without what changes later; nothing where there is no map", () => {
    const path = `${numbers}/beta`;
    const changed = mapOf({ kind: "rate" }, { changes: [{ step: 9, path, value: 0.5 }] });
    expect(mapExperiment(changed)).toEqual({ ...changed, changes: [] });
    const { map: _map, ...bare } = rate;
    expect(mapExperiment(bare)).toBeUndefined();
  });

  test("does not depend on numbers that the axes replace, but on the others", () => {
    expect(isSameWork(rate, withNumber(rate, 0, "beta", 0.5))).toBe(true);
    expect(isSameWork(rate, withNumber(rate, 0, "weightDecay", 0.5))).toBe(false);
    expect(isSameWork(basins, withNumber(basins, 0, "beta", 0.5))).toBe(false);
  });

  test("does not depend on other optimizers, nor on names, colours and the way of looking", () => {
    expect(isSameWork(rate, withNumber(rate, 1, "learningRate", 0.5))).toBe(true);
    expect(isSameWork(rate, { ...rate, view: { height: "linear", mode: "top" } })).toBe(true);
    const named = rate.ensembles.map((ensemble) => ({ ...ensemble, label: "another", color: "#123456" }));
    expect(isSameWork(rate, { ...rate, ensembles: named })).toBe(true);
  });

  test("depends on the starts only where the axes leave them", () => {
    const starts = { kind: "points", points: [[1, 1]] } as const;
    expect(isSameWork(basins, { ...basins, starts })).toBe(true);
    expect(isSameWork(basins, { ...basins, starts: { ...starts, velocity: [1, 0] } })).toBe(false);
    expect(isSameWork(rate, { ...rate, starts })).toBe(false);
  });

  test("depends on the surface, the noise, the seed and the map", () => {
    expect(isSameWork(rate, mapOf({ kind: "rate" }, { surface: { id: "booth" } }))).toBe(false);
    expect(isSameWork(rate, mapOf({ kind: "rate" }, { seed: 8 }))).toBe(false);
    expect(isSameWork(rate, mapOf({ kind: "rate" }, { noise: { kind: "gaussian", sigma: 1 } }))).toBe(false);
    expect(isSameWork(rate, mapOf({ kind: "rate", steps: 7 }))).toBe(false);
    expect(isSameWork(rate, mapOf({ kind: "rate" }))).toBe(true);
  });

  test("is the same for the kinds that one run shows", () => {
    for (const kind of ["stability", "loss"]) expect(isSameWork(rate, mapOf({ kind }))).toBe(true);
    for (const kind of ["steps", "trainability"]) expect(isSameWork(rate, mapOf({ kind }))).toBe(false);
  });
});
