import { describe, expect, it } from "vitest";
import type { FieldKind } from "../../src/experiment/map.ts";
import { fieldCell, fieldCells } from "../../src/maps/field-cells.ts";
import { STEADY_CELL } from "../../src/simulation/steady-layout.ts";
import type { SteadySums } from "../../src/simulation/steady-state.ts";

const WIDTH = 4;
const HEIGHT = 3;
const choice = {
  x: { path: "/starts/x", from: -1, to: 1, scale: "linear" },
  y: { path: "/starts/y", from: 0, to: 6, scale: "linear" },
  width: WIDTH,
  height: HEIGHT,
  leastVisits: 3,
} as const;
/** .5 × 2. */
const AREA = 1;

type Visit = readonly number[];

/** The sums of given visits, in the units of the kernel; `isWild` is the cell's flag. */
function sumsOf(
  quantity: SteadySums["quantity"],
  looks: number,
  visits: (cell: number) => readonly Visit[],
  wild: readonly number[] = [],
): SteadySums {
  const largest = [4, 2, 8] as const;
  const words = new Uint32Array(STEADY_CELL.words * WIDTH * HEIGHT);
  for (let cell = 0; cell < WIDTH * HEIGHT; cell++) {
    const base = STEADY_CELL.words * cell;
    const list = visits(cell);
    words[base + STEADY_CELL.visits] = list.length;
    words[base + STEADY_CELL.wild] = wild.includes(cell) ? 1 : 0;
    for (const [channel, scale] of largest.entries()) {
      let [sum, squares] = [0n, 0n];
      for (const visit of list) {
        const share = (visit[channel] ?? 0) / scale;
        sum += BigInt(Math.round((share + 1) * 2 ** 23));
        squares += BigInt(Math.round(share * share * 2 ** 30));
      }
      for (const [index, total] of [sum, squares].entries()) {
        words[base + STEADY_CELL.sums + 4 * channel + 2 * index] = Number(total & 0xffffffffn);
        words[base + STEADY_CELL.sums + 4 * channel + 2 * index + 1] = Number(total >> 32n);
      }
    }
  }
  return { words, quantity, largest, looks };
}

const VISITS: readonly Visit[] = [
  [1, -0.5, 2],
  [3, 0.25, -4],
  [-2, 0.5, 1],
  [0.5, 1, 0],
];
const mean = (index: number) => VISITS.reduce((sum, visit) => sum + (visit[index] ?? 0), 0) / 4;
const error = (index: number) =>
  Math.sqrt(VISITS.reduce((sum, visit) => sum + ((visit[index] ?? 0) - mean(index)) ** 2, 0) / 3 / 4);
const read = (kind: FieldKind, sums: SteadySums, index: number) =>
  fieldCell(kind, fieldCells(kind, choice, sums), index);

