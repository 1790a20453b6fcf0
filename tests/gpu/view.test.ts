import { Fn, instanceIndex, storage } from "three/tsl";
import { StorageBufferAttribute, WebGPURenderer } from "three/webgpu";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyIndex, historySamples } from "../../src/simulation/history-layout.ts";
import { chooseHeightScale, drawnHeight, HeightNodes, heightSlope } from "../../src/view/height.ts";
import { type Frame, View } from "../../src/view/view.ts";
import { testDevice } from "./device.ts";

const SIZE = 256;
const SIDE = 10;
const TRAJECTORIES = SIDE * SIDE;
const SLOTS = 16;
const STEPS = 24;
const GRID = 65;
const COLORS = ["#f2b134", "#ff6b5e", "#4cc9f0", "#b794f6"];

const loss = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
const slope = (x: number, y: number): [number, number] => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];

let device: GPUDevice;
const buffers: GPUBuffer[] = [];
const views: View[] = [];

function upload(data: Float32Array<ArrayBuffer>): GPUBuffer {
  const buffer = device.createBuffer({
    size: data.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  device.queue.writeBuffer(buffer, 0, data);
  buffers.push(buffer);
  return buffer;
}

function relief() {
  const data = new Float32Array(GRID * GRID * 4);
  for (let i = 0; i < GRID * GRID; i++) {
    const x = -2 + (4 * (i % GRID)) / (GRID - 1);
    const y = -1 + (4 * Math.floor(i / GRID)) / (GRID - 1);
    data.set([loss(x, y), ...slope(x, y), 0], 4 * i);
  }
  const domain = { x: [-2, 2], y: [-1, 3] } as const;
  return { columns: GRID, rows: GRID, domain, buffer: upload(data) };
}

/** Gradient descent from a grid of starts; the last trajectory counts as diverged. */
function history(learningRate: number) {
  return { trajectories: TRAJECTORIES, history: upload(samples(learningRate)), slots: SLOTS };
}

function samples(learningRate: number): Float32Array<ArrayBuffer> {
  const data = new Float32Array(historySamples(TRAJECTORIES, SLOTS) * 4);
  for (let i = 0; i < TRAJECTORIES; i++) {
    let x = -2 + (4 * ((i % SIDE) + 0.5)) / SIDE;
    let y = -1 + (4 * (Math.floor(i / SIDE) + 0.5)) / SIDE;
    for (let step = 0; step <= STEPS; step++) {
      const isLost = i === TRAJECTORIES - 1 && step > 4;
      const sample = isLost ? [1e15, -1e15, 3e38, -1] : [x, y, loss(x, y), 0.01];
      data.set(sample, 4 * historyIndex(i, step % SLOTS, SLOTS));
      const [dx, dy] = slope(x, y);
      x -= learningRate * dx;
      y -= learningRate * dy;
    }
  }
  return data;
}

/** The labels of the pipelines that are compiled blocking while this goes on. */
async function blockingPipelines(work: () => Promise<void>): Promise<string[]> {
  const blocking: string[] = [];
  const create = GPUDevice.prototype.createRenderPipeline;
  GPUDevice.prototype.createRenderPipeline = function (descriptor) {
    blocking.push(descriptor.label ?? "a pipeline");
    return create.call(this, descriptor);
  };
  try {
    await work();
  } finally {
    GPUDevice.prototype.createRenderPipeline = create;
  }
  return blocking;
}

async function createView(theme: "night" | "paper" = "night"): Promise<View> {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const view = await View.create(device, canvas, { theme, reducedMotion: true });
  canvases.set(view, canvas);
  views.push(view);
  view.resize(SIZE, SIZE, 1);
  view.setHeight("logarithmic");
  view.lockQuality(0);
  return view;
}
const canvases = new Map<View, HTMLCanvasElement>();

/** Renders and reads the canvas in the same task: it is empty once presented. */
function pixels(
  view: View,
  newestSlot: number,
  filledSlots: number,
  seconds = 1 / 60,
  at: Pick<Frame, "step" | "run"> = {},
): Uint8ClampedArray {
  view.render({ newestSlot, filledSlots, fraction: 1, ...at }, seconds);
  const flat = document.createElement("canvas");
  flat.width = SIZE;
  flat.height = SIZE;
  const context = flat.getContext("2d");
  const canvas = canvases.get(view);
  if (context === null || canvas === undefined) throw new Error("expected a 2D context and a canvas");
  // Levels of quality differ in pixels.
  context.drawImage(canvas, 0, 0, SIZE, SIZE);
  return context.getImageData(0, 0, SIZE, SIZE).data;
}

const differing = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
  a.reduce((count, value, index) => count + (value === b[index] ? 0 : 1), 0);

beforeAll(async () => {
  device = await testDevice();
});

afterAll(() => {
  for (const view of views) view.dispose();
  for (const buffer of buffers) buffer.destroy();
});

describe("the view", () => {
  it("draws from the very buffers of the simulation and leaves them alive", async () => {
    const view = await createView();
    const grid = relief();
    const first = history(0.0008);
    view.setSurface(grid, { lowest: 0, highest: 2509 }, [], loss);
    view.setEnsembles([{ buffers: first, color: "#f2b134", visible: true }]);
    pixels(view, 3, 4);
    expect(view.boundBuffers[0]).toBe(grid.buffer);
    expect(view.boundBuffers[1]).toBe(first.history);
    const second = history(0.0004);
    view.setEnsembles([{ buffers: second, color: "#f2b134", visible: true }]);
    pixels(view, 3, 4);
    expect(view.boundBuffers[1]).toBe(second.history);
    view.dispose();
    device.pushErrorScope("validation");
    for (const buffer of [grid.buffer, first.history, second.history]) {
      device.queue.writeBuffer(buffer, 0, new Float32Array(4));
    }
    const error = await device.popErrorScope();
    expect(error?.message ?? "no error").toBe("no error");
  });

  it("draws the same frame with the same pixels, another with others, and nothing pure white", async () => {
    const view = await createView();
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [{ x: 1, y: 1, kind: "minimum" }], loss);
    view.setEnsembles(COLORS.map((color, i) => ({ buffers: history(2e-4 * (i + 1)), color, visible: true })));
    const newest = STEPS % SLOTS;
    const once = pixels(view, newest, SLOTS);
    const again = pixels(view, newest, SLOTS);
    expect(differing(once, again)).toBe(0);
    expect(differing(once, pixels(view, 3, 4))).toBeGreaterThan(1000);
    expect(differing(once, pixels(view, newest, SLOTS))).toBe(0);
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [], loss);
    const crowd = pixels(view, newest, SLOTS);
    let white = 0;
    for (let i = 0; i < crowd.length; i += 4) {
      if (Math.min(crowd[i] ?? 0, crowd[i + 1] ?? 0, crowd[i + 2] ?? 0) >= 250) white += 1;
    }
    expect(white).toBe(0);
  });

  it("hides what is behind the relief from the first frame on, and from the first after every change of size", async () => {
    const view = await createView();
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [], loss);
    view.setEnsembles([{ buffers: history(0.0003), color: "#f2b134", visible: true }]);
    for (const width of [SIZE, SIZE / 2, SIZE]) {
      view.resize(width, SIZE, 1);
      const first = pixels(view, STEPS % SLOTS, SLOTS);
      // A theme makes it draw the relief, and so its depth, again.
      view.setTheme("night");
      expect(differing(first, pixels(view, STEPS % SLOTS, SLOTS)), `bytes at a width of ${width}`).toBe(0);
    }
  });

  it("has compiled everything when its first run is prepared", async () => {
    const view = await createView();
    const grid = relief();
    const crowd = history(0.0008);
    const blocking = await blockingPipelines(async () => {
      await view.prepare(grid, [crowd]);
      view.setSurface(grid, { lowest: 0, highest: 2509 }, [{ x: 1, y: 1, kind: "minimum" }], loss);
      view.setEnsembles([{ buffers: crowd, color: "#f2b134", visible: true }]);
      pixels(view, 3, 4);
    });
    expect(blocking).toEqual([]);
  });

  it("keeps the hue of an ensemble where it lies alone", async () => {
    const view = await createView();
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [], loss);
    const crowd = { buffers: history(0.0008), color: "#4cc9f0", visible: true };
    view.setEnsembles([crowd]);
    const bluest = strongest(pixels(view, STEPS % SLOTS, SLOTS));
    expect(bluest.blue, `brightest pixel ${JSON.stringify(bluest)}`).toBeGreaterThan(1.5 * bluest.red);
    view.setEnsembles([{ ...crowd, color: "#ff6b5e" }]);
    const reddest = strongest(pixels(view, STEPS % SLOTS, SLOTS));
    expect(reddest.red, `brightest pixel ${JSON.stringify(reddest)}`).toBeGreaterThan(1.5 * reddest.blue);
  });

  it("draws at every level of quality, on paper, from above, and with more ensembles than one attachment holds", async () => {
    const view = await createView("paper");
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [{ x: 1, y: 1, kind: "minimum" }], loss);
    view.setMode("top");
    view.setEnsembles([]);
    const bare = pixels(view, 5, 6);
    const one = history(0.0008);
    const many = Array.from({ length: 6 }, () => history(0.0003));
    device.pushErrorScope("validation");
    for (const ensembles of [[one], many]) {
      view.setEnsembles(ensembles.map((each) => ({ buffers: each, color: "#00759e", visible: true })));
      for (const level of [0, 3, 6]) {
        view.lockQuality(level);
        const shown = pixels(view, 5, 6);
        expect(differing(bare, shown), `${ensembles.length} ensembles at level ${level}`).toBeGreaterThan(500);
      }
      view.lockQuality(0);
    }
    expect((await device.popErrorScope())?.message ?? "no error").toBe("no error");
  });
});

