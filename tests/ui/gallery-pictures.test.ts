import { describe, expect, it } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import type { Optimizer } from "../../src/optimizers/optimizer.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";
import { clipSegment } from "../../src/ui/gallery/clipping.ts";
import { contourSegments } from "../../src/ui/gallery/contours.ts";
import { shadedPixels } from "../../src/ui/gallery/paint-relief.ts";
import {
  PREVIEW_STARTS,
  PREVIEW_STEPS,
  type PreviewTrail,
  previewTrails,
} from "../../src/ui/gallery/preview-trails.ts";
import { COLUMNS, ROWS, sampleRelief } from "../../src/ui/gallery/relief-samples.ts";
import type { Work } from "../../src/ui/gallery/slices.ts";
import { HIGHEST_DRAWN } from "../../src/view/height.ts";

/** Does all of some work; `piece` is called after each of its pieces. */
function finish<Value>(work: Work<Value>, piece: () => void = () => undefined): Value {
  let next = work.next();
  while (next.done !== true) {
    piece();
    next = work.next();
  }
  piece();
  return next.value;
}

function surfaceOf(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(`There is no surface ${id}.`);
  return surface;
}

/** A valley, a kink that is infinitely steep, steep walls that throw runs out, many minima, and a linear system. */
const PREVIEWED = ["rosenbrock", "bukin-6", "beale", "ackley", "linear-system"];

const runnable = PREVIEWED.flatMap((id) => {
  const surface = surfaceOf(id);
  return optimizers
    .filter((optimizer) => mismatch(optimizer.id, surface) === undefined)
    .map((optimizer) => ({ optimizer, surface, name: `${optimizer.id} on ${id}` }));
});

describe("the map of a surface", () => {
  it.each(surfaces.map((surface) => [surface.id, surface] as const))(
    "%s: finite, and no flat sheet",
    (_id, surface) => {
      const { heights, contours } = finish(sampleRelief(surface, defaultParameters(surface)));
      expect(heights).toHaveLength(COLUMNS * ROWS);
      expect(heights.every((height) => height >= 0 && height <= HIGHEST_DRAWN)).toBe(true);
      const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
      // Each is a mean of four, so that a knife's edge is not seen at its lowest: 0.068 in Bukin's valley, else less
      // than 0.03. Measured least at the top: 0.958, of Levy's.
      expect(lowest).toBeLessThan(0.07);
      expect(highest).toBeGreaterThan(0.95);
      expect(contours.length % 4).toBe(0);
      // Measured fewest segments: 1155, on Easom's plain.
      expect(contours.length).toBeGreaterThan(4 * 1000);
      expect(contours.every((end, i) => end >= 0 && end <= (i % 2 === 0 ? COLUMNS : ROWS) - 1)).toBe(true);
    },
  );

  it("lies as it looks: the largest y is at the top, the smallest x on the left", () => {
    const { heights } = finish(sampleRelief(surfaceOf("booth"), {}));
    const lowest = heights.indexOf(Math.min(...heights));
    // Its minimum (1, 3) on [−10, 10]²: 55 % from the left, 35 % from the top; the nearest sample, for a cell is 0.8 %.
    expect(Math.abs((lowest % COLUMNS) / (COLUMNS - 1) - 0.55)).toBeLessThan(0.01);
    expect(Math.abs(Math.floor(lowest / COLUMNS) / (ROWS - 1) - 0.35)).toBeLessThan(0.01);
  });

  it("is drawn where the loss is infinite or not a number, as its top", () => {
    const booth = surfaceOf("booth");
    const holed: Surface = {
      ...booth,
      evaluator: (parameters, precision) => ({
        ...booth.evaluator(parameters, precision),
        loss: (x, y) => (x > 5 ? Number.NaN : x < -5 ? Number.POSITIVE_INFINITY : (x - 1) ** 2 + (y - 3) ** 2),
      }),
    };
    const { heights } = finish(sampleRelief(holed, {}));
    const top = Math.max(...heights);
    // What has no height lies above all that has.
    expect(top).toBeGreaterThan(1);
    expect([heights[0], heights[COLUMNS - 1]]).toEqual([top, top]);
    expect(heights.every(Number.isFinite)).toBe(true);
    // And what has one is told apart as before: the middle column runs from (0, 10) past (0, 3) to (0, −10).
    const middle = Array.from({ length: ROWS }, (_, row) => heights[row * COLUMNS + (COLUMNS - 1) / 2] ?? 0);
    expect(Math.max(...middle) - Math.min(...middle)).toBeGreaterThan(0.5);
  });

  it("has contours without the noise of ripples that are hardly sampled", () => {
    const levy = surfaceOf("levy-13");
    const { contours } = finish(sampleRelief(levy, defaultParameters(levy)));
    // Measured 3015 segments; 6031 through the heights as they are, most of them crumbs.
    expect(contours.length / 4).toBeLessThan(3500);
  });

  it("is worked out in pieces of at most 64 losses", () => {
    for (const surface of surfaces) {
      let losses = 0;
      let most = 0;
      const counted: Surface = {
        ...surface,
        evaluator: (parameters, precision) => {
          const evaluator = surface.evaluator(parameters, precision);
          return Object.assign(Object.create(evaluator), {
            loss: (x: number, y: number) => {
              losses += 1;
              return evaluator.loss(x, y);
            },
          });
        },
      };
      finish(sampleRelief(counted, defaultParameters(surface)), () => {
        most = Math.max(most, losses);
        losses = 0;
      });
      expect(most, surface.id).toBe(64);
    }
  });

  it.each(["night", "paper"] as const)("is opaque, and lighter higher up (%s)", (theme) => {
    const samples = finish(sampleRelief(surfaceOf("matyas"), {}));
    for (const isFaint of [false, true]) {
      const pixels = shadedPixels(samples, { theme, isFaint });
      const lightness = (at: number) => [0, 1, 2].reduce((sum, band) => sum + (pixels[4 * at + band] ?? 0), 0);
      const middle = Math.floor(ROWS / 2) * COLUMNS + Math.floor(COLUMNS / 2);
      expect(pixels.every((byte, i) => i % 4 !== 3 || byte === 255)).toBe(true);
      expect(lightness(0)).toBeGreaterThan(lightness(middle));
    }
  });
});

