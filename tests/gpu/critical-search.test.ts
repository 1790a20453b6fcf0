import { expect, test } from "vitest";
import { searchCriticalPoints, suggestCriticalPoints } from "../../src/simulation/critical-search.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { type CriticalPoint, defaultParameters } from "../../src/surfaces/surface.ts";
import { userSurface } from "../../src/surfaces/user-surface.ts";
import { testDevice } from "./device.ts";

test("probe", async () => {
  const device = await testDevice();
  const lines: string[] = [];
  for (const surface of surfaces) {
    if (surface.formula === undefined) continue;
    const parameters = defaultParameters(surface);
    const { formula, domain } = surface;
    const typed = userSurface({ formula, parameters, domain });
    let t = performance.now();
    const alone = typed.criticalPoints(parameters);
    const cpu = performance.now() - t;
    t = performance.now();
    await searchCriticalPoints(device, typed, [parameters]);
    const cold = performance.now() - t;
    t = performance.now();
    const [candidates = []] = await searchCriticalPoints(device, typed, [parameters]);
    const warm = performance.now() - t;
    typed.search?.suggest(parameters, candidates);
    t = performance.now();
    const both = typed.criticalPoints(parameters);
    const again = performance.now() - t;
    const n = (l: readonly CriticalPoint[], k: string) => l.filter((q) => q.kind === k).length;
    const d = (l: readonly CriticalPoint[]) => `m${n(l, "minimum")} s${n(l, "saddle")} M${n(l, "maximum")} d${n(l, "degenerate")}`;
    const known = surface.criticalPoints(parameters);
    const missing = known.filter((a) => !both.some((b) => b.kind === a.kind && Math.hypot(a.x - b.x, a.y - b.y) < 1e-6));
    const added = both.filter((a) => !alone.includes(a) && !alone.some((b) => Math.hypot(a.x - b.x, a.y - b.y) < 1e-9));
    lines.push(`${surface.id.padEnd(18)} known ${d(known).padEnd(18)} alone ${d(alone).padEnd(18)} both ${d(both).padEnd(18)} missing ${missing.length} candidates ${candidates.length} cpu ${cpu.toFixed(0)} cold ${cold.toFixed(0)} warm ${warm.toFixed(0)} refine ${(again).toFixed(0)} ${added.slice(0,4).map((q) => `${q.kind}(${q.x.toFixed(4)},${q.y.toFixed(4)})`).join(" ")} MISSING ${missing.slice(0,4).map((q) => `${q.kind}(${q.x.toFixed(4)},${q.y.toFixed(4)})`).join(" ")}`);
  }
  console.log(lines.join("\n"));
  expect(suggestCriticalPoints).toBeDefined();
});