/** Trajectories that rest: in the filled slots in the left half of the domain or the right, elsewhere at `rest`. */
function resting(side: "left" | "right", filled: number, rest: "left" | "right" = side) {
  const data = new Float32Array(historySamples(TRAJECTORIES, SLOTS) * 4);
  for (let slot = 0; slot < SLOTS; slot++) {
    for (let i = 0; i < TRAJECTORIES; i++) {
      const along = 0.6 + (0.8 * (i % SIDE)) / SIDE;
      const x = (slot < filled ? side : rest) === "left" ? -along : along;
      const y = 0.4 + (1.2 * Math.floor(i / SIDE)) / SIDE;
      data.set([x, y, loss(x, y), 0.01], 4 * historyIndex(i, slot, SLOTS));
    }
  }
  return { trajectories: TRAJECTORIES, history: upload(data), slots: SLOTS };
}

describe("a crowd seen from above", () => {
  const half = (data: Uint8ClampedArray, side: "left" | "right"): Uint8ClampedArray =>
    data.filter((_, index) => (index >> 2) % SIZE < SIZE / 2 === (side === "left"));

  async function fromAbove(): Promise<View> {
    const view = await createView();
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [], loss);
    view.setMode("top");
    return view;
  }

  it("is drawn each ensemble in its own colour at its own place", async () => {
    const view = await fromAbove();
    view.setEnsembles([
      { buffers: resting("left", SLOTS), color: "#4cc9f0", visible: true },
      { buffers: resting("right", SLOTS), color: "#ff6b5e", visible: true },
    ]);
    const data = pixels(view, 3, 4);
    const [left, right] = [strongest(half(data, "left")), strongest(half(data, "right"))];
    expect(left.blue, `brightest pixel on the left ${JSON.stringify(left)}`).toBeGreaterThan(1.5 * left.red);
    expect(right.red, `brightest pixel on the right ${JSON.stringify(right)}`).toBeGreaterThan(1.5 * right.blue);
  });

  it("leaves no trace where it is hidden", async () => {
    const view = await fromAbove();
    const crowd = { buffers: history(0.0008), color: "#4cc9f0" };
    view.setEnsembles([]);
    const bare = pixels(view, STEPS % SLOTS, SLOTS);
    view.setEnsembles([{ ...crowd, visible: true }]);
    expect(differing(bare, pixels(view, STEPS % SLOTS, SLOTS))).toBeGreaterThan(500);
    view.setEnsembles([{ ...crowd, visible: false }]);
    expect(differing(bare, pixels(view, STEPS % SLOTS, SLOTS))).toBe(0);
  });

  it("is drawn from the filled samples alone, newest first", async () => {
    const view = await fromAbove();
    view.setEnsembles([]);
    const bare = pixels(view, 3, 4);
    // Whatever the slots hold that are not filled yet, nothing of it shows.
    view.setEnsembles([{ buffers: resting("left", 4, "right"), color: "#4cc9f0", visible: true }]);
    const shown = pixels(view, 3, 4);
    expect(differing(half(bare, "right"), half(shown, "right"))).toBe(0);
    expect(differing(half(bare, "left"), half(shown, "left"))).toBeGreaterThan(500);
  });
});

