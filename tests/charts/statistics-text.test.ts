import { describe, expect, it } from "vitest";
import { seriesCsv, statisticsTsv } from "../../src/charts/statistics-text.ts";
import { rowsAt, spread, statisticsAt } from "./rows.ts";

const names = [
  { label: "Heavy ball", optimizer: "momentum" },
  { label: 'Adam, "mine"', optimizer: "adam" },
];

describe("statistics as text", () => {
  it("are a header and one line an ensemble, tab-separated and in full", () => {
    const text = statisticsTsv(
      [statisticsAt(7, { fingerprint: 0xdeadbeef, loss: spread(0.1, 0.25, 1 / 3, 2, 5) })],
      names,
    );
    const [header = "", line = "", end] = text.split("\n");
    expect(end).toBe("");
    const cells = line.split("\t");
    const cell = (name: string) => cells[header.split("\t").indexOf(name)];
    expect(cells).toHaveLength(header.split("\t").length);
    expect(cell("step")).toBe("7");
    expect(cell("label")).toBe("Heavy ball");
    expect(cell("lossP50")).toBe("0.3333333333333333");
    expect(cell("lossP05")).toBe("0.1");
    expect(cell("distanceBest")).toBe("0.1");
    expect(cell("gradientEvaluations")).toBe("7");
    expect(cell("fingerprint")).toBe("deadbeef");
    expect(cell("basin0")).toBe("0");
  });

  it("name every step and ensemble of a series, quote what needs it, and leave out what there is not", () => {
    const text = seriesCsv(
      rowsAt(
        [0, 3],
        () => ({}),
        () => ({ distance: undefined, loss: spread(1, 1, 1, Number.POSITIVE_INFINITY, 1) }),
      ),
      names,
    );
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[4]).toContain('3,1,"Adam, ""mine""",adam,100,');
    expect(lines[4]).toContain("1,1,1,Infinity,1,1,1,,,,,,,,0,3,0,00000001,0");
  });

  it("are a header alone before anything is measured", () => {
    expect(seriesCsv([], names).split("\n")).toHaveLength(2);
  });
});
