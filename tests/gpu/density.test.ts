import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { randomBits } from "../../src/math/random.ts";
import {
  type DensityFrame,
  DensityMap,
  type DensityPipelines,
  densityPipelines,
} from "../../src/simulation/density-map.ts";
import { fillWeights, MOST_POINTS, POINTS_PER_SLOT } from "../../src/simulation/density-weights.ts";
import { historyIndex, historySamples } from "../../src/simulation/history-layout.ts";
import { type EnsembleBuffers, Simulation } from "../../src/simulation/simulation.ts";
import { testDevice } from "./device.ts";

/** Not a multiple of a workgroup's tile, so that its guard is needed. */
const SIDE = 20;
const SLOTS = 8;
const TRAJECTORIES = 300;
const ENSEMBLES = 5;
const GROUPS = 2;
const DOMAIN = { x: [-4, 6], y: [0, 5] } as const;
const FRAME: DensityFrame = { newestSlot: 2, filledSlots: 6, fraction: 0.25, reach: 3 };
const EVERYBODY = Array.from({ length: ENSEMBLES }, () => true);

let device: GPUDevice;
let pipelines: DensityPipelines;
const destroyed: { destroy(): void }[] = [];

interface Recorded extends EnsembleBuffers {
  readonly samples: Float32Array;
}

/**
 * Samples at multiples of 1/64, a tenth of them outside of the domain and some diverged: every operation of the kernel
 * is then exact, so that it has to agree with the count below to the last unit.
 */
