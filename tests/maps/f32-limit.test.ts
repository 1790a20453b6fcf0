import { describe, expect, test } from "vitest";
import { isBeyondF32, smallestWindow } from "../../src/maps/f32-limit.ts";

describe("where zooming ends", () => {
  // On both sides of powers of two, where the spacing doubles, and where it is as small as can be.
  const centres = [0, 1e-30, 0.3, 0.5, 0.9999999, 1, 1.0000001, 3.7, 4, -2.5, 1e6];

  test.each(centres)(
    "around %s the smallest window still has different cells, and one a quarter as wide has not",
    (centre) => {
      for (const count of [7, 256, 1000]) {
        const window = smallestWindow(centre, count, "linear");
        expect(isBeyondF32({ ...window, scale: "linear" }, count), `${count} cells of ${JSON.stringify(window)}`).toBe(
          false,
        );
        // Around 0 the spacing shrinks with the window; there is no end before that of small numbers.
        if (Math.abs(centre) < 1e-20) continue;
        const [from, to] = [centre - (centre - window.from) / 4.1, centre + (window.to - centre) / 4.1];
        expect(isBeyondF32({ from, to, scale: "linear" }, count), `${count} cells of [${from}, ${to}]`).toBe(true);
      }
    },
  );

  test.each([1e-3, 0.5, 1, 1.5, 2e4])("the same of ratios around %s", (centre) => {
    for (const count of [7, 256, 1000]) {
      const window = smallestWindow(centre, count, "log");
      expect(isBeyondF32({ ...window, scale: "log" }, count), `${count} cells of ${JSON.stringify(window)}`).toBe(
        false,
      );
      const root = Math.sqrt(window.to / window.from) ** (1 / 4.1);
      const narrow = { from: centre / root, to: centre * root, scale: "log" } as const;
      expect(isBeyondF32(narrow, count), `${count} cells of ${JSON.stringify(narrow)}`).toBe(true);
    }
  });

  test("an axis as files have them is far from it", () => {
    expect(isBeyondF32({ from: -5, to: 5, scale: "linear" }, 4096)).toBe(false);
    expect(isBeyondF32({ from: 1e-4, to: 1e-1, scale: "log" }, 4096)).toBe(false);
  });
});
