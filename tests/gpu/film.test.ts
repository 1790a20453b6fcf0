import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { requestDevice } from "../../src/gpu/device.ts";
import { DeviceLostError } from "../../src/gpu/unless-lost.ts";
import { Film, type FilmOptions } from "../../src/recording/film/film.ts";
import { testDevice } from "./device.ts";

const SIZE = { width: 240, height: 240 };

/** All of a frame that may depend on what was drawn before it: changes, noise, a dissolve, a chart, a loop, a flight. */
const eventful = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: 5, rows: 5 },
  noise: { kind: "gaussian", sigma: 0.5 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 0.0006, beta: 0.8 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.03 } },
  ],
  steps: 90,
  changes: [{ step: 14, path: "/noise/sigma", value: 2 }],
  recording: {
    ...SIZE,
    fps: 30,
    seconds: 2,
    loop: true,
    pace: [{ at: 0, stepsPerSecond: 45 }],
    camera: [
      { at: 0, orbit: 10 },
      { at: 1.2, zoom: 2, follow: { ensemble: 1, trajectory: "median" } },
    ],
    parameters: [
      {
        path: "/surface/parameters/b",
        keys: [
          { at: 0.4, value: 100 },
          { at: 1, value: 40 },
        ],
      },
    ],
    switches: [
      { at: 0.5, dissolve: 0.4, theme: "paper" },
      { at: 1.3, dissolve: 0.2, height: "linear" },
    ],
    overlays: { legend: true, chart: true, steps: true, labels: true },
  },
});

let device: GPUDevice;
const films: Film[] = [];

async function filmOf(experiment: Experiment, options?: FilmOptions): Promise<Film> {
  const film = await Film.create(device, experiment, options);
  films.push(film);
  return film;
}

/** How many bytes of two frames differ, and the most that any does. */
function difference(a: Uint8Array, b: Uint8Array): { readonly bytes: number; readonly most: number } {
  let [bytes, most] = [a.length === b.length ? 0 : Number.POSITIVE_INFINITY, 0];
  for (const [index, value] of a.entries()) {
    const apart = Math.abs(value - (b[index] ?? 0));
    if (apart > 0) bytes += 1;
    most = Math.max(most, apart);
  }
  return { bytes, most };
}

const same = { bytes: 0, most: 0 };

beforeAll(async () => {
  device = await testDevice();
});

afterAll(() => {
  for (const film of films) film.dispose();
});

describe("a frame", () => {
  it("has the same pixels in any order, after a jump, and in a second film", async () => {
    const [film, other] = [await filmOf(eventful), await filmOf(eventful)];
    // The middle of a dissolve, a number on its way, the flight, the second dissolve, and the loop's end.
    const asked = [0, 18, 26, 41, 57];
    const played: Uint8Array[] = [];
    for (let index = 0; index < 58; index++) {
      const frame = await film.rgba(index);
      if (asked.includes(index)) played.push(frame);
    }
    // The last one first: a jump over the whole film, and then back.
    for (const index of asked.toReversed()) {
      const frame = await other.rgba(index);
      const expected = played[asked.indexOf(index)] ?? new Uint8Array();
      expect({ index, ...difference(frame, expected) }).toEqual({ index, ...same });
    }
    const again = await film.rgba(26);
    expect(difference(again, played[2] ?? new Uint8Array())).toEqual(same);
    // And these are pictures of different things.
    for (const [at, frame] of played.entries()) {
      expect(difference(frame, played[(at + 1) % played.length] ?? frame).bytes).toBeGreaterThan(5000);
    }
  });

  it("is what two callers at once get who ask for different ones", async () => {
    const film = await filmOf(eventful);
    const together = await Promise.all([film.rgba(5), film.i420(30), film.rgba(2)]);
    const [first, second, third] = [await film.rgba(5), await film.i420(30), await film.rgba(2)];
    expect([first, second, third].map((frame, at) => difference(frame, together[at] ?? frame))).toEqual([
      same,
      same,
      same,
    ]);
    expect(second.length).toBe((SIZE.width * SIZE.height * 3) / 2);
  });

  it("needs no frame of the screen, and makes nothing anew", async () => {
    const film = await filmOf(eventful);
    const create = { buffer: GPUDevice.prototype.createBuffer, texture: GPUDevice.prototype.createTexture };
    const request = window.requestAnimationFrame;
    let made: string[] = [];
    GPUDevice.prototype.createBuffer = function (descriptor) {
      made.push(`buffer ${descriptor.label}`);
      return create.buffer.call(this, descriptor);
    };
    GPUDevice.prototype.createTexture = function (descriptor) {
      made.push(`texture ${descriptor.label}`);
      return create.texture.call(this, descriptor);
    };
    window.requestAnimationFrame = () => 0;
    try {
      // All looks have been seen once by then.
      for (let index = 0; index < 45; index += 3) await film.i420(index);
      made = [];
      for (let index = 10; index < 60; index += 2) await film.i420(index);
      expect(made).toEqual([]);
    } finally {
      Object.assign(GPUDevice.prototype, { createBuffer: create.buffer, createTexture: create.texture });
      window.requestAnimationFrame = request;
    }
  });

  it("that does not exist is refused, and the film goes on", async () => {
    const film = await filmOf(eventful);
    await expect(film.rgba(60)).rejects.toThrow("There is no frame 60 of 60.");
    await expect(film.rgba(0.5)).rejects.toThrow("There is no frame 0.5");
    expect((await film.rgba(59)).length).toBe(4 * SIZE.width * SIZE.height);
  });
});

