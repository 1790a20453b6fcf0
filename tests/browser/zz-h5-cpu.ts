import { readFileSync } from "node:fs";
import { inGpuPage } from "../../src/cli/gpu-browser.ts";
import { remoteOf, loadTask, nextParcel } from "../../src/cli/record-remote.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { descendants } from "../cli/processes.ts";
const [w, h, n, extra] = [Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]), process.argv[5] ?? "{}"];
const experiment = parseExperiment({
  version: 1, surface: { id: "rosenbrock" }, starts: { kind: "uniform", count: Number(process.argv[6] ?? 500) },
  ensembles: ["gradient-descent", "momentum", "nesterov", "adam"].map((optimizer) => ({ optimizer })), steps: 600,
  recording: { width: w, height: h, fps: 30, seconds: 20, ...JSON.parse(extra) },
});
function cpu(): Record<string, number> {
  const out: Record<string, number> = {};
  for (const { pid, command } of descendants(process.pid)) {
    try { const s = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
      const type = /--type=(\S+)/.exec(command)?.[1] ?? command.split(" ")[0] ?? "";
      out[type] = (out[type] ?? 0) + (Number(s[11]) + Number(s[12])) / 100; } catch {}
  }
  return out;
}
for await (const _ of inGpuPage("./record-page.ts", async function* (page) {
  const remote = remoteOf(page);
  await loadTask(remote, { experiment, supersampling: 1, segmentSeconds: n / 30, video: { container: "mp4", width: w, height: h, fps: 30, quality: "high" } });
  await remote.prepare();
  await remote.encode(0);
  await nextParcel(remote);
  const before = cpu(); const t = performance.now();
  await nextParcel(remote);
  const after = cpu();
  const wall = (performance.now() - t) / 1000;
  console.log(`${w}x${h}: wall ${(n / wall).toFixed(1)} fps; cpu ms/frame:`, Object.fromEntries(Object.entries(after).map(([k, v]) => [k, +(1000 * (v - (before[k] ?? 0)) / n).toFixed(1)])));
  yield 0;
})) {}
