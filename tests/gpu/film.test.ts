import { afterAll, beforeAll, expect, it } from "vitest";
import { Ending } from "../../src/recording/film/ending.ts";
import { FilmRenderer } from "../../src/recording/film/film-renderer.ts";
import type { Storyboard } from "../../src/recording/timeline/storyboard.ts";
import { testDevice } from "./device.ts";
import { bareOverlay, smallExperiment, steadyStoryboard } from "./film-fakes.ts";

let device: GPUDevice;
const made: FilmRenderer[] = [];

beforeAll(async () => {
  device = await testDevice();
});

afterAll(() => {
  for (const renderer of made) renderer.dispose();
});

async function film(storyboard: Storyboard, width = 160, height = 90, supersampling = 1): Promise<FilmRenderer> {
  const ending = new Ending(device);
  const renderer = await FilmRenderer.create(device, {
    storyboard,
    overlay: bareOverlay,
    width,
    height,
    supersampling,
    ending,
  });
  made.push(renderer);
  return renderer;
}

it("DEV shows a picture", async () => {
  const { commands } = await import("vitest/browser");
  for (const [w, h, ss] of [[640, 360, 1], [640, 360, 3]] as const) {
    const r = await film(steadyStoryboard(smallExperiment), w, h, ss);
    const t0 = performance.now();
    const data = await r.frame(30, "rgba");
    console.log(w, h, ss, performance.now() - t0);
    const canvas = document.createElement("canvas");
    canvas.width = w; canvas.height = h;
    canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data), w, h), 0, 0);
    const url = canvas.toDataURL("image/png");
    await commands.writeFile(`../../node_modules/.h2-frame-${w}-${ss}.png`, url.split(",")[1]!, "base64");
  }
  expect(1).toBe(1);
});
