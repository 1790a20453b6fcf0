import { describe, expect, it } from "vitest";
import { gridIndices } from "../../src/view/relief-geometry.ts";
import { ribbonIndices } from "../../src/view/trails.ts";

describe("meshes", () => {
  it("cover each cell of the grid with two triangles that face up", () => {
    const columns = 4;
    const rows = 3;
    const indices = gridIndices(columns, rows);
    expect(indices).toHaveLength(6 * 3 * 2);
    let area = 0;
    for (let i = 0; i < indices.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => {
        const vertex = indices[i + k] ?? 0;
        return { x: vertex % columns, y: Math.floor(vertex / columns) };
      });
      if (a === undefined || b === undefined || c === undefined) throw new Error("unreachable");
      const twice = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
      expect(twice).toBe(1);
      area += twice / 2;
    }
    expect(area).toBe(6);
  });

  it("cover all of the grid with larger cells too, also where they do not divide it", () => {
    for (const coarseness of [2, 3, 4]) {
      const [columns, rows] = [8, 6];
      const indices = gridIndices(columns, rows, coarseness);
      let twice = 0;
      for (let i = 0; i < indices.length; i += 3) {
        const [a = 0, b = 0, c = 0] = indices.slice(i, i + 3);
        const column = (vertex: number) => vertex % columns;
        const row = (vertex: number) => Math.floor(vertex / columns);
        const turn = (column(b) - column(a)) * (row(c) - row(a)) - (column(c) - column(a)) * (row(b) - row(a));
        expect(turn, `triangle ${i / 3} at coarseness ${coarseness} faces up`).toBeGreaterThan(0);
        twice += turn;
      }
      expect(twice / 2, `area at coarseness ${coarseness}`).toBe((columns - 1) * (rows - 1));
    }
  });

  it("join the knots of a trail in order", () => {
    expect([...ribbonIndices(3)]).toEqual([0, 1, 2, 2, 1, 3, 2, 3, 4, 4, 3, 5]);
  });
});
