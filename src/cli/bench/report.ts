import type { Tier } from "../../view/crowd-plan.ts";
import type { Workload } from "./workload.ts";

export const CONTENDERS = ["engine", "minimalKernel", "javascriptLoop", "cpuReference", "tensorflowjs"] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Trajectory-steps a second of every contender; null where one cannot do it. */
export type Result = Workload & Readonly<Record<ContenderName, number | null>>;

/** What the main thread's scripts take of a frame of the built page. */
export interface Frame {
  readonly trajectories: number;
  readonly scriptMilliseconds: number;
}

/** How long a map of the convergence rate takes, side × side cells. */
export interface MapTime {
  readonly side: number;
  readonly steps: number;
  readonly firstPictureMilliseconds: number;
  readonly milliseconds: number;
}

/** How the built page starts. */
export interface Load {
  readonly firstParticlesMilliseconds: number;
  readonly javascriptBytesBeforeFirstPaint: number;
}

/** The GPU's own time of one step of a whole crowd. */
export type Compute = Workload & { readonly nanosecondsPerStep: number };

/** The GPU's own time of the passes that draw a frame of a crowd: its light, and the picture made of it. */
export interface Drawing {
  readonly tier: Tier;
  readonly trajectories: number;
  readonly lightsMilliseconds: number;
  readonly pictureMilliseconds: number;
}

/** What timestamp queries told. */
export interface GpuTimes {
  readonly compute: readonly Compute[];
  readonly drawing: readonly Drawing[];
}

/** Everything that `ravine bench` measured; null for the parts that were not asked for. */
export interface Report {
  readonly browser: string;
  readonly adapter: string;
  /** What TensorFlow.js ran on: "webgpu", or "cpu" where that did not start; null where nothing did. */
  readonly tensorflowjsBackend: string | null;
  readonly results: readonly Result[];
  readonly map: MapTime | null;
  readonly frame: Frame | null;
  readonly load: Load | null;
  /** Only of a real GPU that has timestamp queries. */
  readonly gpu?: GpuTimes;
}

const HEADINGS: Readonly<Record<ContenderName, string>> = {
  engine: "engine",
  minimalKernel: "minimal",
  javascriptLoop: "JavaScript",
  cpuReference: "reference",
  tensorflowjs: "TensorFlow.js",
};

/** Three significant digits, without an exponent; a dash for what could not be measured. */
function threeDigits(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  return Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 12, useGrouping: false });
}

function ratio(value: number | null, by: number | null): string {
  return value === null || by === null ? "–" : (value / by).toFixed(2);
}

function cells(result: Result): string[] {
  return [
    result.optimizer,
    result.surface,
    result.trajectories.toLocaleString("en"),
    ...CONTENDERS.map((name) => threeDigits(result[name] === null ? null : result[name] / 1e6)),
    ratio(result.engine, result.minimalKernel),
    ratio(result.engine, result.javascriptLoop),
  ];
}

/** Columns as wide as their widest cell; the first two to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return rows.map((row) => line(row).join("  ").trimEnd()).join("\n");
}

function gpuText({ compute, drawing }: GpuTimes): string[] {
  const count = (trajectories: number) => trajectories.toLocaleString("en");
  const steps = compute.map(({ optimizer, surface, trajectories, nanosecondsPerStep }) => [
    optimizer,
    surface,
    count(trajectories),
    threeDigits(nanosecondsPerStep / 1000),
  ]);
  const passes = drawing.map(({ tier, trajectories, lightsMilliseconds, pictureMilliseconds }) => [
    tier,
    "",
    count(trajectories),
    threeDigits(lightsMilliseconds),
    threeDigits(pictureMilliseconds),
  ]);
  return [
    "The GPU's own time, by timestamp queries: microseconds a step of the whole crowd",
    aligned([["optimizer", "surface", "trajectories", "µs"], ...steps]),
    "and milliseconds a frame of 1920 × 1080",
    aligned([["tier", "", "trajectories", "light", "picture"], ...passes]),
  ];
}

/** The report for people to read. */
export function reportText(report: Report): string {
  const parts = [`${report.browser}, ${report.adapter}`];
  if (report.results.length > 0) {
    const header = [
      "optimizer",
      "surface",
      "trajectories",
      ...CONTENDERS.map((name) => HEADINGS[name]),
      "engine/minimal",
      "engine/JavaScript",
    ];
    parts.push(
      `Million trajectory-steps a second (TensorFlow.js on ${report.tensorflowjsBackend ?? "nothing: it did not start"})`,
      aligned([header, ...report.results.map(cells)]),
    );
  }
  if (report.map !== null) {
    const { side, steps, firstPictureMilliseconds, milliseconds } = report.map;
    parts.push(
      `A map of the rate, ${side} × ${side} cells of ${steps} steps, in ${(milliseconds / 1000).toFixed(1)} s; its first picture after ${Math.round(firstPictureMilliseconds)} ms.`,
    );
  }
  if (report.frame !== null) {
    const { trajectories, scriptMilliseconds } = report.frame;
    parts.push(
      `Scripts take ${scriptMilliseconds.toFixed(2)} ms of the main thread a frame at ${trajectories.toLocaleString("en")} trajectories.`,
    );
  }
  if (report.load !== null) {
    const { firstParticlesMilliseconds, javascriptBytesBeforeFirstPaint } = report.load;
    parts.push(
      `First particles after ${Math.round(firstParticlesMilliseconds)} ms; ${Math.round(javascriptBytesBeforeFirstPaint / 1000)} kB of JavaScript before the first paint.`,
    );
  }
  if (report.gpu !== undefined) parts.push(...gpuText(report.gpu));
  return `${parts.join("\n\n")}\n`;
}

/** The report for programs to read; rates in whole trajectory-steps a second. */
export function reportJson(report: Report): string {
  const whole = (value: number | null) => (value === null ? null : Math.round(value));
  const results = report.results.map(({ optimizer, surface, trajectories, ...rates }) => ({
    optimizer,
    surface,
    trajectories,
    ...Object.fromEntries(CONTENDERS.map((name) => [name, whole(rates[name])])),
  }));
  return `${JSON.stringify({ ...report, results }, null, 2)}\n`;
}
