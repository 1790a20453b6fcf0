import { describe, expect, it } from "vitest";
import { randomBits } from "../../src/math/random.ts";
import { type Crowd, nearestRank, QUANTILES, statisticsOf } from "../../src/reference/statistics.ts";

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** A crowd at points, running and without evaluations unless told. */
function crowd(points: readonly (readonly [number, number])[], rest: Partial<Crowd> = {}): Crowd {
  const none = zeros(points.length);
  return {
    positions: points.flat(),
    losses: none,
    statuses: none,
    evaluations: { loss: none, gradient: none, hessian: none },
    ...rest,
  };
}

const nowhere = { minima: [], radius: 1 };

describe("Statistics of a crowd", () => {
  it("take quantiles by nearest rank, ⌈p·n⌉", () => {
    expect(QUANTILES.map((p) => nearestRank(p, 1))).toEqual([1, 1, 1, 1, 1]);
    expect(QUANTILES.map((p) => nearestRank(p, 20))).toEqual([1, 5, 10, 15, 19]);
    expect(QUANTILES.map((p) => nearestRank(p, 21))).toEqual([2, 6, 11, 16, 20]);
    const losses = [5, 3, 1, 4, 2];
    const { loss } = statisticsOf(
      crowd(
        zeros(5).map(() => [0, 0]),
        { losses },
      ),
      nowhere,
      0,
      0,
    );
    expect(loss).toEqual({ quantiles: [1, 2, 3, 4, 5], mean: 3, best: 1 });
  });

  it("count the diverged, and what is no number, as infinite in quantiles and leave them out elsewhere", () => {
    const losses = [Number.NaN, 2, 7, 4, Number.POSITIVE_INFINITY];
    const { loss, diverged, running } = statisticsOf(
      crowd(
        zeros(5).map(() => [0, 0]),
        { losses, statuses: [0, 0, 3, 0, 0] },
      ),
      nowhere,
      1,
      0,
    );
    expect([diverged, running]).toEqual([1, 4]);
    expect(loss.quantiles).toEqual([
      1,
      3,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect([loss.mean, loss.best]).toEqual([2, 1]);
    const all = statisticsOf(crowd([[0, 0]], { statuses: [3] }), { minima: [{ x: 0, y: 0 }], radius: 1 }, 0, 0);
    for (const { quantiles, mean, best } of [all.loss, all.distance ?? all.loss]) {
      expect(quantiles).toEqual(QUANTILES.map(() => Number.POSITIVE_INFINITY));
      expect([mean, best]).toEqual([Number.NaN, Number.NaN]);
    }
  });

  it("count statuses, and each basin's arrivals at the nearest minimum, of two as near the first", () => {
    const minima = [
      { x: -1, y: 0 },
      { x: 1, y: 0 },
    ];
    const points: [number, number][] = [
      [0, 0],
      [0.5, 0],
      [-1, 1],
      [1, 1.5],
      [9, 9],
    ];
    const read = statisticsOf(crowd(points, { statuses: [0, 1, 2, 3, 1] }), { minima, radius: 1 }, 0, 42);
    expect(read).toMatchObject({
      step: 42,
      total: 5,
      running: 1,
      converged: 2,
      stationary: 1,
      diverged: 1,
      arrived: 3,
      basins: [2, 1],
      newlyArrived: 3,
    });
    expect(read.distance).toEqual({
      quantiles: [0.5, 1, 1, Math.hypot(8, 9), Number.POSITIVE_INFINITY],
      mean: (1 + 0.5 + 1 + Math.hypot(8, 9)) / 4,
      best: 0.5,
    });
    const later = statisticsOf(crowd(points, { arrivedBefore: [1, 0, 1, 1, 1] }), { minima, radius: 1 }, 0, 43);
    expect(later.newlyArrived).toBe(1);
  });

  it("have neither distance nor basins where no minimum is listed", () => {
    const { distance, basins, arrived } = statisticsOf(crowd([[0, 0]]), nowhere, 0, 0);
    expect([distance, basins, arrived]).toEqual([undefined, [], 0]);
  });

  it("average the evaluations, and add up a hash of each trajectory's number and place", () => {
    const evaluations = { loss: [0, 1], gradient: [10, 5], hessian: [0, 0] };
    const read = statisticsOf(
      crowd(
        [
          [1, 2],
          [3, -0],
        ],
        { evaluations },
      ),
      nowhere,
      0,
      0,
    );
    expect(read.evaluations).toEqual({ loss: 0.5, gradient: 7.5, hessian: 0 });
    // The bits of 1, 2, 3 and −0 in f32.
    const hashes = [randomBits(0, 0x3f800000, 0x40000000, 0)[0], randomBits(1, 0x40400000, 0x80000000, 0)[0]];
    expect(read.fingerprint).toBe((hashes.reduce((sum, hash) => sum + hash) >>> 0) % 2 ** 32);
    const swapped = statisticsOf(
      crowd(
        [
          [3, -0],
          [1, 2],
        ],
        { evaluations },
      ),
      nowhere,
      0,
      0,
    );
    expect(swapped.fingerprint).not.toBe(read.fingerprint);
  });
});
