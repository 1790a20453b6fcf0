import { expect, it } from "vitest";
import { commands } from "vitest/browser";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { Film } from "../../src/recording/film/film.ts";
import { testDevice } from "./device.ts";

async function save(name: string, data: Uint8Array<ArrayBuffer>, w: number, h: number) {
  const canvas = document.createElement("canvas");
  canvas.width = w; canvas.height = h;
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(data.buffer), w, h), 0, 0);
  await commands.writeFile(`node_modules/.h2-${name}.png`, canvas.toDataURL("image/png").split(",")[1]!, "base64");
}

const many = (count: number, recording: object, more: object = {}) => parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: count, rows: count },
  ensembles: [
    { optimizer: "gradient-descent" }, { optimizer: "momentum" }, { optimizer: "nesterov" }, { optimizer: "adam" },
  ],
  steps: 500,
  ...more,
  recording,
});

it("DEV film", async () => {
  const device = await testDevice();
  for (const [w, h, ss] of [[640, 360, 1], [1280, 720, 1], [1920, 1080, 1]] as const) {
    const t0 = performance.now();
    const film = await Film.create(device, many(22, { width: w, height: h }), { supersampling: ss });
    const t1 = performance.now();
    await film.i420(0);
    const t2 = performance.now();
    const n = 10;
    for (let i = 60; i < 60 + n; i++) await film.i420(i);
    const t3 = performance.now();
    console.log(`${w}x${h} ss ${ss}: create ${(t1 - t0).toFixed()} first ${(t2 - t1).toFixed()} frame ${((t3 - t2) / n).toFixed(1)} ms`);
    await save(`${w}-${ss}`, await film.rgba(75), w, h);
    film.dispose();
  }
  expect(1).toBe(1);
});
