import { describe, expect, it } from "vitest";
import type { FanChoices } from "../../src/charts/fan-axes.ts";
import { FanCurves } from "../../src/charts/fan-curves.ts";
import { paintBands, paintMedian } from "../../src/charts/fan-painting.ts";
import type { Frame } from "../../src/charts/plot.ts";
import { rowsAt, spread } from "./rows.ts";

const plain: FanChoices = { quantity: "loss", abscissa: "steps", xScaling: "linear", yScaling: "log" };
const infinite = Number.POSITIVE_INFINITY;

interface Stroke {
  readonly path: readonly string[];
  readonly alpha: number;
  readonly clip: readonly number[];
}

/** A plotting area of 100 × 100 for steps 0 … 4 and 10⁻² … 10², on a canvas that only notes what is drawn. */
function recorder() {
  const fills: Stroke[] = [];
  const strokes: Stroke[] = [];
  let path: string[] = [];
  let clip: number[] = [];
  const at = (x: number, y: number) => `${Math.round(x)},${Math.round(y)}`;
  const context = {
    globalAlpha: 1,
    save() {},
    restore() {},
    clip() {},
    arc() {},
    rect(...box: number[]) {
      clip = box;
    },
    beginPath() {
      path = [];
    },
    moveTo: (x: number, y: number) => path.push(`move ${at(x, y)}`),
    lineTo: (x: number, y: number) => path.push(at(x, y)),
    fill: () => fills.push({ path, alpha: context.globalAlpha, clip }),
    stroke: () => strokes.push({ path, alpha: context.globalAlpha, clip }),
  };
  const frame: Frame = {
    context: context as unknown as CanvasRenderingContext2D,
    left: 0,
    top: 0,
    width: 100,
    height: 100,
    ratio: 1,
    x: (place) => 25 * place,
    y: (place) => Math.max(50 - 25 * place, -100),
  };
  return { frame, fills, strokes };
}

function curvesOf(...losses: ReturnType<typeof spread>[]): FanCurves {
  const curves = new FanCurves();
  const rows = rowsAt(
    losses.map((_loss, step) => step),
    (step) => ({ loss: losses[step] ?? spread() }),
  );
  curves.fill(rows, 0, plain, [-2, 2]);
  return curves;
}

describe("a fan", () => {
  it("whose upper quantiles are infinite runs out of the picture through the top, without a gap", () => {
    const { frame, fills } = recorder();
    const curves = curvesOf(spread(0.1, 1, 1, 10, 100), spread(0.1, 1, 1, infinite, infinite));
    paintBands(frame, curves, "red", 4);
    expect(fills.map(({ path }) => path)).toEqual([
      ["0,0", "25,-100", "25,75", "0,75"],
      ["0,25", "25,-100", "25,50", "0,50"],
    ]);
  });

  it("has a median that leaves through the top, ends there, and begins again where it comes back", () => {
    const { frame, strokes } = recorder();
    const median = (value: number) => spread(value, value, value, value, value);
    paintMedian(frame, curvesOf(median(1), median(infinite), median(infinite), median(1)), "red", {
      present: 4,
      pointed: undefined,
    });
    expect(strokes.map(({ path }) => path)).toEqual([["0,50", "25,-100", "move 50,-100", "75,50"]]);
  });

  it("is fainter beyond the present step, and meets itself there", () => {
    const { frame, strokes } = recorder();
    paintMedian(frame, curvesOf(spread(1, 1, 1, 1, 1), spread(1, 1, 1, 1, 1)), "red", {
      present: 1,
      pointed: undefined,
    });
    const [past, future] = strokes;
    expect(past?.clip).toEqual([0, 0, 25, 100]);
    expect(future?.clip).toEqual([25, 0, 75, 100]);
    expect(future?.alpha).toBeLessThan(past?.alpha ?? 0);
  });
});
