import { describe, expect, it } from "vitest";
import { MAP_KINDS } from "../../src/experiment/map.ts";
import { findMap, maps } from "../../src/maps/index.ts";
import { shadingOf } from "../../src/maps/shading-of.ts";
import { pictureOf } from "./pictures.ts";

const size = { width: 2, height: 2 };

describe("The kinds of maps", () => {
  it("are all declared, each under its own name", () => {
    expect(maps.map(({ kind }) => kind)).toEqual([...MAP_KINDS]);
    for (const kind of MAP_KINDS) expect(findMap(kind).kind).toBe(kind);
  });

  it.each([
    ["stability", [1]],
    ["rate", [0]],
    ["steps", [3]],
    ["loss", [4]],
    ["basins", [0]],
    ["sensitivity", [0]],
    ["trainability", [0]],
    ["density", [1]],
    ["drift", [2, 3]],
    ["diffusion", [2, 3, 4]],
    ["current", [2, 3]],
    ["curl", [2]],
  ] as const)("%s keeps the numbers %j of a cell", (kind, places) => {
    // Number n of cell c is 10·c + n.
    const picture = pictureOf(kind, size, (column, row) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((place) => 10 * (2 * row + column) + place),
    );
    const definition = findMap(kind);
    expect(definition.channels).toBe(places.length);
    expect([...definition.values(picture)]).toEqual(
      [0, 1, 2, 3].flatMap((cell) => places.map((place) => 10 * cell + place)),
    );
  });
});

/** The label of what each cell of a row shows, or the number where it shows one. */
function shown(kind: Parameters<typeof findMap>[0], cells: readonly (readonly number[])[], surface?: string) {
  const picture = pictureOf(kind, { width: cells.length, height: 2 }, (column) => cells[column] ?? [], surface);
  const { categories, numbers, marks } = shadingOf(findMap(kind), picture);
  return cells.map((_, cell) => categories[marks?.[cell] ?? -1]?.label ?? numbers[cell]);
}

describe("What a cell shows", () => {
  it("of stability: the verdict, and what it does besides", () => {
    const [grows, converges, cycles, underWay] = [0, 1, 2, 3];
    const cells = [
      [0, 1, converges],
      [0, 0, grows],
      [0, 0, converges],
      [0, 0, cycles],
      [0, 1, cycles],
      [0, 1, underWay],
      [0, 1, grows],
      [Number.NaN, Number.NaN, Number.NaN],
    ] as number[][];
    expect(shown("stability", cells)).toEqual([
      "converges",
      "unstable",
      "unstable",
      "cycles",
      "cycles",
      "bounded, still under way",
      "bounded, still under way",
      0,
    ]);
  });

  it("of rate: the factor, unless it grows", () => {
    const cells = [
      [0.5, 1, 1],
      [1.2, 0, 0],
      [Number.POSITIVE_INFINITY, 0, 0],
    ];
    expect(shown("rate", cells)).toEqual([0.5, "grows or diverges", "grows or diverges"]);
  });

  it("of steps: their number, or why there is none", () => {
    const cells = [
      [0, 0, 1, 7],
      [0, 0, 1, -1],
      [0, 0, 0, -1],
      [0, 0, 0, 3],
    ];
    expect(shown("steps", cells)).toEqual([7, "not within these steps", "grows or diverges", 3]);
  });

  it("of loss: how far it is above the lowest minimum, never below 0", () => {
    // Styblinski and Tang's function has its minimum at (−2.903534, −2.903534), of −78.33233 in f64.
    const lowest = Math.fround(-78.33233140754282);
    const cells = [
      [0, 0, 0, 0, 1.5],
      [0, 0, 0, 0, lowest],
      [0, 0, 0, 0, lowest - 1e-5],
      [0, 0, 0, 0, Number.POSITIVE_INFINITY],
    ];
    expect(shown("loss", cells, "styblinski-tang")).toEqual([Math.fround(1.5 - lowest), 0, 0, "diverges"]);
  });

  it("of basins: the minimum with its place, or where else it ended", () => {
    const cells = [
      [0, 12, 1],
      [3, 5, 1],
      [-1, -1, 0],
      [-1, -1, 2],
      [-1, -1, 3],
      [-2, -1, 4],
    ];
    expect(shown("basins", cells)).toEqual([
      "minimum 0 at (3, 2)",
      "minimum 3 at (3.58, −1.85)",
      "still under way",
      "rests on a saddle or maximum",
      "rests at a minimum not listed",
      "diverged",
    ]);
  });

  it("of sensitivity: the exponent, unless it diverges", () => {
    const cells = [
      [-0.25, 0, 0],
      [0.5, 0, 1],
    ];
    expect(shown("sensitivity", cells)).toEqual([-0.25, "diverges"]);
  });

  it("of vectors their length, of matrices their trace", () => {
    expect(
      shown("current", [
        [0, 0, 3, -4],
        [0, 0, Number.NaN, 1],
      ]),
    ).toEqual([5, Number.NaN]);
    expect(shown("drift", [[0, 0, -3, 4], []])).toEqual([5, 0]);
    expect(shown("diffusion", [[0, 0, 1, 9, 4], []])).toEqual([5, 0]);
  });
});
