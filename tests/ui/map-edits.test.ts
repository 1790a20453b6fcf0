import { describe, expect, it } from "vitest";
import { completeMap } from "../../src/experiment/complete-map.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { isFieldKind, MAP_KINDS } from "../../src/experiment/map.ts";
import { mapSchema } from "../../src/experiment/map-schema.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { parseShape } from "../../src/experiment/parse-shape.ts";
import { stationaryVariance } from "../../src/theory/noise.ts";
import { axisOptions } from "../../src/ui/maps/panel/axis-options.ts";
import { hasStartsOfItsOwn, mapOfEnsemble, swapped, withPath } from "../../src/ui/maps/panel/map-edits.ts";
import { MAP_GROUPS } from "../../src/ui/maps/panel/map-groups.ts";
import { noiseToSee } from "../../src/ui/maps/panel/noise-to-see.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 100, theta: 0 } },
  ensembles: [{ optimizer: "momentum" }, { optimizer: "nesterov" }, { optimizer: "conjugate-gradient" }],
});
const mapOf = (map: object, on: Experiment = experiment) => completeMap(on, parseShape(mapSchema, map));

describe("choosing what is mapped", () => {
  it("offers every kind once", () => {
    expect(MAP_GROUPS.flatMap(({ kinds }) => kinds).toSorted()).toEqual([...MAP_KINDS].toSorted());
  });

  it.each(MAP_KINDS)("offers only axes that %s takes", (kind) => {
    const noisy = { ...experiment, noise: { kind: "gaussian", sigma: 1 } } as const;
    const map = mapOf({ kind }, noisy);
    const options = axisOptions(noisy, map);
    expect(options).toContain(map.x.path);
    expect(options).toContain(map.y.path);
    expect(options.length).toBe(isFieldKind(kind) ? 4 : 8);
    for (const path of options) expect(mapOf(withPath(map, "x", path), noisy).x.path).toBe(path);
  });

  it("gives an axis another number's usual range, and exchanges the axes where the other one has it", () => {
    const map = mapOf({ kind: "rate", width: 64, height: 32 });
    expect(mapOf(withPath(map, "y", "/starts/x")).y).toEqual({
      path: "/starts/x",
      from: -3,
      to: 3,
      scale: "linear",
    });
    expect(withPath(map, "y", map.x.path)).toEqual(swapped(map));
    expect(swapped(map)).toMatchObject({ x: map.y, y: map.x, width: 32, height: 64 });
  });

  it("keeps the ranges for another optimizer with numbers of those names", () => {
    const map = mapOf({
      kind: "rate",
      x: { path: "/ensembles/0/hyperparameters/learningRate", from: 0.001, to: 0.05, scale: "linear" },
    });
    const moved = mapOf(mapOfEnsemble(experiment, map, 1));
    expect(moved).toEqual({
      ...map,
      ensemble: 1,
      x: { ...map.x, path: "/ensembles/1/hyperparameters/learningRate" },
      y: { ...map.y, path: "/ensembles/1/hyperparameters/beta" },
    });
  });

  it("takes the usual range where the other optimizer refuses the one of the map", () => {
    const beta = { path: "/ensembles/0/hyperparameters/beta", from: -1, to: 2 };
    const map = mapOf({ kind: "rate", x: beta, y: { path: "/starts/x" } });
    const ensembles = [experiment.ensembles[0], { optimizer: "schedule-free-sgd" }];
    const other = parseExperiment({ ...experiment, ensembles });
    const path = "/ensembles/1/hyperparameters/beta";
    expect(mapOf(mapOfEnsemble(other, map, 1), other)).toMatchObject({ x: { path, from: 0, to: 0.9999 }, y: map.y });
  });

  it("keeps what is of the start, and takes the usual axes where the other optimizer has no such number", () => {
    const overStarts = mapOf({ kind: "basins", x: { path: "/starts/x", from: 0, to: 1 } });
    expect(mapOf(mapOfEnsemble(experiment, overStarts, 2))).toEqual({ ...overStarts, ensemble: 2 });
    const overNumbers = mapOf(mapOfEnsemble(experiment, mapOf({ kind: "rate", steps: 77 }), 2));
    expect(overNumbers).toMatchObject({ ensemble: 2, steps: 77, x: { path: "/starts/x" }, y: { path: "/starts/y" } });
  });

  it("has starts of its own where an axis is a hyperparameter, and the kind takes their mean", () => {
    expect(hasStartsOfItsOwn(mapOf({ kind: "rate" }))).toBe(true);
    expect(hasStartsOfItsOwn(mapOf({ kind: "loss", x: { path: "/starts/x" }, y: { path: "/starts/y" } }))).toBe(false);
    const { x, y } = mapOf({ kind: "rate" });
    expect(hasStartsOfItsOwn(mapOf({ kind: "basins", x, y }))).toBe(false);
  });
});

describe("noise for a steady state", () => {
  it("spreads heavy ball by a twentieth of the diagonal along the flat direction, to one digit", () => {
    const sigma = noiseToSee(experiment, 0);
    const { learningRate: alpha, beta } = experiment.ensembles[0]?.hyperparameters ?? {};
    if (typeof alpha !== "number" || typeof beta !== "number") throw new Error("Heavy ball has an α and a β.");
    const spread = Math.sqrt(stationaryVariance({ alpha, beta, lambda: 1, sigma }));
    const share = spread / Math.hypot(6, 6);
    // Measured .0471. One digit may be off by a third: 1.5 becomes 2.
    expect(share).toBeGreaterThan(0.05 / 1.34);
    expect(share).toBeLessThan(0.05 * 1.34);
  });

  it("is the usual one where nothing says how much is enough", () => {
    expect(noiseToSee(experiment, 2)).toBe(0.1);
    const unstable = parseExperiment({
      version: 1,
      surface: { id: "quadratic" },
      ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1e3 } }],
    });
    expect(noiseToSee(unstable, 0)).toBe(0.1);
  });
});
