import { expect, test } from "vitest";
import { wrappedLines } from "../../../src/recording/overlay/wrapped-lines.ts";

/** Letters half as wide as they are high. */
const measure = (text: string, size: number) => (text.length * size) / 2;

test("a text that fits stays on one line, in the wanted letters", () => {
  expect(wrappedLines("the ball remembers", 200, 20, 3, measure)).toEqual({ lines: ["the ball remembers"], size: 20 });
});

test("a longer text is broken at its spaces into lines of nearly the same width", () => {
  const text = "momentum remembers what points the same way and forgets";
  const { lines, size } = wrappedLines(text, 400, 20, 3, measure);
  expect(size).toBe(20);
  expect(lines.join(" ")).toBe(text);
  expect(lines.length).toBe(2);
  const widths = lines.map((line) => measure(line, 20));
  expect(Math.max(...widths)).toBeLessThanOrEqual(400);
  // Measured 300 and 240 pixels; filled one after another they would be 390 and 150.
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(60);
});

test("what would need more lines than there may be is written smaller", () => {
  const text = "one two three four five six seven eight nine ten";
  const { lines, size } = wrappedLines(text, 150, 20, 3, measure);
  expect(lines.length).toBeLessThanOrEqual(3);
  expect(lines.join(" ")).toBe(text);
  expect(size).toBeLessThan(20);
  expect(size).toBeGreaterThanOrEqual(8);
  for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(150);
});

test("a word that is wider than there is room is written smaller too", () => {
  const { lines, size } = wrappedLines("hyperparameterization", 150, 20, 3, measure);
  expect(lines).toEqual(["hyperparameterization"]);
  expect(measure(lines[0] ?? "", size)).toBeLessThanOrEqual(150);
});

test("what even the smallest letters do not hold is cut, and says so", () => {
  const { lines, size } = wrappedLines("word ".repeat(200), 100, 20, 2, measure);
  expect(lines.length).toBe(2);
  expect(lines.at(-1)).toMatch(/…$/);
  for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(100);
});

test("line breaks of the text stay", () => {
  expect(wrappedLines("first\nsecond", 400, 20, 3, measure).lines).toEqual(["first", "second"]);
});
