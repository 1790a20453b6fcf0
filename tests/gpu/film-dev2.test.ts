import { expect, it } from "vitest";
import { commands } from "vitest/browser";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { Film } from "../../src/recording/film/film.ts";
import { FILM_LEVEL } from "../../src/view/quality.ts";
import { testDevice } from "./device.ts";

async function save(name: string, data: Uint8Array<ArrayBuffer>, w: number, h: number) {
  const canvas = document.createElement("canvas");
  canvas.width = w; canvas.height = h;
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data.buffer), w, h), 0, 0);
  await commands.writeFile(`node_modules/.h2-${name}.png`, canvas.toDataURL("image/png").split(",")[1]!, "base64");
}
const many = (count: number, recording: object, more: object = {}) => parseExperiment({
  version: 1, surface: { id: "rosenbrock" }, starts: { kind: "grid", columns: count, rows: count },
  ensembles: [{ optimizer: "gradient-descent" }, { optimizer: "momentum" }, { optimizer: "nesterov" }, { optimizer: "adam" }],
  steps: 500, ...more, recording,
});
const none = { legend: false, chart: false, steps: false, labels: false, surface: false, parameters: false };
it("DEV film", async () => {
  const device = await testDevice();
  const [w, h] = [640, 360];
  const original = { ...FILM_LEVEL };
  for (const [name, samples, level, overlays, still] of [
    ["full", 4, {}, undefined, false],
    ["no overlays", 4, {}, none, false],
    ["msaa0", 0, {}, none, false],
    ["msaa0 still camera", 0, {}, none, true],
    ["msaa0 coarse2", 0, { coarseness: 2 }, none, false],
    ["msaa0 coarse2 lines", 0, { coarseness: 2, ribbons: false }, none, false],
    ["msaa0 coarse2 join2", 0, { coarseness: 2, join: 2 }, none, false],
    ["msaa0 coarse2 points", 0, { coarseness: 2, discs: false }, none, false],
    ["msaa4 coarse2", 4, { coarseness: 2 }, none, false],
  ] as [string, number, object, object | undefined, boolean][]) {
    Object.assign(FILM_LEVEL, original, level);
    Object.assign(globalThis, { filmSamples: samples });
    const film = await Film.create(device, many(22, { width: w, height: h, ...(overlays ? { overlays } : {}), ...(still ? { camera: [{ at: 0, orbit: 0 }] } : {}) }));
    await film.i420(36);
    await film.i420(37);
    const times: number[] = [];
    for (let i = 38; i < 46; i++) { const t = performance.now(); await film.i420(i); times.push(performance.now() - t); }
    times.sort((a, b) => a - b);
    console.log(`H2 ${name}: min ${times[0]!.toFixed()} median ${times[4]!.toFixed()}`);
    await save(name.replaceAll(" ", "-"), await film.rgba(45), w, h);
    film.dispose();
  }
  expect(1).toBe(1);
});
