import { afterAll, beforeAll, expect, it } from "vitest";
import type { ProbeLine, ProbePath } from "../../src/maps/probe-path.ts";
import { historyIndex, historySamples } from "../../src/simulation/history-layout.ts";
import { View } from "../../src/view/view.ts";
import { testDevice } from "./device.ts";

const SIZE = 256;
const GRID = 65;
const SLOTS = 8;
const DOMAIN = { x: [-2, 2], y: [-2, 2] } as const;

const loss = (x: number, y: number) => x * x + y * y;

let device: GPUDevice;
let grid: { columns: number; rows: number; domain: typeof DOMAIN; buffer: GPUBuffer };
const views: View[] = [];

function relief() {
  const data = new Float32Array(GRID * GRID * 4);
  for (let i = 0; i < GRID * GRID; i++) {
    const x = -2 + (4 * (i % GRID)) / (GRID - 1);
    const y = -2 + (4 * Math.floor(i / GRID)) / (GRID - 1);
    data.set([loss(x, y), 2 * x, 2 * y, 0], 4 * i);
  }
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: data.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, data);
  return { columns: GRID, rows: GRID, domain: DOMAIN, buffer };
}

function line(points: readonly (readonly [number, number])[], end: ProbeLine["end"] = "running"): ProbeLine {
  const numbers = points.flatMap(([x, y]) => [x, y, loss(x, y)]);
  return {
    points: Float64Array.from(numbers),
    count: points.length,
    steps: points.length - 1,
    drawnSteps: points.length - 1,
    end,
  };
}

function path(lines: readonly ProbeLine[], column = 0): ProbePath {
  return { column, row: 0, ensemble: 0, lines, trajectories: lines.length };
}

/** A view from above: x and y of the picture are those of the plane, whose side is `2 · reach` pixels. */
async function fromAbove(theme: "night" | "paper", reducedMotion = true): Promise<View> {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const view = await View.create(device, canvas, { theme, reducedMotion });
  views.push(view);
  view.resize(SIZE, SIZE, 1);
  view.lockQuality(0);
  view.setMode("top");
  view.setSurface(grid, { lowest: 0, highest: 8 }, [], loss);
  await view.prepare(grid, []);
  drawn.set(view, canvas);
  return view;
}
const drawn = new Map<View, HTMLCanvasElement>();

/** Shows a path, and waits until what draws it is compiled. */
async function shows(view: View, shown: ProbePath, color = "#ff3030"): Promise<void> {
  view.setProbe(shown, color);
  for (let tries = 0; tries < 200 && !view.isProbing; tries++) await new Promise((go) => setTimeout(go, 10));
  expect(view.isProbing, "what draws the path is compiled").toBe(true);
}

/** Renders and reads the canvas in the same task: it is empty once presented. */
function pixels(view: View, seconds = 1 / 60): Uint8ClampedArray {
  view.render({ newestSlot: 0, filledSlots: 1, fraction: 1 }, seconds);
  const flat = new OffscreenCanvas(SIZE, SIZE).getContext("2d");
  const canvas = drawn.get(view);
  if (flat === null || canvas === undefined) throw new Error("expected a 2D context and a canvas");
  flat.drawImage(canvas, 0, 0, SIZE, SIZE);
  return flat.getImageData(0, 0, SIZE, SIZE).data;
}

