import { describe, expect, it } from "vitest";
import type { ProbeLine } from "../../src/maps/probe-path.ts";
import { packKnots, restingPlace } from "../../src/view/probe-knots.ts";
import { mapDomain } from "../../src/view/scene-map.ts";

const map = mapDomain({ x: [-2, 2], y: [0, 2] });

function line(points: readonly (readonly [number, number, number])[], rest: Partial<ProbeLine> = {}): ProbeLine {
  const steps = points.length - 1;
  return {
    points: Float64Array.from(points.flat()),
    count: points.length,
    steps,
    drawnSteps: steps,
    end: "running",
    ...rest,
  };
}

describe("the knots of a probe", () => {
  it("follow one another line by line, and tell where a line begins and where a gap lies", () => {
    const knots = new Float32Array(4 * 16);
    const spans = new Float32Array(8);
    const gap = line(
      [
        [0, 1, 5],
        [1, 1, 4],
        [-1, 1, 3],
      ],
      { steps: 99, drawnSteps: 1, end: "arrived" },
    );
    const lost = line(
      [
        [0, 0.5, 1],
        [1e15, 0.5, Number.POSITIVE_INFINITY],
        [0, 0, Number.NaN],
      ],
      { end: "diverged" },
    );
    expect(packKnots([gap, lost], map, 0.1, knots, spans)).toBe(6);
    const most = Math.fround(1e37);
    expect([...knots.subarray(0, 24)]).toEqual(
      [
        [0, 1, 5, 0],
        [1, 1, 4, 1],
        [-1, 1, 3, 0],
        [0, 0.5, 1, 0],
        [1e15, 0.5, most, 1],
        [0, 0, most, 2],
      ]
        .flat()
        .map(Math.fround),
    );
    expect([...spans]).toEqual([0, 2, 0, 1, 3, 2, 0, 2]);
  });

  it("behind the rim lead nowhere, though chords between them cross the picture", () => {
    const knots = new Float32Array(4 * 8);
    const away = line([
      [0, 1, 0],
      [0, 9, 0],
      [1, -9, 0],
      [9, 1, 0],
    ]);
    packKnots([away], map, 0, knots, new Float32Array(4));
    expect([3, 7, 11, 15].map((i) => knots[i])).toEqual([0, 1, 0, 0]);
  });

  it("that do not fit are left out", () => {
    const knots = new Float32Array(4 * 4);
    const spans = new Float32Array(4);
    const three = line([
      [0, 1, 0],
      [1, 1, 0],
      [1, 0, 0],
    ]);
    expect(packKnots([three, three], map, 0, knots, spans)).toBe(3);
    expect(packKnots([line([...Array(9)].map((_, i) => [i / 9, 1, 0] as const))], map, 0, knots, spans)).toBe(4);
  });
});

describe("where a head comes to rest", () => {
  const rest = (points: readonly (readonly [number, number])[], margin: number) =>
    restingPlace(Float64Array.from(points.flatMap(([x, y]) => [x, y, 0])), points.length, map, margin);

  it("is the last point, where that is in the picture, wherever the way led", () => {
    expect(
      rest(
        [
          [0, 1],
          [9, 9],
          [1, 0.5],
        ],
        0,
      ),
    ).toEqual({ knot: 2, share: 0 });
  });

  it("is the rim where the line leaves for good, also by a leap that f32 could not part", () => {
    // From x = 1 to x = 3: half of it is inside of 2.
    expect(
      rest(
        [
          [0, 1],
          [1, 1],
          [3, 1],
          [8, 1],
        ],
        0,
      ),
    ).toEqual({ knot: 1, share: 0.5 });
    // The base's half is 1 deep: 5 % beyond it y is 2.05.
    expect(
      rest(
        [
          [0, 1],
          [0, 3.1],
        ],
        0.05,
      ).share,
    ).toBeCloseTo(0.5, 12);
    // Measured 1.0000e-15 and 0: the share stays a number of its own.
    expect(
      rest(
        [
          [1, 1],
          [1e15, 1],
        ],
        0,
      ),
    ).toEqual({ knot: 0, share: 1 / (1e15 - 1) });
  });

  it("is the start where it never was in the picture", () => {
    expect(
      rest(
        [
          [7, 7],
          [8, 8],
        ],
        0,
      ),
    ).toEqual({ knot: 0, share: 0 });
  });
});
