import { describe, expect, it } from "vitest";
import type { CameraKey } from "../../../src/experiment/recording.ts";
import { cameraPath } from "../../../src/recording/timeline/camera-path.ts";

const key = (at: number, rest: Partial<CameraKey> = {}): CameraKey => ({
  ...{ at, easing: "smooth", mode: "relief", turn: 0, orbit: 0, tilt: 30, zoom: 1 },
  ...rest,
});

describe("A camera", () => {
  it("is at its only key all the time, and turns on from there", () => {
    const path = cameraPath([key(2, { turn: 10, orbit: 4, tilt: 37.3, zoom: 2 })]);
    const still = { relief: 1, tilt: 37.3, zoom: 2, from: {}, to: {}, share: 0 };
    expect(path(0)).toEqual({ ...still, turn: 10 });
    expect(path(1)).toEqual({ ...still, turn: 14 });
    expect(path(5)).toEqual({ ...still, turn: 30 });
  });

  it("goes with its numbers along curves through all keys, the zoom in equal ratios", () => {
    const path = cameraPath([
      key(0, { tilt: 20, zoom: 1 }),
      key(2, { tilt: 40, zoom: 4, easing: "linear" }),
      key(4, { turn: 90, zoom: 4 }),
    ]);
    expect(path(1)).toMatchObject({ tilt: 30, zoom: 2, turn: 0 });
    expect(path(2)).toMatchObject({ tilt: 40, zoom: 4, turn: 0 });
    expect(path(3)).toMatchObject({ tilt: 35, zoom: 4, turn: 45 });
    expect(path(9)).toMatchObject({ tilt: 30, zoom: 4, turn: 90 });
  });

  it("turns by the sum of its orbit, straight between keys whatever their easing, beside the turn of the keys", () => {
    const path = cameraPath([key(1, { orbit: 10 }), key(3, { orbit: 30, easing: "hold" }), key(5, { turn: 7 })]);
    // 10 before the first key, (10 + 30)/2 a second for two seconds, (30 + 0)/2 for two, and none after.
    expect([0, 1, 2, 3, 5, 8].map((time) => path(time).turn)).toEqual([0, 10, 25, 50, 87, 87]);
  });

  it("becomes a map as smoothly, as evenly or as suddenly as the later key says", () => {
    const path = cameraPath([
      key(0),
      key(1, { mode: "top" }),
      key(2, { mode: "relief", easing: "linear" }),
      key(3, { mode: "top", easing: "hold" }),
      key(4, { mode: "top" }),
    ]);
    const relief = [0, 0.25, 0.5, 1, 1.25, 2, 2.999, 3, 3.5, 9].map((time) => path(time).relief);
    // Smoothstep at a quarter is 5/32.
    expect(relief).toEqual([1, 1 - 5 / 32, 0.5, 0, 0.25, 1, 1, 0, 0, 0]);
  });

  it("goes from one thing it looks at to the next, and keeps what stays", () => {
    const follow = { ensemble: 0, trajectory: "median" } as const;
    const path = cameraPath([
      key(0),
      key(1, { target: [1, 2] }),
      key(2, { target: [1, 2] }),
      key(3, { follow, easing: "linear" }),
      key(4, { follow: { ...follow } }),
      key(5, { follow: { ensemble: 0, trajectory: 3 }, easing: "hold" }),
      key(6),
    ]);
    const aim = (time: number) => {
      const { from, to, share } = path(time);
      return { from, to, share };
    };
    expect(aim(0.5)).toEqual({ from: {}, to: { target: [1, 2] }, share: 0.5 });
    expect(aim(1)).toEqual({ from: { target: [1, 2] }, to: { target: [1, 2] }, share: 0 });
    expect(aim(1.5)).toEqual({ from: { target: [1, 2] }, to: { target: [1, 2] }, share: 0 });
    expect(aim(2.25)).toEqual({ from: { target: [1, 2] }, to: { follow }, share: 0.25 });
    expect(aim(3.5)).toEqual({ from: { follow }, to: { follow }, share: 0 });
    expect(aim(4.5)).toEqual({ from: { follow }, to: { follow: { ensemble: 0, trajectory: 3 } }, share: 0 });
    expect(aim(5.5)).toEqual({ from: { follow: { ensemble: 0, trajectory: 3 } }, to: {}, share: 0.5 });
    expect(aim(7)).toEqual({ from: {}, to: {}, share: 0 });
  });

  it("jumps where two keys have one time", () => {
    const path = cameraPath([
      key(0, { turn: 1 }),
      key(1, { turn: 1 }),
      key(1, { turn: 50, mode: "top", target: [0, 0] }),
      key(2, { turn: 50, mode: "top", target: [0, 0] }),
    ]);
    expect(path(0.999)).toMatchObject({ turn: 1, relief: 1, from: {}, to: {} });
    expect(path(1)).toMatchObject({ turn: 50, relief: 0, from: { target: [0, 0] }, share: 0 });
  });

  it("is a mistake without a key", () => {
    expect(() => cameraPath([])).toThrow("A camera needs a key.");
  });
});
