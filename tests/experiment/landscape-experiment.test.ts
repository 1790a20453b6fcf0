import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseEvaluation } from "../../src/experiment/evaluation.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { formatExperiment } from "../../src/experiment/file.ts";
import { parseJson } from "../../src/experiment/json-text.ts";
import { type Landscape, withDomain } from "../../src/experiment/landscape/landscape.ts";
import { resolveLandscape } from "../../src/experiment/landscape/resolve-landscape.ts";
import { decodeLink, decodeLinkWith, encodeLink, LinkTooLongError } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { setAtPointer } from "../../src/experiment/pointer.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { landscapeSamples } from "../../src/surfaces/landscape-samples.ts";

const uniform = (index: number): number => unitInterval(randomBits(91, index, 0, 0)[0]);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => uniform(index));

const small = { columns: 5, rows: 4, values: numbers(20) };
const withGrid = (grid: unknown) => ({ version: 1, surface: { grid }, ensembles: [{ optimizer: "momentum" }] });

const sampleFile = "landscapes/iris-network.npy";
const sampleBytes = new Uint8Array(readFileSync(new URL(`../../public/${sampleFile}`, import.meta.url)));
const read = async (name: string): Promise<Uint8Array> => {
  if (name !== sampleFile) throw new Error("there is no such file");
  return sampleBytes;
};
const named = async (grid: object = {}): Promise<Experiment> =>
  parseExperiment(await resolveLandscape(withGrid({ file: sampleFile, ...grid }), read));

function landscapeOf({ surface }: Experiment): Landscape {
  if (!("grid" in surface)) throw new Error("no landscape");
  return surface.grid;
}

/** Values whose readings are counted. */
function counted(count: number) {
  const reads = { count: 0 };
  const values = new Proxy(numbers(count), {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads.count += 1;
      return Reflect.get(target, key);
    },
  });
  return { values, reads };
}

describe("An experiment with values in it", () => {
  it("is complete with a domain of square cells", () => {
    const grid = landscapeOf(parseExperiment(withGrid(small)));
    expect(grid).toEqual({ ...small, domain: { x: [-1, 1], y: [-0.75, 0.75] } });
    const domain = { x: [0, 1], y: [5, 6] };
    expect(landscapeOf(parseExperiment(withGrid({ ...small, domain }))).domain).toEqual(domain);
  });

  it("runs, and an evaluation takes it too", () => {
    const experiment = parseExperiment({ ...withGrid(small), steps: 3, starts: { kind: "points", points: [[0, 0]] } });
    const { ensembles } = simulateReference(experiment, { precision: "f64", every: 1, state: false });
    expect(ensembles[0]?.trajectories[0]?.points).toHaveLength(4);
    const { surface } = parseEvaluation({ surface: { grid: small }, points: [[-1, -0.75]] });
    const corner = surfaceOf(surface).evaluator({}, "f64").loss(-1, -0.75);
    // Measured 5.0e-9, by f32's rounding of the coefficients.
    expect(Math.abs(corner - (small.values[0] ?? 0))).toBeLessThan(1e-7);
  });

  it("comes back from a file and from a link", () => {
    const experiment = parseExperiment(withGrid({ ...small, name: "β.npy" }));
    expect(parseExperiment(parseJson(formatExperiment(experiment)))).toEqual(experiment);
    expect(decodeLink(encodeLink(experiment))).toEqual(experiment);
  });

  it("has them on full lines in a file", () => {
    const experiment = parseExperiment(withGrid({ columns: 20, rows: 20, values: numbers(400) }));
    const lines = formatExperiment(experiment).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(101);
    // Four or five to a line, as their digits allow.
    expect(lines.length).toBeLessThan(140);
  });

  it("that are many makes no link, however long it would take to find that out", () => {
    const sized = (side: number): Experiment =>
      parseExperiment(withGrid({ columns: side, rows: side, values: numbers(side * side) }));
    expect(() => encodeLink(sized(60))).toThrow(LinkTooLongError);
    expect(() => encodeLink(sized(60))).toThrow(/a link of \d+ characters, more than the 32000 allowed: save a file/);
    const { values, reads } = counted(1000 * 1000);
    const large = parseExperiment(withGrid({ columns: 1000, rows: 1000, values }));
    reads.count = 0;
    expect(() => encodeLink(large)).toThrow(/makes a link more than the 32000 allowed: save a file/);
    expect(reads.count, "values written out").toBe(0);
  });

  it("is not looked at again when another part is edited, and keeps its surface", () => {
    const { values, reads } = counted(400);
    const experiment = parseExperiment(withGrid({ columns: 20, rows: 20, values }));
    expect(reads.count).toBeGreaterThanOrEqual(400);
    const surface = surfaceOf(experiment.surface);
    expect(surface.criticalPoints({}).length).toBeGreaterThan(0);
    reads.count = 0;
    const edited = parseExperiment({ ...setAtPointer(experiment, "/seed", 9), changes: [] });
    expect(landscapeOf(edited)).toBe(landscapeOf(experiment));
    expect(surfaceOf(edited.surface)).toBe(surface);
    const domain = { x: [0, 1], y: [0, 1] } as const;
    const moved = { ...edited.surface, grid: withDomain(landscapeOf(edited), domain) };
    surfaceOf(parseExperiment({ ...edited, surface: moved }).surface).data?.({});
    expect(reads.count, "values read again").toBe(0);
  });

  it("has another surface on another domain, and the same one for experiments that read the same file", async () => {
    const [first, second] = [await named(), await named()];
    expect(surfaceOf(first.surface)).toBe(surfaceOf(second.surface));
    const moved = { ...first.surface, grid: withDomain(landscapeOf(first), { x: [0, 1], y: [0, 1] }) };
    const surface = surfaceOf(parseExperiment({ ...first, surface: moved }).surface);
    expect(surface).not.toBe(surfaceOf(first.surface));
    // The unit square's corner is the old one's.
    const here = surfaceOf(first.surface).evaluator({}, "f64").loss(-1, -1);
    expect(surface.evaluator({}, "f64").loss(0, 0)).toBe(here);
  });
});

