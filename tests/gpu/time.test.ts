import { describe, expect, test } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { historyIndex } from "../../src/simulation/history-layout.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { testDevice } from "./device.ts";

const RATE = "/ensembles/0/hyperparameters/learningRate";
const BEND = "/surface/parameters/b";

/** Two optimizers, noise, and changes of all kinds on the way; some of the crowd diverge. */
const experiment: Experiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "uniform", count: 300 },
  noise: { kind: "gaussian", sigma: 0.1 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 5e-4, beta: 0.9 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
  ],
  steps: 400,
  seed: 3,
  changes: [
    { step: 37, path: BEND, value: 60 },
    { step: 90, path: RATE, value: 8e-4 },
    { step: 90, path: "/noise/sigma", value: 0.3 },
    { step: 200, path: BEND, value: 120 },
    { step: 203, path: RATE, value: 1e-4 },
  ],
});

/** Everything that is drawn, and everything that the next step is made of: bit for bit. */
async function contents(device: GPUDevice, simulation: Simulation): Promise<Record<string, Uint32Array>> {
  const read: Record<string, Uint32Array> = {};
  const { newestSlot, filledSlots } = simulation;
  for (const [index, run] of simulation.ensembles.entries()) {
    read[`states ${index}`] = new Uint32Array(await readBuffer(device, run.states));
    const history = new Uint32Array(await readBuffer(device, run.history));
    // Slots that hold nothing of this run yet are not drawn.
    for (let age = 0; age < filledSlots; age += 1) {
      const slot = (newestSlot - age + run.slots) % run.slots;
      const samples = Array.from({ length: run.trajectories }, (_, trajectory) => {
        const at = 4 * historyIndex(trajectory, slot, run.slots);
        return [...history.subarray(at, at + 4)];
      });
      read[`history ${index}, ${age} before`] = new Uint32Array(samples.flat());
    }
  }
  return read;
}

function goTo(simulation: Simulation, step: number): void {
  simulation.returnFor(step);
  simulation.advance(step - simulation.step);
}

describe("Going to a step", () => {
  test.each([
    ["a history of every step", { slots: 16 }],
    ["a history of every third step", { slots: 6, stride: 3 }],
    ["no history", { slots: 0 }],
  ])("gives what running to it gives, bit for bit, with changes in between: %s", async (_, options) => {
    const device = await testDevice();
    const scrubbed = await Simulation.create(device, experiment, options);
    scrubbed.advance(400);
    // Backwards far and near, to the steps of changes, and forwards over kept and unkept steps.
    for (const step of [201, 200, 37, 5, 90, 399, 398, 0, 203]) {
      goTo(scrubbed, step);
      expect(scrubbed.step).toBe(step);
      const fresh = await Simulation.create(device, experiment, options);
      fresh.advance(step);
      const [seen, expected] = [await contents(device, scrubbed), await contents(device, fresh)];
      expect(scrubbed.current.surface).toEqual(fresh.current.surface);
      for (const [name, words] of Object.entries(expected)) {
        expect(seen[name], `step ${step}: ${name}`).toEqual(words);
      }
      fresh.destroy();
    }
    scrubbed.destroy();
  });

  test("goes back no further than it must, once states have been kept", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, { ...experiment, changes: [] }, { slots: 16 });
    simulation.advance(400);
    simulation.returnFor(399);
    // The history of 16 steps has to be run again, and at most as many steps as lie between two kept ones.
    expect(simulation.step).toBeGreaterThan(399 - 16 - 8);
    expect(simulation.step).toBeLessThanOrEqual(399 - 15);
    simulation.destroy();
  });

  test("after a change there goes the new way, also where states of the old way were kept", async () => {
    const device = await testDevice();
    const scrubbed = await Simulation.create(device, experiment, { slots: 16 });
    scrubbed.advance(400);
    goTo(scrubbed, 120);
    scrubbed.change(RATE, 2e-4);
    scrubbed.change(BEND, 80);
    const whenMade = await contents(device, scrubbed);
    expect(scrubbed.experiment.changes.map(({ step }) => step)).toEqual([37, 90, 90, 120, 120]);
    scrubbed.advance(280);
    goTo(scrubbed, 300);
    const fresh = await Simulation.create(device, scrubbed.experiment, { slots: 16 });
    fresh.advance(300);
    expect(await contents(device, scrubbed)).toEqual(await contents(device, fresh));
    // What was drawn when the change was made is what is drawn when its step is reached again.
    goTo(scrubbed, 120);
    goTo(fresh, 0);
    fresh.advance(120);
    expect(await contents(device, scrubbed)).toEqual(whenMade);
    expect(await contents(device, fresh)).toEqual(whenMade);
    fresh.destroy();
    scrubbed.destroy();
  });
});

test("advancing briefly never queues more than two submissions, and arrives all the same", async () => {
  const device = await testDevice();
  const simulation = await Simulation.create(device, { ...experiment, steps: 100, changes: [] });
  for (let rounds = 0; simulation.step < 100 && rounds < 1000; rounds += 1) {
    const before = simulation.step;
    for (let asked = 0; asked < 5; asked += 1) simulation.advanceBriefly(1);
    expect(simulation.step - before, "steps in as many submissions, asked for at once").toBeLessThanOrEqual(2);
    await simulation.whenReady();
  }
  expect(simulation.step).toBe(100);
  simulation.destroy();
});
