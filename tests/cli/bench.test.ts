import { describe, expect, it } from "vitest";
import type { Amount, Contender } from "../../src/cli/bench/contender.ts";
import { crowdAmount } from "../../src/cli/bench/crowd-amount.ts";
import { javascriptLoop } from "../../src/cli/bench/javascript-loop.ts";
import { parseSizes, workloads } from "../../src/cli/bench/options.ts";
import { type Report, reportJson, reportText } from "../../src/cli/bench/report.ts";
import { median, race, workFor } from "../../src/cli/bench/rounds.ts";
import { startsOn } from "../../src/cli/bench/starts.ts";
import { experimentOf, OPTIMIZERS, SURFACES } from "../../src/cli/bench/workload.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runRavine } from "./run-ravine.ts";

const report: Report = {
  browser: "Chromium 147",
  adapter: "google swiftshader",
  tensorflowjsBackend: "webgpu",
  results: [
    {
      optimizer: "momentum",
      surface: "rosenbrock",
      trajectories: 16_384,
      engine: 301_234_567.8,
      minimalKernel: 483_493_256.4,
      javascriptLoop: 160_000_000,
      cpuReference: 4_384_109.8,
      tensorflowjs: null,
    },
    {
      optimizer: "adam",
      surface: "rastrigin",
      trajectories: 1_048_576,
      engine: null,
      minimalKernel: 1_047_000_000_000,
      javascriptLoop: 23_147_373,
      cpuReference: 2_714_246,
      tensorflowjs: 76_040,
    },
  ],
  map: { side: 512, steps: 2000, firstPictureMilliseconds: 123.4, milliseconds: 5432.1 },
  frame: { trajectories: 100_000, scriptMilliseconds: 1.2345 },
  load: { firstParticlesMilliseconds: 812.6, javascriptBytesBeforeFirstPaint: 401_234 },
};

/** A contender whose clock runs as the trajectory-steps asked for. */
function steady(rate: number, log: Amount[] = []): Contender {
  return {
    amountOf: (total) => crowdAmount(1_024, total),
    run: async (amount) => {
      log.push(amount);
      return (amount.runs * amount.trajectories * amount.steps) / rate;
    },
    positions: async () => [],
    destroy: () => undefined,
  };
}

describe("The benchmark's report", () => {
  it("is JSON with the promised keys, whole rates, and null for what could not be measured", () => {
    const parsed = JSON.parse(reportJson(report));
    expect(Object.keys(parsed)).toEqual([
      "browser",
      "adapter",
      "tensorflowjsBackend",
      "results",
      "map",
      "frame",
      "load",
    ]);
    expect(parsed.results[0]).toEqual({
      optimizer: "momentum",
      surface: "rosenbrock",
      trajectories: 16384,
      engine: 301234568,
      minimalKernel: 483493256,
      javascriptLoop: 160000000,
      cpuReference: 4384110,
      tensorflowjs: null,
    });
    expect(parsed.frame).toEqual({ trajectories: 100000, scriptMilliseconds: 1.2345 });
    expect(parsed.load).toEqual({ firstParticlesMilliseconds: 812.6, javascriptBytesBeforeFirstPaint: 401234 });
  });

  it("is a table with aligned columns, three digits, ratios, and a dash for what could not be measured", () => {
    const lines = reportText(report).split("\n");
    const rows = lines.filter((line) => /^(optimizer|momentum|adam) /.test(line));
    expect(new Set(rows.map((row) => row.length)).size, rows.join("\n")).toBe(1);
    expect(rows[1]).toMatch(/^momentum +rosenbrock +16,384 +301 +483 +160 +4\.38 +– +0\.62 +1\.88$/);
    expect(rows[2]).toMatch(/^adam +rastrigin +1,048,576 +– +1050000 +23\.1 +2\.71 +0\.076 +– +–$/);
    expect(reportText(report)).toContain("1.23 ms");
    expect(reportText(report)).toContain("512 × 512 cells of 2000 steps, in 5.4 s; its first picture after 123 ms");
    expect(reportText(report)).toContain("813 ms; 401 kB");
    expect(reportText(report)).toContain("TensorFlow.js on webgpu");
  });

  it("has what the clock of a real GPU told, where there is one", () => {
    const gpu = {
      compute: [{ optimizer: "adam", surface: "rastrigin", trajectories: 131_072, nanosecondsPerStep: 1234 }],
      drawing: [{ tier: "drape", trajectories: 1_048_576, lightsMilliseconds: 0.6149, pictureMilliseconds: 0.25 }],
    } as const;
    expect(JSON.parse(reportJson({ ...report, gpu })).gpu).toEqual(gpu);
    expect(reportText({ ...report, gpu })).toMatch(/adam +rastrigin +131,072 +1\.23\n/);
    expect(reportText({ ...report, gpu })).toMatch(/drape +1,048,576 +0\.615 +0\.25\n$/);
    expect(reportText(report)).not.toContain("timestamp");
  });

  it("leaves out what was not measured", () => {
    const text = reportText({ ...report, results: [], map: null, frame: null, load: null });
    expect(text).toBe("Chromium 147, google swiftshader\n");
  });
});

