import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { basinDisagreement } from "../../src/maps/basin-disagreement.ts";
import { basinShares } from "../../src/maps/basin-shares.ts";
import { BASIN_ENDS, BASINS } from "../../src/maps/cell-numbers.ts";
import { CELL_NUMBERS, type MapPicture } from "../../src/maps/map-picture.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";

/** A map of basins whose cells are labelled by a function of the centre, in the unit square: minimum, or −1 − end. */
function pictureOf(side: number, labelOf: (x: number, y: number) => number, stride = 1): MapPicture {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "himmelblau" },
    starts: { kind: "points", points: [[0, 0]] },
    ensembles: [{ optimizer: "momentum" }],
    map: { kind: "basins", width: side, height: side },
  });
  const { map } = experiment;
  if (map === undefined) throw new Error("no map");
  const cells = new Float32Array(side * side * CELL_NUMBERS).fill(Number.NaN);
  for (let row = 0; row < side; row += stride) {
    for (let column = 0; column < side; column += stride) {
      const at = (row * side + column) * CELL_NUMBERS;
      const label = labelOf((column + 0.5) / side, (row + 0.5) / side);
      const end = label >= 0 ? BASIN_ENDS.minimum : -1 - label;
      cells[at + BASINS.minimum] = label >= 0 ? label : end === BASIN_ENDS.diverged ? -2 : -1;
      cells[at + BASINS.end] = end;
    }
  }
  return { experiment, choice: map, x: new Float64Array(side), y: new Float64Array(side), cells, stride, progress: 1 };
}

const share = (picture: MapPicture, end: number) => {
  const found = basinShares(picture).find((candidate) => candidate.end === end);
  if (found === undefined) throw new Error(`nothing ends at ${end}`);
  return found;
};

const draw = (sample: number, index: number): number => unitInterval(randomBits(11, sample, index, 0)[0]);

describe("shares of basins", () => {
  test("count every cell once: all listed minima, then what else there is", () => {
    const shares = basinShares(
      pictureOf(8, (x, y) => {
        if (x < 0.25) return y < 0.5 ? 2 : 0;
        if (x < 0.5) return -1 - BASIN_ENDS.diverged;
        return y < 0.125 ? -1 - BASIN_ENDS.saddle : -1 - BASIN_ENDS.underWay;
      }),
    );
    expect(shares.map(({ end, cells }) => [end, cells])).toEqual([
      [0, 8],
      [1, 0],
      [2, 8],
      [3, 0],
      ["saddle", 4],
      ["underWay", 28],
      ["diverged", 16],
    ]);
    expect(shares.reduce((sum, { share: part }) => sum + part, 0)).toBe(1);
  });

  test("are those of the known cells while a map refines", () => {
    const label = (x: number) => (x < 0.5 ? 1 : 3);
    const coarse = basinShares(pictureOf(64, label, 16));
    expect(coarse.map(({ cells }) => cells)).toEqual([0, 8, 0, 8]);
    expect(coarse[1]?.share).toBe(0.5);
  });

  test("of discs: the interval holds the area, and is far narrower than that of independent cells", () => {
    let held = 0;
    let width = 0;
    let naive = 0;
    const errors: number[] = [];
    for (let sample = 0; sample < 200; sample += 1) {
      const [x, y, r] = [0.4 + 0.2 * draw(sample, 0), 0.4 + 0.2 * draw(sample, 1), 0.2 + 0.15 * draw(sample, 2)];
      const found = share(
        pictureOf(64, (u, v) => (Math.hypot(u - x, v - y) < r ? 0 : 1)),
        0,
      );
      const area = Math.PI * r * r;
      const [from, to] = found.interval;
      if (from <= area && area <= to) held += 1;
      width += (to - from) / 200;
      naive += (2 * 1.96 * Math.sqrt((area * (1 - area)) / 64 ** 2)) / 200;
      errors.push((found.share - area) / ((to - from) / 2 / 1.96));
    }
    // Measured: 199 of 200; 4.5 times as narrow as that; the errors are .474 of the standard error that the interval
    // stands for, where Matheron's law has √.228 = .477.
    expect(held).toBeGreaterThanOrEqual(198);
    expect(naive / width).toBeGreaterThan(4);
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(Math.abs(spread - Math.sqrt(0.228))).toBeLessThan(0.05);
  });

  test("of riddled basins: the interval is that of independent cells", () => {
    let held = 0;
    let width = 0;
    for (let sample = 0; sample < 200; sample += 1) {
      let index = 0;
      const found = share(
        pictureOf(32, () => (draw(sample, index++) < 0.3 ? 0 : 1)),
        0,
      );
      const [from, to] = found.interval;
      if (from <= 0.3 && 0.3 <= to) held += 1;
      width += (to - from) / 200;
    }
    const independent = 2 * 1.96 * Math.sqrt((0.3 * 0.7) / 32 ** 2);
    // Measured: 191 of 200, 95 % of which is 190; .982 as wide, since cells at the picture's edge have fewer neighbours.
    expect(held).toBeGreaterThanOrEqual(185);
    expect(held).toBeLessThanOrEqual(196);
    expect(Math.abs(width / independent - 1)).toBeLessThan(0.025);
  });

  test("a basin that is nowhere to be seen may be as large as some cells are", () => {
    const [from, to] = share(
      pictureOf(32, () => 0),
      1,
    ).interval;
    expect(from).toBe(0);
    // Wilson's upper end for none of 1,024: z²/(n + z²).
    expect(to).toBeCloseTo(1.959963984540054 ** 2 / (1024 + 1.959963984540054 ** 2), 12);
    expect(
      share(
        pictureOf(32, () => 0),
        0,
      ).interval[1],
    ).toBe(1);
  });
});

test("maps of basins are compared where both are known", () => {
  const one = pictureOf(32, (x) => (x < 0.5 ? 0 : 1));
  const other = pictureOf(32, (x, y) => (x < 0.5 ? 0 : y < 0.25 ? 2 : 1), 4);
  expect(basinDisagreement(one, other)).toEqual({ cells: 8, known: 64, share: 1 / 8 });
  // Both are at no minimum, but not for the same reason.
  const saddles = pictureOf(8, () => -1 - BASIN_ENDS.saddle);
  const underWay = pictureOf(8, () => -1 - BASIN_ENDS.underWay);
  expect(basinDisagreement(saddles, underWay).cells).toBe(64);
  expect(() => basinDisagreement(one, saddles)).toThrow("The maps differ in size.");
});