describe("the cells of a steady state's map", () => {
  it("hold density a unit of area, with the error of a count", () => {
    const cell = read(
      "density",
      sumsOf("none", 40, () => VISITS),
      5,
    );
    expect(cell.visits).toBe(4);
    expect(cell.density).toBeCloseTo(4 / 40 / AREA, 7);
    expect(cell.errors[0]).toBeCloseTo(Math.sqrt(4 * 0.9) / 40 / AREA, 7);
  });

  it.each([
    ["drift", "drift", 2],
    ["diffusion", "diffusion", 3],
  ] as const)("hold the mean of a %s over the visits, with s/√n", (kind, quantity, channels) => {
    const cell = read(
      kind,
      sumsOf(quantity, 40, () => VISITS),
      5,
    );
    expect(cell.values.length).toBe(channels);
    for (let index = 0; index < channels; index++) {
      // The units of the sums are 2⁻²³ and 2⁻³⁰ of (4, 2, 8).
      expect(cell.values[index]).toBeCloseTo(mean(index), 5);
      expect(cell.errors[index]).toBeCloseTo(error(index), 5);
    }
  });

  it("hold the same mean where the sums have outgrown a word", () => {
    const often = Array.from({ length: 250 }, () => VISITS).flat();
    const cell = read(
      "drift",
      sumsOf("drift", 4000, () => often),
      5,
    );
    expect(cell.visits).toBe(1000);
    expect(cell.values[0]).toBeCloseTo(mean(0), 5);
    expect(cell.errors[0]).toBeCloseTo(error(0) * Math.sqrt((4 * 3) / (1000 * 999)) * Math.sqrt(250), 5);
  });

  it("hold a current whose error knows that the number of visits varies too", () => {
    const cell = read(
      "current",
      sumsOf("current", 40, () => VISITS),
      5,
    );
    // Forty looks, of which thirty-six were elsewhere and count as zeros.
    const looks = [...VISITS, ...Array.from({ length: 36 }, () => [0, 0])];
    for (const index of [0, 1]) {
      const average = looks.reduce((sum, look) => sum + (look[index] ?? 0), 0) / 40;
      const variance = looks.reduce((sum, look) => sum + ((look[index] ?? 0) - average) ** 2, 0) / 39;
      expect(cell.values[index]).toBeCloseTo(average / AREA, 6);
      expect(cell.errors[index]).toBeCloseTo(Math.sqrt(variance / 40) / AREA, 6);
    }
  });

  it("show nothing but the visits where these are too few", () => {
    for (const [kind, quantity] of [
      ["density", "none"],
      ["drift", "drift"],
      ["current", "current"],
      ["curl", "current"],
    ] as const) {
      const cells = fieldCells(
        kind,
        choice,
        sumsOf(quantity, 40, () => VISITS.slice(0, 2)),
      );
      expect([...cells.subarray(40, 48)], kind).toEqual([2, ...new Array(7).fill(Number.NaN)]);
    }
  });

  it("show no quantity where a step was too wild to add", () => {
    const { density, values, errors } = read(
      "drift",
      sumsOf("drift", 40, () => VISITS, [5]),
      5,
    );
    expect(density).toBeCloseTo(0.1, 7);
    expect([...values, ...errors]).toEqual(new Array(4).fill(Number.NaN));
  });

  it("hold the curl of a turning current, and none at the rim or beside a masked cell", () => {
    // J = (−y, x)·c at the centres: the curl is 2c.
    const turning = (cell: number): Visit[] => {
      const x = -1 + (2 * ((cell % WIDTH) + 0.5)) / WIDTH;
      const y = (6 * (Math.floor(cell / WIDTH) + 0.5)) / HEIGHT - 3;
      return Array.from({ length: 4 }, (_, index) => [-y + (index % 2) - 0.5, x + (index < 2 ? 0.25 : -0.25)]);
    };
    const sums = sumsOf("current", 400, turning);
    const currents = fieldCells("current", choice, sums);
    const inside = read("curl", sums, 5);
    expect(inside.values[0]).toBeCloseTo((2 * 4) / 400 / AREA, 7);
    const errorOf = (cell: number, index: number) => fieldCell("current", currents, cell).errors[index] ?? Number.NaN;
    const propagated = Math.hypot(errorOf(6, 1), errorOf(4, 1), errorOf(9, 0) / 4, errorOf(1, 0) / 4);
    expect(inside.errors[0]).toBeCloseTo(propagated, 7);
    for (const rim of [0, 3, 4, 7, 8, 11, 1, 9]) {
      const cell = read("curl", sums, rim);
      expect(cell.values[0], `cell ${rim}`).toBeNaN();
      expect(cell.errors[0], `cell ${rim}`).toBeNaN();
      expect(cell.density).toBeCloseTo(0.01, 7);
    }
    const masked = sumsOf("current", 400, (cell) => (cell === 6 ? [] : turning(cell)));
    expect(read("curl", masked, 5).values[0]).toBeNaN();
  });
});