describe("An experiment that names a file", () => {
  it("has name and values in memory, only the name in a link, and only the values in a file", async () => {
    const experiment = await named({ domain: { x: [-2, 2], y: [-1, 1] } });
    const { columns, rows, values, file, domain } = landscapeOf(experiment);
    expect([columns, rows, values.length, file]).toEqual([97, 97, 97 * 97, sampleFile]);
    const link = encodeLink(experiment);
    // Measured 397 characters.
    expect(link.length).toBeLessThan(500);
    const again = decodeLinkWith(link, (content) => resolveLandscape(content, read));
    expect(parseExperiment(await again)).toEqual(experiment);
    const saved = landscapeOf(parseExperiment(parseJson(formatExperiment(experiment))));
    expect(saved).toEqual({ columns, rows, values, domain, name: "Iris network" });
  });

  it("is not opened where nobody reads the file", () => {
    const link = encodeURIComponent(JSON.stringify(withGrid({ file: sampleFile })));
    expect(() => decodeLink(link)).toThrow(/\/surface\/grid\/values: found nothing/);
  });

  it("passes on what names none", async () => {
    for (const input of [undefined, null, 3, [], {}, { surface: 1 }, { surface: { grid: [] } }, withGrid(small)]) {
      expect(await resolveLandscape(input, read)).toBe(input);
    }
  });

  it("takes the domain that a table says, unless it says one itself", async () => {
    const csv = `,0,1,2,3\n${[5, 6, 7, 8].map((y) => `${y},1,2,3,4\n`).join("")}`;
    const table = async (grid: object): Promise<Landscape> => {
      const bytes = new TextEncoder().encode(csv);
      return landscapeOf(
        parseExperiment(await resolveLandscape(withGrid({ file: "a.csv", ...grid }), async () => bytes)),
      );
    };
    expect((await table({})).domain).toEqual({ x: [0, 3], y: [5, 8] });
    const domain = { x: [-1, 1], y: [-2, 2] };
    expect((await table({ domain })).domain).toEqual(domain);
  });

  it("brings a picture's height along", async () => {
    interface Table {
      readonly png: readonly { readonly base64: string; readonly pixels: readonly (readonly number[])[] }[];
    }
    const table: Table = JSON.parse(readFileSync(new URL("../oracle/landscape-table.json", import.meta.url), "utf8"));
    const bytes = new Uint8Array(Buffer.from(table.png[0]?.base64 ?? "", "base64"));
    const input = withGrid({ file: "a.png", height: 12 });
    const experiment = parseExperiment(await resolveLandscape(input, async () => bytes));
    const { values, height } = landscapeOf(experiment);
    expect(values[0]).toBe(12 * ((table.png[0]?.pixels[5]?.[0] ?? 0) / 255));
    expect(height).toBe(12);
    const again = decodeLinkWith(encodeLink(experiment), (content) => resolveLandscape(content, async () => bytes));
    expect(parseExperiment(await again)).toEqual(experiment);
    expect(JSON.parse(formatExperiment(experiment)).surface.grid.height).toBeUndefined();
  });
});

