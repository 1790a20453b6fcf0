import { expect, test } from "vitest";
import type { FanChoices } from "../../src/charts/fan-axes.ts";
import { FanCurves } from "../../src/charts/fan-curves.ts";
import { medianAt } from "../../src/charts/fan-painting.ts";
import { rowsAt, spread } from "./rows.ts";

const plain: FanChoices = { quantity: "loss", abscissa: "steps", xScaling: "linear", yScaling: "log" };
const infinite = Number.POSITIVE_INFINITY;
const lineOf = (curves: FanCurves, index: number) => [...curves.quantile(index).subarray(0, curves.length)];

test("rows become five lines in axis units: zeros at the foot, the diverged infinite", () => {
  const rows = rowsAt([0, 1, 2], (step) => ({
    loss:
      [spread(1, 10, 100, 1000, 1000), spread(0, 0.1, 1, 10, infinite), spread(0, 0, Number.NaN, infinite, infinite)][
        step
      ] ?? spread(),
  }));
  const curves = new FanCurves();
  curves.fill(rows, 0, plain, [-3, 3]);
  expect([...curves.x.subarray(0, curves.length)]).toEqual([0, 1, 2]);
  expect(lineOf(curves, 0)).toEqual([0, -3, -3]);
  expect(lineOf(curves, 2)).toEqual([2, 0, infinite]);
  expect(lineOf(curves, 4)).toEqual([3, infinite, infinite]);
});

test("memory is kept from one filling to the next, and fewer rows leave nothing behind", () => {
  const curves = new FanCurves();
  curves.fill(rowsAt(Array.from({ length: 60 }, (_row, step) => step)), 0, plain, [-3, 3]);
  const before = curves.x;
  curves.fill(rowsAt([0, 5]), 0, plain, [-3, 3]);
  expect(curves.x).toBe(before);
  expect(curves.length).toBe(2);
  curves.fill(rowsAt(Array.from({ length: 300 }, (_row, step) => step)), 0, plain, [-3, 3]);
  expect(curves.length).toBe(300);
  expect(curves.x[299]).toBe(299);
});

test("only rows that are new are looked at, until the rows before them, the choices or the axis' foot are others", () => {
  const curves = new FanCurves();
  const level = (loss: number) => () => ({ loss: spread(loss, loss, loss, loss, loss) });
  const rows = rowsAt([0, 1, 2], level(1));
  const fill = (next: typeof rows, foot = -3, choices = plain) => curves.fill(next, 0, choices, [foot, 3]);
  fill(rows);
  const marked = curves.quantile(2);
  marked[0] = 42;
  fill([...rows, ...rowsAt([3], level(10))]);
  expect(lineOf(curves, 2)).toEqual([42, 0, 0, 1]);
  // Past the room that there was.
  const many = [
    ...rows,
    ...rowsAt(
      Array.from({ length: 97 }, (_row, index) => 3 + index),
      level(10),
    ),
  ];
  fill(rows);
  curves.quantile(2)[0] = 42;
  fill(many);
  expect(lineOf(curves, 2).slice(0, 4)).toEqual([42, 0, 0, 1]);
  expect(curves.length).toBe(100);
  // Another way from step 2 on.
  const other = [...rows.slice(0, 2), ...rowsAt([2, 3], level(100))];
  fill(rows);
  fill(other);
  expect(lineOf(curves, 2)).toEqual([0, 0, 2, 2]);
  fill(other, 1);
  expect(lineOf(curves, 2)).toEqual([1, 1, 2, 2]);
  fill(other, 1, { ...plain, yScaling: "linear" });
  expect(lineOf(curves, 2)).toEqual([1, 1, 100, 100]);
});

test("step 0 has no place on a logarithmic axis, an ensemble without distances no lines", () => {
  const curves = new FanCurves();
  curves.fill(rowsAt([0, 1, 10]), 0, { ...plain, xScaling: "log" }, [-3, 3]);
  expect([...curves.x.subarray(0, curves.length)]).toEqual([0, 1]);
  curves.fill(
    rowsAt([0, 1], () => ({ distance: undefined })),
    0,
    { ...plain, quantity: "distance" },
    [-3, 3],
  );
  expect(curves.length).toBe(0);
});

test("the median is marked between rows, no further than it goes, and not where it has diverged", () => {
  const curves = new FanCurves();
  const median = (value: number) => ({ loss: spread(value, value, value, value, value) });
  curves.fill(
    rowsAt([0, 10, 20], (step) => median([1, 100, infinite][step / 10] ?? 0)),
    0,
    plain,
    [-3, 3],
  );
  expect(medianAt(curves, 5)).toEqual([5, 1]);
  expect(medianAt(curves, 10)).toEqual([10, 2]);
  expect(medianAt(curves, 15)).toBeUndefined();
  curves.fill(
    rowsAt([0, 10], () => median(1)),
    0,
    plain,
    [-3, 3],
  );
  expect(medianAt(curves, 30)).toEqual([10, 0]);
});
