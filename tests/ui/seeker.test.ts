import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Simulation } from "../../src/simulation/simulation.ts";
import { Seeker, type Wish } from "../../src/ui/seeker.ts";

/** A run that goes ten steps at a time, each submission taking a while, and keeps no states. */
class SlowRun {
  step = 0;
  readonly returns: number[] = [];

  constructor(readonly milliseconds = 10) {}

  returnFor(step: number): void {
    if (step >= this.step) return;
    this.returns.push(step);
    this.step = 0;
  }

  advanceBriefly(steps: number): void {
    this.step += Math.min(steps, 10);
  }

  whenReady(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.milliseconds));
  }

  get simulation(): Simulation {
    return this as unknown as Simulation;
  }
}

let arrivals: (readonly [step: number, wish: Wish])[];
let seeker: Seeker;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (callback: (now: number) => void) => setTimeout(callback, 16));
  arrivals = [];
  seeker = new Seeker((simulation, wish) => arrivals.push([simulation.step, wish]));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Seeking", () => {
  it("goes forwards and back to the very step, holding the picture until it is there", async () => {
    const run = new SlowRun();
    seeker.seek(run.simulation, { step: 95, play: false });
    expect(seeker.isHolding).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    seeker.seek(run.simulation, { step: 31, play: true });
    await vi.advanceTimersByTimeAsync(200);
    expect(arrivals).toEqual([
      [95, { step: 95, play: false }],
      [31, { step: 31, play: true }],
    ]);
    expect(seeker.isHolding).toBe(false);
    expect(seeker.wish).toBeUndefined();
  });

  it("reaches the last of many wishes, going on from where the first has led", async () => {
    const run = new SlowRun();
    run.step = 100;
    for (let step = 90; step >= 40; step -= 1) {
      seeker.seek(run.simulation, { step, play: false });
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(arrivals.map(([step]) => step)).toEqual([40]);
    expect(run.returns).toEqual([90]);
  });

  it("shows the step under way before it turns to one further back", async () => {
    const run = new SlowRun();
    run.step = 200;
    seeker.seek(run.simulation, { step: 100, play: false });
    await vi.advanceTimersByTimeAsync(75);
    seeker.seek(run.simulation, { step: 20, play: false });
    await vi.advanceTimersByTimeAsync(28);
    expect(run.step).toBe(100);
    expect(seeker.isHolding).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(arrivals.map(([step]) => step)).toEqual([20]);
    expect(run.returns).toEqual([100, 20]);
  });

  it("shows a way that takes long, and gives it up for another wish", async () => {
    const run = new SlowRun(50);
    seeker.seek(run.simulation, { step: 1000, play: false });
    await vi.advanceTimersByTimeAsync(240);
    expect(seeker.isHolding).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(seeker.isHolding).toBe(false);
    seeker.seek(run.simulation, { step: 10, play: false });
    await vi.advanceTimersByTimeAsync(300);
    expect(arrivals.map(([step]) => step)).toEqual([10]);
  });

  it("goes on to a wish that lies further ahead without going back", async () => {
    const run = new SlowRun();
    seeker.seek(run.simulation, { step: 50, play: false });
    await vi.advanceTimersByTimeAsync(15);
    seeker.seek(run.simulation, { step: 80, play: false });
    await vi.advanceTimersByTimeAsync(500);
    expect(arrivals.map(([step]) => step)).toEqual([80]);
    expect(run.returns).toEqual([]);
  });

  it("ends with its run: nobody hears of it, and another run can be put at a step at once", async () => {
    const [old, other] = [new SlowRun(), new SlowRun()];
    seeker.seek(old.simulation, { step: 100, play: false });
    await vi.advanceTimersByTimeAsync(15);
    seeker.cancel();
    expect(seeker.isHolding).toBe(false);
    seeker.seek(other.simulation, { step: 20, play: false });
    await vi.advanceTimersByTimeAsync(1000);
    expect(arrivals.map(([step]) => step)).toEqual([20]);
    expect(old.step).toBeLessThan(100);
  });

  it("survives a device that is lost on the way", async () => {
    const run = new SlowRun();
    run.whenReady = () => Promise.reject(new DOMException("lost", "OperationError"));
    seeker.seek(run.simulation, { step: 100, play: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(seeker.wish).toEqual({ step: 100, play: true });
    expect(arrivals).toEqual([]);
  });
});