describe("A sample", () => {
  it.each(landscapeSamples)("$label lies in public/ and can be opened", async ({ file }) => {
    const bytes = new Uint8Array(readFileSync(new URL(`../../public/${file}`, import.meta.url)));
    const experiment = parseExperiment(await resolveLandscape(withGrid({ file }), async () => bytes));
    expect(surfaceOf(experiment.surface).criticalPoints({}).length).toBeGreaterThan(0);
  });
});

const REFUSED: readonly (readonly [name: string, grid: unknown, message: string])[] = [
  ["no grid", 3, "/surface/grid: found 3; allowed: an object with file, name, height, values, columns, rows, domain"],
  [
    "nothing in it",
    {},
    "/surface/grid/values: found nothing; allowed: a list of columns · rows numbers, or a file instead",
  ],
  [
    "no list",
    { ...small, values: "1 2" },
    '/surface/grid/values: found "1 2"; allowed: a list of columns · rows numbers, or a file instead',
  ],
  [
    "too few numbers",
    { ...small, rows: 5 },
    "/surface/grid/values: found a list of 20; allowed: 25 numbers, 5 rows of 5",
  ],
  ["too few columns", { ...small, columns: 3 }, "/surface/grid/columns: found 3; allowed: an integer, 4 to 2048"],
  ["too many rows", { ...small, rows: 2049 }, "/surface/grid/rows: found 2049; allowed: an integer, 4 to 2048"],
  ["half a row", { ...small, rows: 4.5 }, "/surface/grid/rows: found 4.5; allowed: an integer, 4 to 2048"],
  [
    "no number among them",
    { ...small, values: small.values.with(7, Number.NaN) },
    "/surface/grid/values/7: found NaN; allowed: finite numbers of at most 1e+30 in magnitude (this is row 2, column 3)",
  ],
  [
    "a text among them",
    { ...small, values: [...small.values.slice(0, 19), "x"] },
    '/surface/grid/values/19: found "x"; allowed: finite numbers of at most 1e+30 in magnitude (this is row 4, column 5)',
  ],
  [
    "another key",
    { ...small, heigth: 1 },
    "/surface/grid/heigth: found an unknown key; allowed: one of file, name, height, values, columns, rows, domain (did you mean height?)",
  ],
  [
    "a height without a file",
    { ...small, height: 2 },
    "/surface/grid/height: found 2; allowed: nothing: a height goes with the file of a picture, and these are the values themselves",
  ],
  [
    "a domain the wrong way round",
    { ...small, domain: { x: [1, 0], y: [0, 1] } },
    "/surface/grid/domain/x: found [1, 0]; allowed: [from, to] with from < to",
  ],
  [
    "a domain that f32 cannot resolve",
    { ...small, domain: { x: [0, 1], y: [1e9, 1e9 + 1] } },
    "/surface/grid/domain/y: found [1000000000, 1000000001]; allowed: [from, to] with from < to, and 4 places there that f32 can tell apart",
  ],
];

describe("An experiment with a grid is refused, at the place and in one line, with", () => {
  it.each(REFUSED)("%s", (_name, grid, message) => {
    expect(() => parseExperiment(withGrid(grid))).toThrow(ExperimentError);
    expect(() => parseExperiment(withGrid(grid))).toThrow(message);
  });

  it("a parameter", () => {
    const input = { ...withGrid(small), surface: { grid: small, parameters: { a: 1 } } };
    expect(() => parseExperiment(input)).toThrow("/surface/parameters/a: found an unknown parameter; allowed: nothing");
  });

  it.each([
    [
      "a file that is not there",
      { file: "a.npy" },
      '/surface/grid/file: found "a.npy" (there is no such file); allowed: a file with a landscape: .npy, .csv or .png',
    ],
    [
      "a file that is no landscape",
      { file: "a.txt" },
      '/surface/grid/file: found "a.txt" (there is no such file); allowed: a file with a landscape: .npy, .csv or .png',
    ],
    [
      "a file and values",
      { file: sampleFile, ...small },
      "/surface/grid/values: found a list of 20; allowed: nothing beside a file, which holds the values",
    ],
    [
      "a height for a file that is no picture",
      { file: sampleFile, height: 2 },
      `/surface/grid/file: found "${sampleFile}" (a height goes with a picture (.png) only: other files hold the values themselves); allowed: a file with a landscape: .npy, .csv or .png`,
    ],
  ])("%s", async (_name, grid, message) => {
    await expect(resolveLandscape(withGrid(grid), read)).rejects.toThrow(ExperimentError);
    await expect(resolveLandscape(withGrid(grid), read)).rejects.toThrow(message);
  });
});