describe("contours", () => {
  it("of a cone are circles, to the second order of a cell", () => {
    const side = 61;
    const heights = Float32Array.from({ length: side * side }, (_, i) =>
      Math.hypot((i % side) - 30, Math.floor(i / side) - 30),
    );
    const segments = contourSegments(heights, side, side, 20, 10);
    expect(segments.length / 4).toBeGreaterThan(100);
    let worst = 0;
    let length = 0;
    for (let at = 0; at < segments.length; at += 4) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = segments.slice(at, at + 4);
      worst = Math.max(worst, Math.abs(Math.hypot(x0 - 30, y0 - 30) - 20));
      length += Math.hypot(x1 - x0, y1 - y0);
    }
    // Linear interpolation along an edge of a cell errs by at most 1/8 of the curvature, 1/20: 6.2e-3.
    expect(worst).toBeLessThan(6.3e-3);
    // Closed once around: a polygon's length falls short of the circle's by the square of its sides over 24.
    expect(Math.abs(length / (2 * Math.PI * 20) - 1)).toBeLessThan(5e-4);
  });

  it("part at a pass, on the side of the corners that the middle is with", () => {
    const pass = (a: number, b: number, c: number, d: number) =>
      contourSegments(Float32Array.of(a, b, d, c), 2, 2, 0.5, 9);
    const separates = (segments: readonly number[], x: number, y: number) => {
      // A corner is cut off by a segment both of whose ends lie on the two edges that meet there.
      for (let at = 0; at < segments.length; at += 4) {
        const [x0, y0, x1, y1] = segments.slice(at, at + 4);
        if ((x0 === x || y0 === y) && (x1 === x || y1 === y)) return true;
      }
      return false;
    };
    const highMiddle = pass(1, 0.2, 1, 0.2);
    expect(highMiddle).toHaveLength(8);
    expect([separates(highMiddle, 1, 0), separates(highMiddle, 0, 0)]).toEqual([true, false]);
    const lowMiddle = pass(0.8, 0, 0.8, 0);
    expect([separates(lowMiddle, 1, 0), separates(lowMiddle, 0, 0)]).toEqual([false, true]);
    const other = pass(0, 0.8, 0, 0.8);
    expect([separates(other, 1, 0), separates(other, 0, 0)]).toEqual([true, false]);
  });

  it("leave out cells in which they would lie too close", () => {
    const heights = Float32Array.of(0, 1, 0, 1);
    expect(contourSegments(heights, 2, 2, 0.5, 1)).toHaveLength(4);
    expect(contourSegments(heights, 2, 2, 0.5, 0.9)).toHaveLength(0);
  });
});

