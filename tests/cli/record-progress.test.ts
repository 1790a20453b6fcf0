import { expect, test } from "vitest";
import { FilmProgress } from "../../src/cli/record-progress.ts";

test("progress says how far a film is, how fast it goes and how long it will take", () => {
  const progress = new FilmProgress(300);
  expect(progress.line(96, 100)).toBe("96 of 300 frames");
  expect(progress.line(104, 101)).toBe("104 of 300 frames · 8.0 frames/s · 25 s left");
  expect(progress.line(120, 102)).toBe("120 of 300 frames · 12 frames/s · 15 s left");
});

test("its speed is that of the latest five seconds", () => {
  const progress = new FilmProgress(100_000);
  for (let second = 0; second <= 20; second++) progress.line(100 * second, second);
  for (let second = 21; second <= 30; second++) progress.line(2000 + 2 * (second - 20), second);
  expect(progress.line(2021, 30.5)).toBe("2021 of 100000 frames · 2.0 frames/s · 13 h 36 min left");
});

test("a time left is never nothing, and minutes have seconds", () => {
  const [fast, slow] = [new FilmProgress(100), new FilmProgress(100)];
  fast.line(0, 0);
  expect(fast.line(99, 1)).toMatch(/ · 99 frames\/s · 1 s left$/);
  slow.line(0, 0);
  expect(slow.line(10, 8)).toMatch(/ · 1\.3 frames\/s · 1 min 12 s left$/);
});
