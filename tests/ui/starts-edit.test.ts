import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import type { Starts } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { startCount } from "../../src/experiment/trajectory-count.ts";
import {
  cloudAt,
  describePlace,
  parsePoints,
  type StartsKind,
  startsFor,
  withCount,
  withKind,
} from "../../src/ui/starts-edit.ts";

const domain = { x: [-2, 2], y: [-1, 3] } as const;
const kinds: readonly StartsKind[] = ["grid", "uniform", "gaussian", "disk", "line", "points"];
const grid: Starts = { kind: "grid", columns: 64, rows: 64 };

describe("editing the starts", () => {
  it.each(kinds)("turns a grid into %s that the experiment accepts", (kind) => {
    const starts = withKind(grid, kind, domain);
    expect(starts.kind).toBe(kind);
    if (kind !== "points") expect(startCount(starts)).toBe(4096);
    expect(parseExperiment({ ...defaultExperiment, starts }).starts).toEqual(starts);
    expect(describePlace(starts, domain)).not.toBe("");
  });

  it("comes back from a few listed points to a crowd", () => {
    expect(withKind(withKind(grid, "points", domain), "grid", domain)).toEqual(grid);
  });

  it("makes a grid of about as many as asked for", () => {
    expect(withCount(grid, 1000)).toEqual({ kind: "grid", columns: 32, rows: 32 });
    expect(withCount(grid, 0.4)).toEqual({ kind: "grid", columns: 1, rows: 1 });
  });

  it("drops a cloud of as many as there were, some 4 % of the diagonal wide", () => {
    const cloud = cloudAt(grid, domain, [0.123456, 1]);
    expect(cloud).toEqual({ kind: "gaussian", count: 4096, center: [0.123, 1], sigma: 0.226 });
  });

  it("keeps what lies inside another surface's domain, and moves what does not", () => {
    const inside: Starts = { kind: "disk", count: 10, center: [0, 0], radius: 1 };
    const outside: Starts = { kind: "disk", count: 10, center: [100, 0], radius: 1 };
    expect(startsFor(inside, domain)).toBe(inside);
    expect(startsFor(outside, domain)).toMatchObject({ kind: "disk", count: 10, center: [0, 1] });
    expect(startsFor({ ...grid, region: { x: [50, 60], y: [50, 60] } }, domain)).toEqual(grid);
    expect(
      startsFor(
        {
          kind: "points",
          points: [
            [0, 0],
            [9, 9],
          ],
        },
        domain,
      ),
    ).toMatchObject({ kind: "points" });
  });

  it("reads points line by line, and names the line that is none", () => {
    expect(parsePoints("1, 2\n\n(3; -4)\n5 6e-1")).toEqual({
      points: [
        [1, 2],
        [3, -4],
        [5, 0.6],
      ],
    });
    expect(parsePoints("1, 2\nhello")).toEqual({ error: "Line 2 is not two numbers: hello" });
    expect(parsePoints("1, 2, 3")).toEqual({ error: "Line 1 is not two numbers: 1, 2, 3" });
    expect(parsePoints(" \n")).toEqual({ error: "At least one point, as x, y" });
  });
});