describe("the preview of an optimizer", () => {
  it.each(runnable.map((pair) => [pair.name, pair] as const))("%s is finite and hangs together", (_name, pair) => {
    const { optimizer, surface } = pair;
    const trails = finish(previewTrails(optimizer, surface, defaultParameters(surface)));
    expect(trails).toHaveLength(PREVIEW_STARTS);
    for (const { pieces, end } of trails) {
      expect(pieces.length).toBeGreaterThan(0);
      for (const { x0, y0, x1, y1, step } of pieces) {
        expect([x0, y0, x1, y1].every((share) => share >= -20 - 1e-9 && share <= 21 + 1e-9)).toBe(true);
        expect(step >= 1 && step <= PREVIEW_STEPS).toBe(true);
      }
      for (const [i, { x0, y0 }] of pieces.entries()) {
        const before = pieces[i - 1];
        // Where a piece was cut off, far out, the next one begins elsewhere.
        const isInside = before !== undefined && Math.max(Math.abs(before.x1), Math.abs(before.y1)) < 19;
        if (isInside) expect([x0, y0]).toEqual([before.x1, before.y1]);
      }
      if (end !== undefined) {
        expect(end.x >= 0 && end.x <= 1 && end.y >= 0 && end.y <= 1).toBe(true);
        expect([pieces.at(-1)?.x1, pieces.at(-1)?.y1]).toEqual([end.x, end.y]);
      }
    }
    expect(trails.some(isMoving), "some trail is seen to move").toBe(true);
  });

  it("is the CPU reference's run, from the middles of a grid", () => {
    const surface = surfaceOf("booth");
    const descent = optimizers.find(({ id }) => id === "gradient-descent") as Optimizer;
    const [trail] = finish(previewTrails(descent, surface, {}));
    const rate = descent.hyperparameters.learningRate;
    if (rate?.kind !== "number") throw new Error("Gradient descent has no learning rate.");
    const margin = 0.06 * 20;
    let x = -10 + margin + (20 - 2 * margin) / 8;
    let y = -10 + margin + (20 - 2 * margin) / 6;
    expect([trail?.pieces[0]?.x0, trail?.pieces[0]?.y0]).toEqual([(x + 10) / 20, (10 - y) / 20]);
    for (let step = 1; step <= PREVIEW_STEPS; step += 1) {
      const [u, v] = [x + 2 * y - 7, 2 * x + y - 5];
      [x, y] = [x - rate.default * (2 * u + 4 * v), y - rate.default * (4 * u + 2 * v)];
    }
    // Measured 2.4e-15: the same steps in another order of operations, 300 times.
    expect(Math.hypot((trail?.end?.x ?? 9) - (x + 10) / 20, (trail?.end?.y ?? 9) - (10 - y) / 20)).toBeLessThan(1e-13);
  });

  it("leaves the picture where the run diverges, and has no end there", () => {
    const surface = surfaceOf("booth");
    const descent = optimizers.find(({ id }) => id === "gradient-descent") as Optimizer;
    const wild = (learningRate: number) => {
      const rate = { ...descent.hyperparameters.learningRate, default: learningRate };
      const optimizer = {
        ...descent,
        hyperparameters: { ...descent.hyperparameters, learningRate: rate },
      } as Optimizer;
      return finish(previewTrails(optimizer, surface, {}));
    };
    for (const { pieces, end } of wild(0.5)) {
      expect(end).toBeUndefined();
      const last = pieces.at(-1);
      expect(Math.max(Math.abs((last?.x1 ?? 0) - 0.5), Math.abs((last?.y1 ?? 0) - 0.5))).toBeGreaterThan(0.5);
    }
    // Beyond all bounds at once: the run stands where it began, and yet has not ended there.
    for (const { end } of wild(1e200)) expect(end).toBeUndefined();
  });

  it("is worked out in pieces of at most ten steps", () => {
    const surface = surfaceOf("rosenbrock");
    for (const optimizer of optimizers) {
      if (mismatch(optimizer.id, surface) !== undefined) continue;
      let steps = 0;
      let most = 0;
      const counted: Optimizer = {
        ...optimizer,
        step(...args) {
          steps += 1;
          optimizer.step(...args);
        },
      };
      finish(previewTrails(counted, surface, defaultParameters(surface)), () => {
        most = Math.max(most, steps);
        steps = 0;
      });
      // What is quickly there may never fill a piece.
      expect(most, optimizer.id).toBeLessThanOrEqual(10);
      expect(most, optimizer.id).toBeGreaterThan(5);
    }
  });
});

describe("clipping", () => {
  it("finds the shares at which a segment enters and leaves", () => {
    expect(clipSegment(0, 0, 1, 1, 0, 1)).toEqual([0, 1]);
    expect(clipSegment(-1, 0.5, 3, 0.5, 0, 1)).toEqual([0.25, 0.5]);
    expect(clipSegment(0.5, 0.5, 0.5, 4.5, 0, 1)).toEqual([0, 0.125]);
    expect(clipSegment(-1, 2, 3, 2, 0, 1)).toBeUndefined();
    expect(clipSegment(-2, 0.5, 0.5, 3, 0, 1)).toBeUndefined();
  });
});

/** Whether a trail is longer than a hundredth of the picture. */
function isMoving({ pieces }: PreviewTrail): boolean {
  return pieces.reduce((length, { x0, y0, x1, y1 }) => length + Math.hypot(x1 - x0, y1 - y0), 0) > 0.01;
}
