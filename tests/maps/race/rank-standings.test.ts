import { describe, expect, it } from "vitest";
import { rankStandings, type Unranked } from "../../../src/maps/race/rank-standings.ts";

const UNKNOWN = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

function standing(ensemble: number, value: number, low: number, high: number, medianLoss = value): Unranked {
  const objective = { value, low, high };
  return {
    ensemble,
    hyperparameters: {},
    objective,
    share: UNKNOWN,
    evaluations: 1,
    diverged: 0,
    tried: 1,
    medianLoss,
  };
}

const placesOf = (objective: "loss" | "steps" | "share", unranked: readonly Unranked[]) =>
  rankStandings({ objective }, unranked).map(({ ensemble, rank }) => [ensemble, rank]);

describe("Ranks", () => {
  it("are shared where the interval overlaps that of the best of the rank, and then count on", () => {
    const unranked = [standing(0, 5, 4, 6), standing(1, 1, 0.5, 2), standing(2, 1.8, 1, 3), standing(3, 2.5, 2.1, 4.5)];
    // 3 overlaps 2, but not 1, the best; 0 overlaps 3.
    expect(placesOf("loss", unranked)).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
      [0, 3],
    ]);
  });

  it("begin with the largest share", () => {
    const unranked = [standing(0, 0.1, 0.05, 0.2), standing(1, 0.9, 0.8, 0.95)];
    expect(placesOf("share", unranked)).toEqual([
      [1, 1],
      [0, 2],
    ]);
  });

  it("put those that never came last, by their loss, on one rank", () => {
    const never = Number.POSITIVE_INFINITY;
    const unranked = [
      standing(0, never, never, never, 3),
      standing(1, never, never, never, 2),
      standing(2, 80, 70, 90),
    ];
    expect(placesOf("steps", unranked)).toEqual([
      [2, 1],
      [1, 2],
      [0, 2],
    ]);
  });

  it("go by the values alone where there are no intervals", () => {
    const { NaN: none } = Number;
    const unranked = [standing(0, 2, none, none), standing(1, 1, none, none), standing(2, 2, none, none)];
    expect(placesOf("loss", unranked)).toEqual([
      [1, 1],
      [0, 2],
      [2, 2],
    ]);
  });
});