/** The colour where a point of the plane is drawn. */
function colorAt(view: View, data: Uint8ClampedArray, x: number, y: number): readonly [number, number, number] {
  const place = view.project(x, y);
  const at = 4 * (Math.round(place?.top ?? 0) * SIZE + Math.round(place?.left ?? 0));
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

const isRed = ([red, green, blue]: readonly [number, number, number]) =>
  red > 150 && red > 1.5 * green && red > 1.5 * blue;

const differing = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
  a.reduce((count, value, index) => count + (value === b[index] ? 0 : 1), 0);

beforeAll(async () => {
  device = await testDevice();
  grid = relief();
});

afterAll(() => {
  for (const view of views) view.dispose();
  grid.buffer.destroy();
});

it.each(["night", "paper"] as const)("a probe's path is drawn where it runs and nowhere else, at %s", async (theme) => {
  const view = await fromAbove(theme);
  const bare = pixels(view);
  // A tip as sharp as a zigzag's.
  const tip = line([
    [-1.5, -1.5],
    [1.5, 0],
    [-1.5, 0.2],
  ]);
  await shows(
    view,
    path([
      tip,
      line([
        [1, 1.6],
        [1.6, 1.6],
      ]),
    ]),
  );
  const shown = pixels(view);
  for (const [x, y] of [
    [-1, -1.25],
    [0, -0.75],
    [1.2, -0.15],
    [0, 0.1],
    [-1, 0.17],
    [1.3, 1.6],
  ] as const) {
    expect(isRed(colorAt(view, shown, x, y)), `(${x}, ${y}): ${colorAt(view, shown, x, y)}`).toBe(true);
  }
  // Between the end of the first line and the start of the second there is no line.
  for (const [x, y] of [
    [0, 0.9],
    [-1, 1],
    [1.7, -1],
  ] as const) {
    expect(colorAt(view, shown, x, y), `(${x}, ${y})`).toEqual(colorAt(view, bare, x, y));
  }
  view.setProbe(undefined, "#ff3030");
  expect(differing(bare, pixels(view)), "bytes that are left when it is taken away").toBe(0);
});

it("leaves a path out over a gap, and ends one that leaves the picture at its rim", async () => {
  const view = await fromAbove("night");
  const bare = pixels(view);
  const gap = {
    ...line([
      [-1, 1],
      [-1, 0],
      [1, -1],
    ]),
    steps: 900,
    drawnSteps: 1,
  };
  const lost = line(
    [
      [0, 1.5],
      [1.5, 1.5],
      [1e15, 1.5],
    ],
    "diverged",
  );
  await shows(view, path([gap, lost]));
  const shown = pixels(view);
  expect(isRed(colorAt(view, shown, -1, 0.5)), "before the gap").toBe(true);
  expect(colorAt(view, shown, 0, -0.5), "the gap").toEqual(colorAt(view, bare, 0, -0.5));
  expect(isRed(colorAt(view, shown, 1, -1)), "the mark of the end behind it").toBe(true);
  expect(differing(bare, shown)).toBeGreaterThan(500);
  expect(isRed(colorAt(view, shown, 1.8, 1.5)), "on its way out, though below the surface: seen from above").toBe(true);
  // The cross that says diverged lies 1.8 % of the base's half outside of it.
  // Above and below the line, and no wider than its mark, there is nothing but the mark's arms.
  const arms = (x: number) =>
    [-0.08, -0.065, -0.05, 0.05, 0.065, 0.08].flatMap((up) =>
      [-0.08, -0.065, -0.05, 0, 0.03].filter((along) => isRed(colorAt(view, shown, x + along, 1.5 + up))),
    ).length;
  expect(arms(2.036), "red places of its mark").toBeGreaterThan(4);
  expect(arms(1.8), "red places beside the line").toBe(0);
});

it("lets the head run along, and takes more of the same path in its stride", async () => {
  const view = await fromAbove("night", false);
  for (let i = 0; i < 60; i++) view.render({ newestSlot: 0, filledSlots: 1, fraction: 1 }, 1 / 30);
  const whole = Array.from({ length: 41 }, (_, i): readonly [number, number] => [-1.6 + 0.08 * i, 1]);
  await shows(view, path([line(whole.slice(0, 21), "under way")]));
  const first = pixels(view, 0.1);
  const second = pixels(view, 0.3);
  expect(differing(first, second), "bytes that change as it runs").toBeGreaterThan(100);
  await shows(view, path([line(whole)]));
  const third = pixels(view, 0);
  const ahead = colorAt(view, third, 1.3, 1);
  expect(isRed(colorAt(view, third, -1.5, 1)), "where it has been").toBe(true);
  const end = pixels(view, 2);
  expect(isRed(colorAt(view, end, 1.3, 1)), "where it has come to").toBe(true);
  expect(ahead[0], "the red of what was ahead of it").toBeLessThan(colorAt(view, end, 1.3, 1)[0] - 40);
  expect(differing(end, pixels(view, 0.5)), "bytes that change once it rests").toBe(0);
});

it("makes the crowd step back while a path is shown, and come forward again", async () => {
  const view = await fromAbove("night");
  const samples = new Float32Array(4 * historySamples(1, SLOTS));
  for (let slot = 0; slot < SLOTS; slot++) samples.set([-1, -1, 2, 0.01], 4 * historyIndex(0, slot, SLOTS));
  const history = device.createBuffer({
    size: samples.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(history, 0, samples);
  view.setEnsembles([{ buffers: { trajectories: 1, slots: SLOTS, history }, color: "#4cc9f0", visible: true }]);
  const blue = () => colorAt(view, pixels(view), -1, -1)[2];
  const [before, meanwhile] = [
    blue(),
    await shows(
      view,
      path([
        line([
          [1, 1],
          [1.5, 1],
        ]),
      ]),
    ).then(blue),
  ];
  view.setProbe(undefined, "#ff3030");
  const after = blue();
  history.destroy();
  expect(after).toBe(before);
  expect(meanwhile, `blue of a head while a path is shown, and ${before} without`).toBeLessThan(before - 40);
});

it("allocates no buffer, texture or pipeline for another path", async () => {
  const view = await fromAbove("night");
  const made: string[] = [];
  await shows(
    view,
    path([
      line([
        [-1, 0],
        [1, 0],
      ]),
    ]),
  );
  pixels(view);
  const { createBuffer, createTexture, createRenderPipeline } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    made.push(`a buffer of ${descriptor.size} bytes`);
    return createBuffer.call(this, descriptor);
  };
  GPUDevice.prototype.createTexture = function (descriptor) {
    made.push("a texture");
    return createTexture.call(this, descriptor);
  };
  GPUDevice.prototype.createRenderPipeline = function (descriptor) {
    made.push("a pipeline");
    return createRenderPipeline.call(this, descriptor);
  };
  try {
    for (let i = 0; i < 20; i++) {
      view.setProbe(path([line(Array.from({ length: 300 + i }, (_, k) => [Math.cos(k), Math.sin(k)]))], i), "#ff3030");
      pixels(view);
    }
  } finally {
    Object.assign(GPUDevice.prototype, { createBuffer, createTexture, createRenderPipeline });
  }
  expect(made).toEqual([]);
});
