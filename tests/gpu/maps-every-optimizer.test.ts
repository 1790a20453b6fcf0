import { expect, test } from "vitest";
import { MAP_KINDS } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { CELL_NUMBERS } from "../../src/maps/map-picture.ts";
import { runMap } from "../../src/maps/run-map.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { testDevice } from "./device.ts";

const KINDS = MAP_KINDS.filter((kind) => ["rate", "sensitivity"].includes(kind));

test.concurrent.each(optimizers.map(({ id }) => id))("maps of %s know every cell", async (optimizer) => {
  for (const kind of KINDS) {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "linear-system" },
      ensembles: [{ optimizer }],
      map: { kind, x: { path: "/starts/x" }, y: { path: "/starts/y" }, width: 4, height: 3, steps: 40 },
    });
    const { cells } = await runMap(await testDevice(), experiment);
    const values = Array.from({ length: 12 }, (_, cell) => cells[cell * CELL_NUMBERS]);
    expect(
      values.filter((value) => value === undefined || Number.isNaN(value)),
      `${kind}: ${values}`,
    ).toEqual([]);
  }
});

test.each(["linear-regression", "tiny-network"])(
  "maps on the data of %s know every cell, under minibatches too",
  async (id) => {
    for (const kind of KINDS) {
      const experiment = parseExperiment({
        version: 1,
        surface: { id },
        noise: { kind: "minibatch", size: 8 },
        ensembles: [{ optimizer: "adam" }],
        map: { kind, width: 4, height: 3, steps: 24, starts: 3 },
      });
      const { cells } = await runMap(await testDevice(), experiment);
      const values = Array.from({ length: 12 }, (_, cell) => cells[cell * CELL_NUMBERS]);
      expect(
        values.filter((value) => value === undefined || Number.isNaN(value)),
        `${kind}: ${values}`,
      ).toEqual([]);
    }
  },
);
