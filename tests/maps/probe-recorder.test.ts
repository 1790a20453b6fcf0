import { expect, it } from "vitest";
import { ProbeRecorder } from "../../src/maps/probe-recorder.ts";

const domain = { x: [0, 10], y: [0, 10] } as const;

it("keeps every tip of a zigzag, and draws creeping steps together without losing the way", () => {
  const zigzag = new ProbeRecorder(1000, domain);
  for (let step = 0; step <= 100; step++) zigzag.add(step * 1e-4, step % 2, () => step);
  const line = zigzag.finish(0.01, 0, 100, "running");
  expect(line.count).toBe(101);
  expect(Array.from({ length: 101 }, (_, i) => line.points[3 * i + 1])).toEqual(
    Array.from({ length: 101 }, (_, i) => i % 2),
  );

  const creeping = new ProbeRecorder(1000, domain);
  // A tenth of the shortest move that is drawn by itself, 5e-4 of the domain.
  for (let step = 0; step <= 1000; step++) creeping.add(step * 5e-4, 0, () => step);
  const slow = creeping.finish(0.5, 0, 7, "arrived");
  expect(slow.count).toBeGreaterThan(91);
  expect(slow.count).toBeLessThan(103);
  expect(slow).toMatchObject({ steps: 1000, drawnSteps: 1000, end: "arrived" });
  expect([...slow.points.subarray(3 * slow.count - 3, 3 * slow.count)]).toEqual([0.5, 0, 7]);
});

it("asks for a loss only where a point is kept", () => {
  let asked = 0;
  const recorder = new ProbeRecorder(10, domain);
  for (let step = 0; step < 50; step++) {
    recorder.add(0, 0, () => {
      asked += 1;
      return 1;
    });
  }
  expect(asked).toBe(1);
  expect(recorder.finish(0, 0, 1, "running").count).toBe(1);
});

it("keeps the end where there is no more room, and says how many steps are drawn", () => {
  const recorder = new ProbeRecorder(5, domain);
  for (let step = 0; step <= 30; step++) recorder.add(step, 0, () => step);
  const line = recorder.finish(30, 0, 30, "running");
  expect(line).toMatchObject({ count: 5, steps: 30, drawnSteps: 3 });
  expect([0, 1, 2, 3, 4].map((i) => line.points[3 * i])).toEqual([0, 1, 2, 3, 30]);
});
