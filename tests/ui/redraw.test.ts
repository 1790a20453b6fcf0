import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Redraw } from "../../src/ui/redraw.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("draws at once, then no more often than asked for, and the last request is never lost", () => {
  const draw = vi.fn();
  const redraw = new Redraw(draw);
  redraw.request(125);
  vi.advanceTimersByTime(1);
  expect(draw).toHaveBeenCalledTimes(1);
  for (let frame = 0; frame < 60; frame++) {
    redraw.request(125);
    vi.advanceTimersByTime(1000 / 60);
  }
  vi.advanceTimersByTime(125);
  expect(draw).toHaveBeenCalledTimes(9);
});

test("draws nothing while nothing is asked for, nor after it was stopped", () => {
  const draw = vi.fn();
  const redraw = new Redraw(draw);
  vi.advanceTimersByTime(1000);
  redraw.request(33);
  redraw.stop();
  vi.advanceTimersByTime(1000);
  expect(draw).not.toHaveBeenCalled();
});
