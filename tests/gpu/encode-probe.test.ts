import { test } from "vitest";
import { commands } from "vitest/browser";
import { encodeTogether } from "../../src/recording/encode/encode-together.ts";
import { chooseVideo } from "../../src/recording/encode/video.ts";
import { decoded } from "./encode-decoded.ts";
import { planesOf } from "./encode-planes.ts";
import { testDevice } from "./device.ts";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { lossRange } from "../../src/simulation/loss-range.ts";
import { ReliefGrid } from "../../src/simulation/relief-grid.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { View } from "../../src/view/view.ts";
import { ensembleColors } from "../../src/charts/ensemble-look.ts";

async function frames(W: number, H: number, F: number, first: number, side: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const device = await testDevice();
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const view = await View.create(device, canvas, { theme: "night", reducedMotion: true, film: true });
  const experiment = { ...defaultExperiment, starts: { ...defaultExperiment.starts, columns: side, rows: side } } as typeof defaultExperiment;
  const simulation = await Simulation.create(device, experiment, { series: false });
  const { surface } = simulation;
  const { parameters } = experiment.surface;
  const evaluator = surface.evaluator(parameters, "f64");
  const grid = await ReliefGrid.create(device, surface, 385, 385);
  grid.update(parameters);
  const u = Math.min(W, H) / 540;
  view.resize(W / u, H / u, u);
  view.setSurface(grid, lossRange(surface, parameters), surface.criticalPoints(parameters), (x, y) => evaluator.loss(x, y));
  const colors = ensembleColors(experiment.ensembles, "night");
  view.setEnsembles(simulation.ensembles.map((buffers, i) => ({ buffers, color: colors[i] ?? "#ff6b5e", visible: true })));
  const out: Uint8Array<ArrayBuffer>[] = [];
  const flat = new OffscreenCanvas(W, H);
  const context = flat.getContext("2d", { willReadFrequently: true })!;
  for (let f = 0; f < first + F; f++) {
    simulation.advance(2);
    view.nudge(0.004, 0, 0);
    if (f < first) continue;
    const { newestSlot, filledSlots, step } = simulation;
    view.render({ newestSlot, filledSlots, fraction: 1, step }, 1 / 30);
    context.drawImage(canvas, 0, 0, W, H);
    out.push(new Uint8Array(context.getImageData(0, 0, W, H).data.buffer));
  }
  const blob = await flat.convertToBlob();
  const b = new Uint8Array(await blob.arrayBuffer());
  let s = ""; for (const x of b) s += String.fromCharCode(x);
  await (commands as any).writeFile(`/tmp/h4-frame-${W}-${first}.png`, btoa(s), "base64").catch((e: unknown) => console.log(String(e)));
  view.dispose(); simulation.destroy(); grid.destroy(); canvas.remove();
  return out;
}

test("probe", async () => {
  for (const [W, H, F, first, side] of [[640, 360, 36, 4, 64], [640, 360, 36, 80, 64], [1280, 720, 16, 15, 64]] as const) {
    const t0 = performance.now();
    const rgbas = await frames(W, H, F, first, side);
    const fr = rgbas.map((r) => planesOf(r, W, H));
    console.log(`scene ${W} from ${first} ${((performance.now() - t0) / F).toFixed(1)} ms/frame mean luma ${fr[0]!.subarray(0, W * H).reduce((a, b) => a + b, 0) / W / H}`);
    const runs: [string, object][] = [["avc", { none: true, bpp: 0.4 }]];
    for (const bpp of [0.1, 0.2, 0.4, 0.8]) { runs.push(["avc", { bpp }]); runs.push(["vp8", { bpp }]); }
    for (const quantizer of [20, 30, 40, 50, 56]) { runs.push(["vp9", { quantizer }]); runs.push(["av1", { quantizer }]); }
    for (const bpp of [0.1, 0.2, 0.4]) { runs.push(["vp9", { bpp }]); runs.push(["av1", { bpp }]); }
    for (const [codec, o] of runs) {
      const { bpp, quantizer } = o as { bpp?: number; quantizer?: number };
      const base = await chooseVideo({ container: codec === "vp8" ? "webm" : "mp4", codec: codec as "avc", width: W, height: H, fps: 30, quality: "high", bitrate: Math.round((bpp ?? 0.4) * W * H * 30) });
      (globalThis as any).HACK = (c: any) => { if ((o as any).none) { delete c.bitrate; delete c.bitrateMode; } return c; };
      const t = performance.now();
      const choice = { ...base, ...(quantizer && { quantizer }) };
      const s = await encodeTogether(choice, { first: 0, count: F }, async (i) => fr[i]!.slice());
      const ms = performance.now() - t;
      const out = await decoded(s, 30);
      const size = s.packets.reduce((a, p) => a + p.data.length, 0);
      const mses = out.map((d, i) => { let e = 0; for (let k = 0; k < W * H; k++) e += (d[k]! - fr[i]![k]!) ** 2; return e / (W * H); });
      const db = (m: number) => (10 * Math.log10(255 * 255 / m)).toFixed(2);
      console.log(codec, JSON.stringify(o), choice.codecString, "bpp", (size * 8 / (W * H * F)).toFixed(3), "key", s.packets[0]!.data.length, "all", size, "mean", db(mses.reduce((a, b) => a + b) / F), "worst", db(Math.max(...mses)), "first", db(mses[0]!), "last", db(mses[F - 1]!), (ms / F).toFixed(1), "ms/frame", out.length);
    }
  }
}, 900_000);