describe("the drape", () => {
  const half = (data: Uint8ClampedArray, side: "left" | "right"): Uint8ClampedArray =>
    data.filter((_, index) => (index >> 2) % SIZE < SIZE / 2 === (side === "left"));

  async function draped(): Promise<View> {
    const view = await createView();
    view.setSurface(relief(), { lowest: 0, highest: 2509 }, [], loss);
    view.setMode("top");
    view.lockTier("drape");
    return view;
  }

  it("reads the very buffers of the simulation's map, and shows each ensemble in its own colour at its place", async () => {
    const view = await draped();
    view.setEnsembles([
      { buffers: resting("left", SLOTS), color: "#4cc9f0", visible: true },
      { buffers: resting("right", SLOTS), color: "#ff6b5e", visible: true },
    ]);
    const data = pixels(view, 3, 4);
    expect(view.tier).toBe("drape");
    expect(view.boundBuffers.slice(3)).toEqual([view.densityMap?.density, view.densityMap?.exposure]);
    const [left, right] = [strongest(half(data, "left")), strongest(half(data, "right"))];
    expect(left.blue, `brightest pixel on the left ${JSON.stringify(left)}`).toBeGreaterThan(1.5 * left.red);
    expect(right.red, `brightest pixel on the right ${JSON.stringify(right)}`).toBeGreaterThan(1.5 * right.blue);
  });

  it("gives the same picture of the same samples whatever was shown before, and none of who is hidden", async () => {
    const view = await draped();
    const crowd = { buffers: history(0.0008), color: "#4cc9f0" };
    view.setEnsembles([{ ...crowd, visible: false }]);
    const bare = pixels(view, 3, 4);
    view.setEnsembles([{ ...crowd, visible: true }]);
    const once = pixels(view, STEPS % SLOTS, SLOTS);
    expect(differing(bare, once)).toBeGreaterThan(200);
    expect(differing(once, pixels(view, 3, 4))).toBeGreaterThan(200);
    expect(differing(once, pixels(view, STEPS % SLOTS, SLOTS))).toBe(0);
    view.setEnsembles([{ ...crowd, visible: false }]);
    expect(differing(bare, pixels(view, 3, 4))).toBe(0);
  });

  it("is compiled ahead where a run is prepared, and the former picture stays until it is shown", async () => {
    const view = await draped();
    const first = { buffers: history(0.0008), color: "#4cc9f0", visible: true };
    view.setEnsembles([first]);
    const before = pixels(view, 3, 4);
    const blocking = await blockingPipelines(async () => {
      const grid = relief();
      const many = Array.from({ length: 6 }, () => ({ ...first, buffers: history(0.0003) }));
      await view.prepare(
        grid,
        many.map(({ buffers: each }) => each),
      );
      expect(differing(before, pixels(view, 3, 4)), "pixels that changed while preparing").toBe(0);
      view.setEnsembles(many);
      view.setSurface(grid, { lowest: 0, highest: 2509 }, [], loss);
      expect(differing(before, pixels(view, 3, 4))).toBeGreaterThan(500);
    });
    expect(blocking).toEqual([]);
  });

  it("is counted anew at the same step where another way led to it", async () => {
    const view = await draped();
    const crowd = { buffers: history(0.0008), color: "#4cc9f0", visible: true };
    view.setEnsembles([crowd]);
    const [first, second] = [{}, {}];
    const drawn = (run: object) => pixels(view, STEPS % SLOTS, SLOTS, 1 / 60, { step: STEPS, run });
    const before = drawn(first);
    device.queue.writeBuffer(crowd.buffers.history, 0, samples(0.0002));
    const heads = drawn(first);
    expect(differing(heads, drawn(second)), "bytes of the drape that follow").toBeGreaterThan(200);
    expect(differing(before, heads), "bytes of the heads, which are drawn every frame").toBeGreaterThan(0);
  });

  it("is refused where the graphics adapter has no room for it, and the former picture stays", async () => {
    const view = await draped();
    view.setEnsembles([{ buffers: history(0.0008), color: "#4cc9f0", visible: true }]);
    const before = pixels(view, 3, 4);
    const next = history(0.0003);
    const { pushErrorScope: push, popErrorScope: pop } = GPUDevice.prototype;
    const filters: GPUErrorFilter[] = [];
    // No software adapter runs out of memory when asked to, so it only says so.
    GPUDevice.prototype.pushErrorScope = function (filter) {
      filters.push(filter);
      push.call(this, filter);
    };
    GPUDevice.prototype.popErrorScope = async function () {
      const isAboutMemory = filters.pop() === "out-of-memory";
      const error = await pop.call(this);
      return isAboutMemory ? new GPUOutOfMemoryError("full") : error;
    };
    const bytes = 2 * 1024 ** 2 * 16 + historySamples(TRAJECTORIES, SLOTS) * 16;
    try {
      await expect(view.prepare(relief(), [next])).rejects.toMatchObject({ name: "OutOfGraphicsMemoryError", bytes });
    } finally {
      Object.assign(GPUDevice.prototype, { pushErrorScope: push, popErrorScope: pop });
    }
    expect(differing(before, pixels(view, 3, 4)), "bytes that changed").toBe(0);
    await view.prepare(relief(), [next]);
    view.setEnsembles([{ buffers: next, color: "#4cc9f0", visible: true }]);
    expect(differing(before, pixels(view, 3, 4))).toBeGreaterThan(200);
  });

  it("goes over to another fineness without a jump in the light", async () => {
    const view = await draped();
    view.setReducedMotion(false);
    view.lockQuality(undefined);
    view.setEnsembles([{ buffers: history(0.0008), color: "#4cc9f0", visible: true }]);
    const light = (data: Uint8ClampedArray): number => data.reduce((sum, value) => sum + value, 0) / data.length;
    const lights = [light(pixels(view, STEPS % SLOTS, SLOTS))];
    const before = view.densityMap?.side;
    // The full level can only be left by being slow, a lower one by being fast.
    const seconds = view.quality.level === 0 ? 1 / 30 : 1 / 60;
    let changed = 0;
    for (let frame = 0; frame < 300 && changed < 30; frame++) {
      lights.push(light(pixels(view, STEPS % SLOTS, SLOTS, seconds)));
      if (view.densityMap?.side !== before) changed += 1;
      if (frame % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(view.densityMap?.side, "cells along a side").not.toBe(before);
    const jumps = lights.slice(1).map((value, index) => Math.abs(value / (lights[index] ?? value) - 1));
    // Measured 0.0090, at the change of the canvas's pixels: nothing goes dark or flashes. The shares of light between
    // two plans are tested by themselves.
    expect(Math.max(...jumps)).toBeLessThan(0.02);
  });
});

function strongest(data: Uint8ClampedArray): { red: number; green: number; blue: number } {
  let best = { red: 0, green: 0, blue: 0 };
  for (let i = 0; i < data.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]];
    if (red + green + blue > best.red + best.green + best.blue) best = { red, green, blue };
  }
  return best;
}

