import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { statisticsPieces } from "../../../src/recording/data/statistics-pieces.ts";
import type { StatisticsSeries } from "../../../src/recording/data/statistics-series.ts";
import { rowsAt, spread } from "../../charts/rows.ts";
import { bytesOf } from "./bytes-of.ts";
import { readNumpy } from "./read-structured.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "booth" },
  ensembles: [{ optimizer: "momentum", label: 'With, "comma"' }, { optimizer: "adam" }],
});

/** Two ensembles at steps 0 and 3; the second has no minimum to be away from, and part of it has diverged. */
const series: StatisticsSeries = {
  engine: "gpu",
  precision: "f32",
  rows: rowsAt(
    [0, 3],
    () => ({ fingerprint: 0xdeadbeef, basins: [4, 5] }),
    () => ({ distance: undefined, basins: [], loss: spread(1, 1, 2, Number.POSITIVE_INFINITY, 7) }),
  ),
};

function written(format: "csv" | "json" | "npy", isList = false, count = 1) {
  const items = Array.from({ length: count }, () => experiment);
  return bytesOf(
    statisticsPieces(
      items,
      { format, isList },
      async () => series,
      () => undefined,
    ),
  );
}

/** A line of a table with quoted texts. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1] ?? "").slice(0, -1);
}

describe("Statistics as a NumPy file", () => {
  it("have the columns of the table as fields, and its numbers", async () => {
    const { shape, fields, values } = readNumpy(await written("npy"));
    expect(shape).toEqual([2, 2]);
    const [header = "", ...lines] = (await written("csv")).toString().trimEnd().split("\n");
    const columns = header.split(",");
    expect(fields).toEqual(columns.filter((name) => !["ensemble", "label", "optimizer"].includes(name)));
    expect(lines).toHaveLength(4);
    for (const [row, line] of lines.entries()) {
      const cells = cellsOf(line);
      for (const [place, name] of fields.entries()) {
        const cell = cells[columns.indexOf(name)] ?? "";
        const expected = cell === "" ? Number.NaN : name === "fingerprint" ? Number.parseInt(cell, 16) : Number(cell);
        expect(values[row * fields.length + place], `${name} of line ${row}: ${cell}`).toBe(expected);
      }
    }
    expect(values[fields.indexOf("fingerprint")]).toBe(0xdeadbeef);
    expect(values[fields.length + fields.indexOf("distanceP50")]).toBeNaN();
    expect(values[fields.length + fields.indexOf("basin1")]).toBeNaN();
  });
});

describe("Statistics as JSON", () => {
  it("have the names of the rows, and texts where a number is not finite", async () => {
    const { engine, precision, quantiles, ensembles } = JSON.parse((await written("json")).toString());
    expect({ engine, precision, quantiles }).toEqual({
      engine: "gpu",
      precision: "f32",
      quantiles: [0.05, 0.25, 0.5, 0.75, 0.95],
    });
    expect(ensembles.map(({ optimizer, label }: Record<string, string>) => [optimizer, label])).toEqual([
      ["momentum", 'With, "comma"'],
      ["adam", "Adam"],
    ]);
    const [first, second] = ensembles.map(({ rows }: { rows: Record<string, unknown>[] }) => rows[1]);
    expect(Object.keys(first).join(" ")).toBe(
      "step total running converged stationary diverged arrived basins newlyArrived loss distance evaluations fingerprint",
    );
    expect(first).toMatchObject({ step: 3, basins: [4, 5], fingerprint: "deadbeef" });
    expect(second).toMatchObject({ step: 3, distance: null, loss: { quantiles: [1, 1, 2, "Infinity", 7] } });
  });
});

describe("Statistics of a list", () => {
  it("are a list as JSON, and a table whose first column tells the experiments apart", async () => {
    const alone = JSON.parse((await written("json")).toString());
    expect(JSON.parse((await written("json", true, 2)).toString())).toEqual([alone, alone]);
    const [header = "", ...lines] = (await written("csv", true, 2)).toString().trimEnd().split("\n");
    const single = (await written("csv")).toString().trimEnd().split("\n");
    expect(header).toBe(`experiment,${single[0]}`);
    expect(lines).toEqual([
      ...single.slice(1).map((line) => `0,${line}`),
      ...single.slice(1).map((line) => `1,${line}`),
    ]);
  });

  it("of no experiments are a header, or an empty list", async () => {
    expect((await written("csv", true, 0)).toString()).toMatch(/^experiment,step,ensemble,label,optimizer,.*\n$/);
    expect(JSON.parse((await written("json", true, 0)).toString())).toEqual([]);
  });
});
