import { describe, expect, it } from "vitest";
import { thinCandidates } from "../../src/simulation/critical-candidates.ts";

const domain = { x: [-1, 1], y: [0, 4] } as const;
const [NOTHING, MINIMUM, ZERO, STALLED] = [0, 1, 2, 3];

const ends = (...rows: readonly (readonly [number, number, number, number])[]) => new Float32Array(rows.flat());

describe("what the starts of a search ended at", () => {
  it("comes back as minima, other zeros, and where searches stalled, each by rising loss", () => {
    const points = thinCandidates(
      ends([0.5, 1, 3, STALLED], [0.25, 1, 2, ZERO], [-0.5, 1, 1, MINIMUM], [0, 2, 0, MINIMUM], [0, 3, -9, NOTHING]),
      domain,
    );
    expect(points).toEqual([
      { x: 0, y: 2 },
      { x: -0.5, y: 1 },
      { x: 0.25, y: 1 },
      { x: 0.5, y: 1 },
    ]);
  });

  it("is one in each place, the lowest", () => {
    const step = 2 / 1024;
    const points = thinCandidates(
      ends(
        [0.1 * step, 2, 1, MINIMUM],
        [0.6 * step, 2, 0, MINIMUM],
        [1.5 * step, 2, 5, MINIMUM],
        [0.6 * step, 2, 7, ZERO],
      ),
      domain,
    );
    expect(points.map(({ x }) => Math.round((x / step) * 10))).toEqual([6, 15, 6]);
  });

  it("leaves out what has no loss, and is bounded however much there is", () => {
    expect(thinCandidates(ends([0, 1, Number.NaN, MINIMUM], [0, 1, -Infinity, STALLED]), domain)).toEqual([]);
    const many = Array.from({ length: 128 * 128 }, (_, i) => {
      const place = [((i % 128) + 0.5) / 64 - 1, (Math.floor(i / 128) + 0.5) / 32] as const;
      return [...place, i, 1 + (i % 3)] as const;
    });
    const points = thinCandidates(ends(...many), domain);
    expect(points).toHaveLength(512 + 256 + 64);
  });
});
