import { describe, expect, it } from "vitest";
import { frame, type Insets } from "../../src/view/framing.ts";
import {
  composeViewProjection,
  type Pose,
  type Projected,
  projectPoint,
  type Ray,
  rayThrough,
} from "../../src/view/projection.ts";

function pose(changes: Partial<Pose> = {}): Pose {
  return {
    azimuth: 2.5,
    polar: 0.9,
    distance: 4.4,
    targetX: 0,
    targetY: 0.2,
    targetZ: 0,
    perspective: 1,
    focal: 300,
    centerX: 400,
    centerY: 300,
    ...changes,
  };
}

const box = new Float64Array([-1, 1].flatMap((x) => [0, 0.8].flatMap((y) => [-1, 1].flatMap((z) => [x, y, z]))));
const none: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
const screen = (of: Pose, x: number, y: number, z: number): Projected =>
  projectPoint(of, x, y, z, { left: 0, top: 0, depth: 0 });

describe("framing", () => {
  const cases: [number, number, Insets][] = [
    [360, 640, none],
    [390, 844, { top: 60, right: 0, bottom: 300, left: 0 }],
    [1440, 900, { top: 60, right: 320, bottom: 100, left: 320 }],
    [3840, 2160, { top: 60, right: 400, bottom: 100, left: 0 }],
  ];
  for (const [width, height, insets] of cases) {
    for (const perspective of [0, 1]) {
      it(`keeps the relief in the free area at ${width} × ${height}, perspective ${perspective}`, () => {
        const framed = pose({ perspective });
        frame(framed, box, width, height, insets);
        let left = Infinity;
        let right = -Infinity;
        let top = Infinity;
        let bottom = -Infinity;
        for (let i = 0; i < box.length; i += 3) {
          const at = screen(framed, box[i] ?? 0, box[i + 1] ?? 0, box[i + 2] ?? 0);
          left = Math.min(left, at.left);
          right = Math.max(right, at.left);
          top = Math.min(top, at.top);
          bottom = Math.max(bottom, at.top);
        }
        expect(left).toBeGreaterThanOrEqual(insets.left);
        expect(right).toBeLessThanOrEqual(width - insets.right);
        expect(top).toBeGreaterThanOrEqual(insets.top);
        expect(bottom).toBeLessThanOrEqual(height - insets.bottom);
        // Centred, and as large as the air allows. Measured 3e-13 px.
        expect(Math.abs(left - insets.left - (width - insets.right - right))).toBeLessThan(1e-9);
        expect(Math.abs(top - insets.top - (height - insets.bottom - bottom))).toBeLessThan(1e-9);
        const share = Math.max(
          (right - left) / (width - insets.left - insets.right),
          (bottom - top) / (height - insets.top - insets.bottom),
        );
        expect(share).toBeCloseTo(0.964, 9);
      });
    }
  }
});

describe("projection", () => {
  it("puts x to the right and y up without perspective in the view from above", () => {
    const top = pose({ azimuth: 0, polar: 0, perspective: 0 });
    for (const height of [0, 0.8]) {
      const at = screen(top, 0.5, height, -0.25);
      expect(at.left).toBe(400 + 300 * 0.5);
      expect(at.top).toBe(300 - 300 * 0.25);
    }
  });

  it("gives the shader's matrix the same pixels as the processor's arithmetic", () => {
    const row = { x: 0, y: 0, z: 0, w: 0 };
    const matrix = new Float64Array(16);
    for (const perspective of [0, 0.35, 1]) {
      const eye = pose({ perspective, targetX: 0.3, targetZ: -0.2 });
      composeViewProjection(eye, 800, 600, matrix, row);
      for (const [x, y, z] of [
        [0, 0, 0],
        [1, 0.8, -1],
        [-0.7, 0.1, 0.4],
      ] as const) {
        const clip = (i: number): number =>
          (matrix[i] ?? 0) * x + (matrix[4 + i] ?? 0) * y + (matrix[8 + i] ?? 0) * z + (matrix[12 + i] ?? 0);
        const at = screen(eye, x, y, z);
        // Measured 2e-13 px: rounding.
        expect(Math.abs(((clip(0) / clip(3) + 1) * 800) / 2 - at.left)).toBeLessThan(1e-9);
        expect(Math.abs(((1 - clip(1) / clip(3)) * 600) / 2 - at.top)).toBeLessThan(1e-9);
        const depth = clip(2) / clip(3);
        expect(depth).toBeGreaterThan(0);
        expect(depth).toBeLessThan(1);
        expect(Math.abs(row.x * x + row.y * y + row.z * z + row.w - (at.depth - eye.distance))).toBeLessThan(1e-12);
      }
    }
  });

  it("sends a ray through the point that is drawn at a pixel", () => {
    for (const perspective of [0, 0.5, 1]) {
      const eye = pose({ perspective });
      const at = screen(eye, 0.4, 0.3, -0.6);
      const ray: Ray = rayThrough(eye, at.left, at.top, { x: 0, y: 0, z: 0, dx: 0, dy: 0, dz: 0 });
      const t = (0.3 - ray.y) / ray.dy;
      expect(ray.x + t * ray.dx).toBeCloseTo(0.4, 9);
      expect(ray.z + t * ray.dz).toBeCloseTo(-0.6, 9);
      expect(t).toBeGreaterThan(0);
      expect(t).toBeLessThan(1);
    }
  });
});