describe("supersampling", () => {
  it("smooths edges, and leaves flat ground and brightness as they are", async () => {
    const [plain, fine] = [await filmOf(eventful), await filmOf(eventful, { supersampling: 3 })];
    const [a, b] = [await plain.rgba(30), await fine.rgba(30)];
    const mean = (frame: Uint8Array) => frame.reduce((sum, value) => sum + value, 0) / frame.length;
    console.log("supersampling", mean(a), mean(b), difference(a, b));
    expect(difference(a, b).most).toBeGreaterThan(20);
    expect(Math.abs(mean(a) - mean(b))).toBeLessThan(1);
    expect(difference(await fine.rgba(30), b)).toEqual(same);
  });
});

describe("a film ends", () => {
  it("when it is disposed of, in the middle of a frame", async () => {
    const film = await Film.create(device, eventful);
    device.pushErrorScope("validation");
    const frame = film.rgba(40);
    const next = film.rgba(41);
    film.dispose();
    await expect(frame).rejects.toMatchObject({ name: "AbortError" });
    await expect(next).rejects.toMatchObject({ name: "AbortError" });
    await expect(film.rgba(0)).rejects.toMatchObject({ name: "AbortError" });
    expect((await device.popErrorScope())?.message).toBeUndefined();
  });

  it("by its signal, while it is made and later", async () => {
    const early = new AbortController();
    const making = Film.create(device, eventful, { signal: early.signal });
    early.abort(new Error("changed my mind"));
    await expect(making).rejects.toThrow("changed my mind");
    const late = new AbortController();
    const film = await filmOf(eventful, { signal: late.signal });
    const frame = film.rgba(30);
    late.abort(new Error("enough"));
    await expect(frame).rejects.toThrow("enough");
  });

  it("with its device", async () => {
    const own = await requestDevice();
    const film = await Film.create(own, eventful);
    await film.rgba(3);
    const frame = film.rgba(50);
    own.destroy();
    await expect(frame).rejects.toBeInstanceOf(DeviceLostError);
    film.dispose();
  });
});

describe("a frame on transparent ground", () => {
  it("is the picture itself over black, and near it over white", async () => {
    const quiet = { ...eventful, recording: undefined };
    const film = await filmOf(
      parseExperiment({
        ...JSON.parse(JSON.stringify(quiet)),
        recording: { ...SIZE, seconds: 1, overlays: { legend: false, steps: false, labels: false } },
      }),
    );
    const pixels = await film.transparent(15);
    const alphas = new Set(pixels.filter((_, index) => index % 4 === 3));
    console.log("alphas", alphas.size, pixels[3]);
    expect(pixels[3]).toBe(0);
    expect(alphas.size).toBeGreaterThan(50);
  });
});