function recorded(seed: number): Recorded {
  const samples = new Float32Array(historySamples(TRAJECTORIES, SLOTS) * 4);
  for (let slot = 0; slot < SLOTS; slot++) {
    for (let i = 0; i < TRAJECTORIES; i++) {
      const [a, b, c] = randomBits(seed, i, slot, 0);
      const x = -4.5 + (a % 704) / 64;
      const y = -0.25 + (b % 352) / 64;
      samples.set([x, y, 1, c % 16 === 0 ? -1 : 0.5], 4 * historyIndex(i, slot, SLOTS));
    }
  }
  const history = device.createBuffer({
    size: samples.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(history, 0, samples);
  destroyed.push(history);
  return { trajectories: TRAJECTORIES, slots: SLOTS, history, samples };
}

function createMap(ensembles: readonly EnsembleBuffers[], domain: DensityDomain = DOMAIN, groups = GROUPS): DensityMap {
  const map = new DensityMap(device, pipelines, { domain, side: SIDE, ensembles, groups });
  destroyed.push(map);
  return map;
}
type DensityDomain = { readonly x: readonly [number, number]; readonly y: readonly [number, number] };

/** The same counts on the processor, written down from what the map promises. */
function counted({ samples }: Recorded, units: number): { cells: Uint32Array; inside: number } {
  const cells = new Uint32Array(SIDE * SIDE);
  const weights = new Uint32Array(MOST_POINTS);
  const points = fillWeights(FRAME.reach, units, weights);
  const sample = (i: number, age: number): number[] => {
    const slot = (FRAME.newestSlot + SLOTS - Math.min(age, FRAME.filledSlots - 1)) % SLOTS;
    const at = 4 * historyIndex(i, slot, SLOTS);
    return [...samples.subarray(at, at + 4)];
  };
  let inside = 0;
  for (let i = 0; i < TRAJECTORIES; i++) {
    for (let k = 0; k < points; k++) {
      const age = 1 - FRAME.fraction + k / POINTS_PER_SLOT;
      const whole = Math.min(Math.floor(age), FRAME.filledSlots - 1);
      const [x0 = 0, y0 = 0, , speed0 = 0] = sample(i, whole);
      const [x1 = 0, y1 = 0, , speed1 = 0] = sample(i, whole + 1);
      if (speed0 < 0 || speed1 < 0) continue;
      const share = Math.min(age - whole, 1);
      const column = ((x0 + (x1 - x0) * share - DOMAIN.x[0]) / (DOMAIN.x[1] - DOMAIN.x[0])) * SIDE;
      const row = ((y0 + (y1 - y0) * share - DOMAIN.y[0]) / (DOMAIN.y[1] - DOMAIN.y[0])) * SIDE;
      if (column < 0 || row < 0 || column > SIDE || row > SIDE) continue;
      const cell = Math.min(Math.floor(row), SIDE - 1) * SIDE + Math.min(Math.floor(column), SIDE - 1);
      cells[cell] = (cells[cell] ?? 0) + (weights[k] ?? 0);
      inside += weights[k] ?? 0;
    }
  }
  return { cells, inside };
}

/** The counts of one ensemble, cell by cell. */
async function countsOf(map: DensityMap, channel: number): Promise<Uint32Array> {
  const words = new Uint32Array(await readBuffer(device, map.counts));
  const first = Math.floor(channel / 4) * SIDE * SIDE * 4 + (channel % 4);
  return Uint32Array.from({ length: SIDE * SIDE }, (_, cell) => words[first + 4 * cell] ?? 0);
}

const differing = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).filter((value, index) => value !== b[index]).length;

beforeAll(async () => {
  device = await testDevice();
  pipelines = await densityPipelines(device);
});

afterAll(() => {
  for (const each of destroyed) each.destroy();
});

describe("the density map", () => {
  it("counts exactly what the histories hold, each ensemble by itself, without what diverged or lies outside", async () => {
    const ensembles = Array.from({ length: ENSEMBLES }, (_, index) => recorded(index + 1));
    const map = createMap(ensembles);
    map.update(FRAME, EVERYBODY, 1);
    for (const [index, ensemble] of ensembles.entries()) {
      const expected = counted(ensemble, map.units);
      const seen = await countsOf(map, index);
      expect(differing(seen, expected.cells), `cells of ensemble ${index} that differ`).toBe(0);
      const total = seen.reduce((sum, count) => sum + count, 0);
      expect(total).toBe(expected.inside);
      expect(total).toBeGreaterThan(0.5 * TRAJECTORIES * map.units);
      expect(total, "some diverged or lie outside").toBeLessThan(TRAJECTORIES * map.units);
    }
  });

  it("forgets what it held, and leaves out an ensemble that is not shown", async () => {
    const ensembles = Array.from({ length: ENSEMBLES }, (_, index) => recorded(index + 1));
    const map = createMap(ensembles);
    map.update(FRAME, EVERYBODY, 1);
    const before = await countsOf(map, 4);
    map.update(
      FRAME,
      EVERYBODY.map((_, index) => index !== 1),
      1,
    );
    expect((await countsOf(map, 1)).every((count) => count === 0)).toBe(true);
    expect(differing(await countsOf(map, 4), before)).toBe(0);
  });

  it("smooths the counts without losing any, and exposes for the density of a typical trajectory", async () => {
    const ensembles = [recorded(11)];
    const map = createMap(ensembles, DOMAIN, 1);
    map.update(FRAME, [true], 1);
    const counts = await countsOf(map, 0);
    const density = new Float32Array(await readBuffer(device, map.density));
    const at = (x: number, y: number): number => {
      const [column, row] = [Math.min(Math.max(x, 0), SIDE - 1), Math.min(Math.max(y, 0), SIDE - 1)];
      return (counts[row * SIDE + column] ?? 0) / map.units;
    };
    const kernel = [0.25, 0.5, 0.25];
    let [sum, squares, wrong] = [0, 0, 0];
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      let expected = 0;
      for (const [i, wy] of kernel.entries()) {
        for (const [j, wx] of kernel.entries())
          expected += wx * wy * at((cell % SIDE) + j - 1, Math.floor(cell / SIDE) + i - 1);
      }
      // All weights are powers of two and the counts small: exact in f32.
      if (density[4 * cell] !== expected) wrong += 1;
      sum += expected;
      squares += expected ** 2;
    }
    expect(wrong, "cells that are smoothed otherwise").toBe(0);
    const [shown = 0, measured = 0] = new Float32Array(await readBuffer(device, map.exposure));
    // Measured 4.7e-8 apart: sums of 400 numbers in f32.
    expect(Math.abs(measured / (squares / sum) - 1)).toBeLessThan(1e-6);
    expect(shown).toBe(measured);
  });

  it("lets the exposure follow a part of the way, and reach its end", async () => {
    const map = createMap([recorded(11), recorded(12)], DOMAIN, 1);
    const exposure = async () => [...new Float32Array(await readBuffer(device, map.exposure))];
    map.update(FRAME, [true, true], 1);
    const [first = 0] = await exposure();
    map.update(FRAME, [true, false], 0.5);
    const [between = 0, goal = 0] = await exposure();
    expect(goal).toBeLessThan(0.8 * first);
    // By ratio; measured 1.7e-7 apart: the kernel's pow.
    expect(Math.abs(between / Math.sqrt(first * goal) - 1)).toBeLessThan(1e-5);
    map.adapt(1);
    expect((await exposure())[0]).toBe(goal);
  });

  it("is the same at a step whether the run came there step by step or at once", async () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "rosenbrock" },
      starts: { kind: "grid", columns: 12, rows: 12 },
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.0004, beta: 0.9 } }],
      steps: 40,
    });
    const maps: Uint32Array[] = [];
    for (const stride of [1, 23]) {
      const simulation = await Simulation.create(device, experiment);
      destroyed.push(simulation);
      const map = createMap(simulation.ensembles, simulation.surface.domain, 1);
      while (simulation.step < 23) {
        simulation.advance(stride);
        const { newestSlot, filledSlots } = simulation;
        map.update({ newestSlot, filledSlots, fraction: 1, reach: 8 }, [true], 1);
      }
      maps.push(await countsOf(map, 0));
    }
    const [stepwise = new Uint32Array(), atOnce = new Uint32Array(1)] = maps;
    expect(stepwise.some((count) => count > 0)).toBe(true);
    expect(differing(stepwise, atOnce)).toBe(0);
  });
});