/** Measured 1.0e-7 and 1.1e-7 (software adapter): one rounding of f32; a driver's log may be off by a few. */
const HEIGHT_ERROR = 2e-6;
const SLOPE_ERROR = 2e-6;

describe("the height's shader twin", () => {
  it("agrees with the processor's for losses of every size", async () => {
    const canvas = document.createElement("canvas");
    const renderer = new WebGPURenderer({ device, canvas });
    await renderer.init();
    const scale = chooseHeightScale(-3, 2500, [1, 20, 300, 2000]);
    const losses = [-10, -3, -2.9999, -2.9, 0, 1, 57, 1000, 2499, 2500, 2600, 3000, 1e20, 3e38];
    const nodes = new HeightNodes();
    for (const blend of [0, 0.25, 1]) {
      nodes.set(scale, blend);
      const input = new StorageBufferAttribute(new Float32Array(losses), 1);
      const output = new StorageBufferAttribute(new Float32Array(2 * losses.length), 2);
      const from = storage(input, "float", losses.length).toReadOnly();
      const to = storage(output, "vec2", losses.length);
      const kernel = Fn(() => {
        const value = from.element(instanceIndex).toVar();
        to.element(instanceIndex).x.assign(nodes.height(value));
        to.element(instanceIndex).y.assign(nodes.slope(value).mul(scale.range));
      })().compute(losses.length);
      await renderer.computeAsync(kernel);
      const seen = new Float32Array(await renderer.getArrayBufferAsync(output));
      losses.forEach((value, i) => {
        const height = drawnHeight(scale, blend, value);
        const steepness = heightSlope(scale, blend, value) * scale.range;
        expect(Math.abs((seen[2 * i] ?? NaN) - height), `height of ${value} at ${blend}`).toBeLessThan(HEIGHT_ERROR);
        const relative = Math.abs((seen[2 * i + 1] ?? NaN) - steepness) / Math.max(Math.abs(steepness), 1);
        expect(relative, `slope at ${value}, blend ${blend}`).toBeLessThan(SLOPE_ERROR);
      });
    }
  });
});
