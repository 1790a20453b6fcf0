import { describe, expect, it } from "vitest";
import { chooseSetting } from "../../../src/maps/race/choose-setting.ts";
import { randomBits, unitInterval } from "../../../src/math/random.ts";

const CENTER = [0, 0] as const;

/** The choice among a grid's rows of scores, with nothing else to decide. */
function choice(rows: readonly (readonly number[])[], present: readonly [number, number] = CENTER) {
  const score = rows.flat();
  return chooseSetting(
    { columns: rows[0]?.length ?? 0, rows: rows.length, score, second: score.map(() => 0) },
    present,
  );
}

describe("The chosen setting of a grid", () => {
  it("is the best of a bowl, inside and in a corner", () => {
    const bowl = (column: number, row: number) =>
      Array.from({ length: 7 }, (_, j) => Array.from({ length: 9 }, (_, i) => (i - column) ** 2 + (j - row) ** 2));
    expect(choice(bowl(5, 2))).toEqual([5, 2]);
    expect(choice(bowl(0, 6))).toEqual([0, 6]);
  });

  it("is not a single pit among bad neighbours", () => {
    const slope = Array.from({ length: 9 }, (_, index) => Math.abs(index - 6) + 1);
    expect(choice([slope.with(1, 0)])).toEqual([6, 0]);
  });

  it("keeps away from an edge where everything diverges", () => {
    const { POSITIVE_INFINITY: gone, NaN: lost } = Number;
    // By itself 1, the last before the edge, would be best.
    expect(choice([[6, 5, 4, 3, 2, 1, gone, gone, lost]])).toEqual([4, 0]);
  });

  it("compares ranks: how far a loss is from another makes no difference", () => {
    const near = [8, 5, 3, 2.5, 4, 6, 7];
    expect(choice([near])).toEqual(choice([near.map((loss) => 10 ** (10 * loss))]));
  });

  it("takes what is no number for infinite", () => {
    for (let grid = 0; grid < 20; grid += 1) {
      const losses = Array.from({ length: 24 }, (_, index) => unitInterval(randomBits(3, grid, index, 0)[0]));
      const withGaps = (gap: number) => [losses.map((loss) => (loss < 0.4 ? gap : loss))];
      expect(choice(withGaps(Number.NaN)), `grid ${grid}`).toEqual(choice(withGaps(Number.POSITIVE_INFINITY)));
    }
  });

  it("is by the second number where scores are equal", () => {
    const second = [9, 8, 7, 3, 1, 2, 6];
    expect(chooseSetting({ columns: 7, rows: 1, score: second.map(() => 1), second }, CENTER)).toEqual([4, 0]);
  });

  it("is the centre of a plateau", () => {
    const plateau = Array.from({ length: 9 }, (_, j) =>
      Array.from({ length: 11 }, (_, i) => (i >= 3 && i <= 9 && j >= 1 && j <= 5 ? 0 : 1)),
    );
    expect(choice(plateau)).toEqual([6, 3]);
  });

  it("stays where it is when nothing makes a difference", () => {
    const flat = Array.from({ length: 4 }, () => [2, 2, 2, 2, 2]);
    expect(choice(flat, [3.2, 1.6])).toEqual([3, 2]);
    expect(choice(flat, [-20, 40])).toEqual([0, 3]);
    const { POSITIVE_INFINITY: gone, NaN: lost } = Number;
    expect(choice([[gone, lost, gone]], [1.2, 0])).toEqual([1, 0]);
  });
});
