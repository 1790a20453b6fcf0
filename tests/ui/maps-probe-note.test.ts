import { expect, it } from "vitest";
import type { ProbeLine } from "../../src/maps/probe-path.ts";
import { probeNote } from "../../src/ui/maps/probe-note.ts";

const whole: ProbeLine = { points: new Float64Array(6), count: 2, steps: 5000, drawnSteps: 5000, end: "running" };
const cut: ProbeLine = { ...whole, drawnSteps: 1023 };
const path = (lines: readonly ProbeLine[], trajectories: number) =>
  probeNote({ column: 0, row: 0, ensemble: 0, lines, trajectories });

it("says which trajectories and which steps of a cell are not drawn, once it is known", () => {
  expect(path([whole, whole], 2)).toBeUndefined();
  expect(path([whole], 30)).toBe("1 of 30 trajectories are drawn");
  expect(path([whole, cut], 2)).toBe("the first 1,023 of 5,000 steps are drawn, and the end");
  expect(path([cut], 1200)).toBe(
    "1 of 1,200 trajectories are drawn; the first 1,023 of 5,000 steps are drawn, and the end",
  );
  expect(path([whole, { ...cut, end: "under way" }], 8)).toBeUndefined();
});
