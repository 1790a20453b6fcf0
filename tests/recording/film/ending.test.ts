import { describe, expect, it } from "vitest";
import { DeviceLostError } from "../../../src/gpu/unless-lost.ts";
import { Ending } from "../../../src/recording/film/ending.ts";

/** A device of which only the loss matters. */
function lossOf() {
  let lose: (info: GPUDeviceLostInfo) => void = () => undefined;
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    lose = resolve;
  });
  const device = { lost } as unknown as GPUDevice;
  return { device, lose: (message: string) => lose({ message, reason: "unknown" } as GPUDeviceLostInfo) };
}

const never = new Promise<never>(() => undefined);

describe("work that may be ended", () => {
  it("gives what it gives, while nothing ends it", async () => {
    const ending = new Ending(lossOf().device);
    ending.check();
    expect(await ending.unlessEnded(Promise.resolve(7))).toBe(7);
    await expect(ending.unlessEnded(Promise.reject(new Error("own")))).rejects.toThrow("own");
  });

  it("ends with the device, also where it would never settle", async () => {
    const { device, lose } = lossOf();
    const ending = new Ending(device);
    const work = ending.unlessEnded(never);
    lose("a driver's update");
    await expect(work).rejects.toBeInstanceOf(DeviceLostError);
    await expect(ending.unlessEnded(never)).rejects.toThrow("a driver's update");
    expect(() => ending.check()).toThrow("a driver's update");
  });

  it("ends with its signal, whether that was given up before or later; the first reason counts", async () => {
    const control = new AbortController();
    const ending = new Ending(lossOf().device, control.signal);
    const work = ending.unlessEnded(never);
    control.abort(new Error("first"));
    ending.end(new Error("second"));
    await expect(work).rejects.toThrow("first");
    await expect(ending.unlessEnded(Promise.resolve(7))).rejects.toThrow("first");
    expect(() => new Ending(lossOf().device, control.signal).check()).toThrow("first");
    expect(ending.signal.aborted).toBe(true);
  });

  it("tells why it ended, not what that broke", async () => {
    const ending = new Ending(lossOf().device);
    let fail: (error: Error) => void = () => undefined;
    const work = ending.unlessEnded(
      new Promise((_, reject) => {
        fail = reject;
      }),
    );
    ending.end(new Error("closed"));
    fail(new Error("a buffer is gone"));
    await expect(work).rejects.toThrow("closed");
  });
});
