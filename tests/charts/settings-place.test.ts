import { expect, test } from "vitest";
import { settingsPlace } from "../../src/charts/map/settings-place.ts";
import type { MapAxis } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

const rate: MapAxis = { path: "/ensembles/0/hyperparameters/learningRate", from: 1e-4, to: 1, scale: "log" };
const beta: MapAxis = { path: "/ensembles/0/hyperparameters/beta", from: 0, to: 0.8, scale: "linear" };
const start: MapAxis = { path: "/starts/x", from: -1, to: 1, scale: "linear" };

function run(hyperparameters: Readonly<Record<string, number>>, axes: readonly unknown[] = []) {
  return parseExperiment({
    version: 1,
    surface: { id: "ravine" },
    ensembles: [{ optimizer: "momentum", hyperparameters, axes }],
  });
}

test("settings lie at their values, in the scale of each axis", () => {
  const place = settingsPlace(run({ learningRate: 0.01, beta: 0.6 }), { x: rate, y: beta });
  // Measured 0 and 1.1e-16: a logarithm and a quotient.
  expect(place?.x).toBeCloseTo(0.5, 15);
  expect(place?.y).toBeCloseTo(0.75, 15);
});

test("a start on an axis leaves a line of settings", () => {
  expect(settingsPlace(run({ beta: 0.4 }), { x: start, y: beta })).toEqual({ y: 0.5 });
  expect(settingsPlace(run({ beta: 0.4 }), { x: beta, y: start })).toEqual({ x: 0.5 });
});

test("a number that the ensemble varies has no place of its own", () => {
  const varied = run({ learningRate: 0.01 }, [{ hyperparameter: "beta", from: 0, to: 0.9, count: 3 }]);
  expect(settingsPlace(varied, { x: rate, y: beta })).toEqual({ x: 0.5 });
});

test("settings out of sight, and maps of starts, have none", () => {
  expect(settingsPlace(run({ learningRate: 0.01, beta: 0.9 }), { x: rate, y: beta })).toBeUndefined();
  expect(settingsPlace(run({ learningRate: 1e-5, beta: 0.4 }), { x: rate, y: beta })).toBeUndefined();
  expect(settingsPlace(run({}), { x: start, y: { ...start, path: "/starts/y" } })).toBeUndefined();
});