describe("The benchmark's rounds", () => {
  it("take turns, and give each contender's middle rate", async () => {
    const order: string[] = [];
    const seconds: Record<string, number[]> = { fast: [1, 3, 2], slow: [10, 10, 40] };
    const field = new Map(
      Object.keys(seconds).map((name) => {
        const contender = steady(1);
        const run = async () => {
          order.push(name);
          return seconds[name]?.shift() ?? Number.NaN;
        };
        return [name, { contender: { ...contender, run }, work: 1_024 * 1_000 }];
      }),
    );
    const rates = await race(field, 3);
    expect(order).toEqual(["fast", "slow", "fast", "slow", "fast", "slow"]);
    expect(rates).toEqual(
      new Map([
        ["fast", (1_024 * 1_000) / 2],
        ["slow", (1_024 * 1_000) / 10],
      ]),
    );
  });

  it("grow until one takes the time that it should", async () => {
    const log: Amount[] = [];
    const work = await workFor(steady(1e8, log), 0.5);
    expect(work / 1e8).toBeCloseTo(0.5, 6);
    expect(log.length).toBeGreaterThan(2);
  });

  it("stop growing where a contender can do no more", async () => {
    const log: Amount[] = [];
    // At 1,024 trajectories 256 runs of 1,024 steps are the most.
    await workFor(steady(1e12, log), 10);
    expect(log.at(-1)).toEqual({ runs: 256, trajectories: 1_024, steps: 1_024 });
  });

  it("do whole strides of the history, longer runs before more of them", () => {
    expect(crowdAmount(1_024, 1_024 * 100)).toEqual({ trajectories: 1_024, steps: 256, runs: 1 });
    expect(crowdAmount(1_024, 1_024 * 300)).toEqual({ trajectories: 1_024, steps: 304, runs: 1 });
    expect(crowdAmount(1_024, 1_024 * 4_096)).toEqual({ trajectories: 1_024, steps: 1_024, runs: 4 });
    expect(crowdAmount(1_048_576, 1)).toEqual({ trajectories: 1_048_576, steps: 256, runs: 1 });
    // One history of 64 samples of a million trajectories is as much as one round may hold.
    expect(crowdAmount(1_048_576, 2 ** 40)).toEqual({ trajectories: 1_048_576, steps: 1_024, runs: 1 });
  });

  it("know their median", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe("The benchmark's workloads", () => {
  it("are every optimizer on every surface at every size, or those that were asked for", () => {
    expect(workloads({ quick: false })).toHaveLength(16);
    expect(workloads({ quick: true }).every(({ trajectories }) => trajectories <= 16_384)).toBe(true);
    expect(workloads({ quick: true, optimizer: "adam", surface: "rastrigin", sizes: parseSizes("5,131072") })).toEqual([
      { optimizer: "adam", surface: "rastrigin", trajectories: 5 },
      { optimizer: "adam", surface: "rastrigin", trajectories: 131_072 },
    ]);
  });

  describe.each(OPTIMIZERS)("%s", (optimizer) => {
    it.each(SURFACES)("on %s: the JavaScript loop ends where the CPU reference ends", (surface) => {
      const [trajectories, steps] = [64, 300];
      const experiment = experimentOf({ optimizer, surface, trajectories }, steps);
      const { ensembles } = simulateReference(experiment, { precision: "f64", every: steps, state: false });
      const expected = (ensembles[0]?.trajectories ?? []).flatMap(({ points }) => points.at(-1) ?? []);
      const seen = Float64Array.from(startsOn(surface, trajectories));
      javascriptLoop(optimizer, surface)(seen, steps);
      const distance = Math.max(...expected.map((value, at) => Math.abs(value - (seen[at] ?? Number.NaN))));
      // Measured: at most 1.2e-6. The loop starts from f32, the reference from f64, and 300 steps carry that on.
      expect(distance).toBeLessThan(4e-6);
    });

    it.each(SURFACES)("on %s: nothing diverges, and all are still on their way at the end", (surface) => {
      const [trajectories, steps] = [64, 1_024];
      const experiment = experimentOf({ optimizer, surface, trajectories }, steps);
      const { ensembles } = simulateReference(experiment, { precision: "f64", every: steps, state: false });
      const running = ensembles[0]?.trajectories.filter(({ status }) => status === "running").length ?? 0;
      expect(running).toBe(trajectories);
    });
  });
});

const REFUSED: readonly (readonly [name: string, options: readonly string[], message: RegExp])[] = [
  ["an unknown part", ["--only", "colour"], /'colour' is invalid. Allowed choices are throughput, map, frame, load/],
  ["a size that is no count", ["--sizes", "1024,many"], /'1024,many' is invalid. It must be made of integers from 1/],
  ["no rounds", ["--rounds", "0"], /'0' is invalid. It must be made of integers from 1 to 1000/],
  ["an optimizer that it has no loop for", ["--optimizer", "rmsprop"], /'rmsprop' is invalid/],
  ["an argument", ["file.json"], /too many arguments/],
];

describe("The benchmark refuses, with exit code 2 and one line on standard error,", () => {
  it.each(REFUSED)("%s", async (_name, options, message) => {
    const { code, stdout, stderr } = await runRavine(["bench", ...options]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n"), "lines on standard error").toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});
