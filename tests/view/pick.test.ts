import { describe, expect, it } from "vitest";
import { chooseHeightScale } from "../../src/view/height.ts";
import { type HeightField, intersect, surfaceHeight } from "../../src/view/pick.ts";
import { mapDomain, RELIEF_HEIGHT } from "../../src/view/scene-map.ts";

const field: HeightField = {
  map: mapDomain({ x: [-2, 2], y: [-1, 3] }),
  scale: chooseHeightScale(0, 10, [0, 5, 10]),
  blend: 0,
  loss: (x, y) => x * x + y,
};

describe("pointing at the surface", () => {
  it("finds the point under a vertical ray exactly", () => {
    const found = intersect(field, { x: 0.5, y: 3, z: -0.25, dx: 0, dy: -6, dz: 0 });
    expect(found).toEqual({ x: 1, y: 1.5 });
  });

  it("finds the point under a slanting ray", () => {
    const target = { x: 0.6, y: 0, z: 0.4 };
    target.y = surfaceHeight(field, target.x, target.z);
    const ray = { x: 3, y: 2.5, z: 1, dx: target.x - 3, dy: target.y - 2.5, dz: target.z - 1 };
    const found = intersect(field, { ...ray, dx: 1.4 * ray.dx, dy: 1.4 * ray.dy, dz: 1.4 * ray.dz });
    // Measured 1e-12: thirty halvings of a step.
    expect(Math.abs((found?.x ?? NaN) - 1.2)).toBeLessThan(1e-9);
    expect(Math.abs((found?.y ?? NaN) - (1 - 0.8))).toBeLessThan(1e-9);
  });

  it("finds nothing beside the base or above everything", () => {
    expect(intersect(field, { x: 1.2, y: 3, z: 0, dx: 0, dy: -6, dz: 0 })).toBeUndefined();
    expect(intersect(field, { x: -3, y: RELIEF_HEIGHT * 1.5, z: 0, dx: 6, dy: 0, dz: 0 })).toBeUndefined();
  });

  it("looks through the underside, which is not drawn", () => {
    const hill: HeightField = { ...field, loss: (x) => 10 - 10 * Math.exp(-((x - 1) ** 2) * 8) - 0 };
    // Enters below the plateau's rim, comes up in the pit at x = 1, meets the pit's far wall from above.
    const found = intersect(hill, { x: -2, y: 0.5, z: 0, dx: 4, dy: 0, dz: 0 });
    expect(found?.x).toBeGreaterThan(1);
  });
});

describe("the base", () => {
  it("has a longer side of 2 and keeps the aspect up to 1 : 2.5", () => {
    expect(mapDomain({ x: [0, 4], y: [0, 2] })).toMatchObject({
      halfWidth: 1,
      halfDepth: 0.5,
      scaleX: 0.5,
      scaleY: 0.5,
    });
    expect(mapDomain({ x: [-15, -5], y: [-3, -2] })).toMatchObject({ halfWidth: 1, halfDepth: 0.4, centerX: -10 });
  });
});
