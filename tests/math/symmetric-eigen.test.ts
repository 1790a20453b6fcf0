import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts";

describe("the eigendecomposition of a symmetric 2×2 matrix", () => {
  it.each([
    [2, 0, 5],
    [5, 0, 2],
    [162, -240, 360],
    [1, 3, 1],
    [-4, 1e-9, 7],
    [0, 1, 0],
    [1e8, 1, 1e-8],
    [-3, 2, -3.000001],
    [0, 0, 0],
  ])("of [[%d, %d], [·, %d]] gives the matrix back", (xx, xy, yy) => {
    const { small, large, direction } = symmetricEigen({ xx, xy, yy });
    const { x: c, y: s } = direction;
    const size = Math.max(Math.abs(xx), Math.abs(xy), Math.abs(yy), Number.MIN_VALUE);
    expect(small).toBeLessThanOrEqual(large);
    // 3.0e-16 measured.
    expect(Math.abs(c * c + s * s - 1)).toBeLessThan(1e-15);
    expect(Math.abs(small * c * c + large * s * s - xx) / size).toBeLessThan(1e-15);
    expect(Math.abs((small - large) * c * s - xy) / size).toBeLessThan(1e-15);
    expect(Math.abs(small * s * s + large * c * c - yy) / size).toBeLessThan(1e-15);
  });
});
