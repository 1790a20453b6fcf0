import { test } from "vitest";
import { commands } from "vitest/browser";
import { encodeTogether } from "../../src/recording/encode/encode-together.ts";
import { chooseVideo } from "../../src/recording/encode/video.ts";
import { decoded } from "./encode-decoded.ts";
import { testDevice } from "./device.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { Film } from "../../src/recording/film/film.ts";
import { writeGif } from "../../src/recording/encode/gif.ts";
import { MemorySink } from "../../src/recording/encode/memory-sink.ts";

async function save(name: string, bytes: Uint8Array) { let s = ""; for (let i = 0; i < bytes.length; i += 8192) s += String.fromCharCode(...bytes.subarray(i, i + 8192)); await commands.writeFile(`/work/main/node_modules/.h4/${name}.b64`, btoa(s)); }

test("film", async () => {
  const device = await testDevice();
  for (const [name, W, H, from, F] of [["ravine", 640, 360, 60, 24], ["race", 640, 360, 90, 24]] as const) {
    const json = await (await fetch(`/films/${name}.json`)).json();
    const film = await Film.create(device, parseExperiment(json), { width: W, height: H });
    const fr: Uint8Array<ArrayBuffer>[] = []; const rg: Uint8Array<ArrayBuffer>[] = [];
    const t0 = performance.now();
    for (let i = 0; i < F; i++) { fr.push(await film.i420(from + i)); rg.push(await film.rgba(from + i)); }
    console.log(name, film.frames, film.fps, ((performance.now() - t0) / F).toFixed(0), "ms/frame");
    for (const codec of ["avc", "vp9", "av1", "vp8"] as const) for (const quality of ["draft", "medium", "high", "best"] as const) {
      const choice = await chooseVideo({ container: codec === "vp8" ? "webm" : "mp4", codec, width: W, height: H, fps: film.fps, quality });
      const s = await encodeTogether(choice, { first: 0, count: F }, async (i) => fr[i]!.slice());
      const out = await decoded(s, 30);
      const size = s.packets.reduce((a, p) => a + p.data.length, 0);
      const mses = out.map((d, i) => { let e = 0; for (let k = 0; k < W * H; k++) e += (d[k]! - fr[i]![k]!) ** 2; return e / (W * H); });
      const db = (m: number) => (10 * Math.log10(255 * 255 / m)).toFixed(2);
      console.log("R", name, codec, quality, "PSNR", db(mses.reduce((a, b) => a + b) / F), "worst", db(Math.max(...mses)), "bytes/s", Math.round(size / F * film.fps), "Mbit/s", (size / F * film.fps * 8 / 1e6).toFixed(2), "choice", (choice.bitrate / 1e6).toFixed(2));
    }
    const sink = new MemorySink();
    const t = performance.now();
    await writeGif({ width: W, height: H, fps: 30, frames: F, rgba: async (i) => rg[i]!.slice(), i420: async (i) => fr[i]! }, sink, { repeat: true });
    const gif = new Uint8Array(await sink.blob("x").arrayBuffer());
    console.log("GIF", name, gif.length, ((performance.now() - t) / F).toFixed(0), "ms/frame");
    await save(`${name}-gif`, gif);
    await save(`${name}-rgba`, rg[12]!);
    film.dispose();
  }
}, 900_000);
