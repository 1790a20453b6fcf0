import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import type { Piece } from "../../../src/recording/data/piece.ts";
import { trajectoryPieces } from "../../../src/recording/data/trajectory-pieces.ts";
import { simulateReference } from "../../../src/reference/simulate.ts";
import { bytesOf } from "./bytes-of.ts";
import { readNumpy } from "./read-structured.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 3 },
  ensembles: [
    { optimizer: "momentum", axes: [{ hyperparameter: "beta", from: 0, to: 0.9, count: 2 }] },
    { optimizer: "adam" },
  ],
  steps: 7,
});

function runIn(precision: "f32" | "f64") {
  return simulateReference(experiment, { precision, every: 3, state: false });
}

function written(format: "csv" | "json" | "npy", precision: "f32" | "f64" = "f64") {
  const run = async () => runIn(precision);
  return bytesOf(trajectoryPieces([experiment], { format, isList: false, state: false }, run, () => undefined));
}

describe("Trajectories as a NumPy file", () => {
  it.each(["f32", "f64"] as const)(
    "are x, y and loss of every trajectory and listed step, in %s",
    async (precision) => {
      const { type, shape, values } = readNumpy(await written("npy", precision));
      expect(type).toBe(precision === "f64" ? "'<f8'" : "'<f4'");
      // Three starts at two values of β, then three of the second ensemble; steps 0, 3, 6 and 7.
      expect(shape).toEqual([9, 4, 3]);
      const expected = runIn(precision).ensembles.flatMap(({ trajectories }) =>
        trajectories.flatMap(({ points, losses }) => points.flatMap(([x, y], row) => [x, y, losses[row]])),
      );
      expect(values).toEqual(expected);
    },
  );

  it("are written in more than one piece where there are many", async () => {
    const many = parseExperiment({
      ...experiment,
      starts: { kind: "uniform", count: 900 },
      ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1e-3 } }],
    });
    const result = simulateReference(many, { precision: "f64", every: 1, state: false });
    const options = { format: "npy", isList: false, state: false } as const;
    const pieces: Piece[] = [];
    for await (const piece of trajectoryPieces(
      [many],
      options,
      async () => result,
      () => undefined,
    )) {
      if (typeof piece === "string") throw new Error("expected bytes");
      pieces.push(piece);
    }
    expect(pieces.length).toBeGreaterThan(2);
    const { shape, values } = readNumpy(await bytesOf(pieces));
    expect(shape).toEqual([900, 8, 3]);
    const last = result.ensembles[0]?.trajectories[899];
    expect(values.slice(-3)).toEqual([...(last?.points[7] ?? []), last?.losses[7]]);
  });
});

describe("Trajectories as a table and as JSON", () => {
  it("hold the numbers that the NumPy file holds", async () => {
    const { values } = readNumpy(await written("npy"));
    const [header = "", ...lines] = (await written("csv")).toString().trimEnd().split("\n");
    const places = ["x", "y", "loss"].map((name) => header.split(",").indexOf(name));
    const table = lines.flatMap((line) => places.map((place) => Number(line.split(",")[place])));
    expect(table).toEqual(values);
    const { ensembles } = JSON.parse((await written("json")).toString());
    expect(ensembles).toEqual(JSON.parse(JSON.stringify(runIn("f64").ensembles)));
  });
});
