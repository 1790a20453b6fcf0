import { describe, expect, it } from "vitest";
import { basinSegments, minimumName, statusSegments } from "../../src/charts/share-segments.ts";
import { statisticsAt } from "./rows.ts";

describe("shares of a crowd", () => {
  it("name what its trajectories do, without what none does", () => {
    const segments = statusSegments(statisticsAt(5, { running: 75, converged: 25 }));
    expect(segments).toEqual([
      { key: "running", share: 0.75, title: "running: 75 %" },
      { key: "converged", share: 0.25, title: "converged: 25 %" },
    ]);
  });

  it("name the minima that it is at, by number and place", () => {
    const minima = [
      { x: 3, y: 2 },
      { x: -2.805118, y: 3.131313 },
    ];
    expect(basinSegments(statisticsAt(5, { arrived: 30, basins: [24, 6] }), minima)).toEqual([
      { key: "1", share: 0.24, title: "minimum 1 (3, 2): 24 %" },
      { key: "2", share: 0.06, title: "minimum 2 (−2.81, 3.13): 6 %" },
    ]);
    expect(basinSegments(statisticsAt(5, { basins: [0, 0, 9] }), minima)).toEqual([
      { key: "3", share: 0.09, title: "other minima: 9 %" },
    ]);
  });

  it("write a minimum at the origin as (0, 0)", () => {
    expect(minimumName(0, { x: -1e-17, y: 0 })).toBe("minimum 1 (0, 0)");
  });
});
