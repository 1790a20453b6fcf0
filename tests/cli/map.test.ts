import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { type MapOptions, map } from "../../src/cli/map-command.ts";
import { readNpy } from "../../src/experiment/landscape/npy.ts";
import { cellCentres } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { colorTable, TABLE_SIZE } from "../../src/maps/color-maps.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runRavine } from "./run-ravine.ts";

const x = { path: "/ensembles/0/hyperparameters/learningRate", from: 0.05, to: 0.35, scale: "linear" } as const;
const y = { path: "/starts/x", from: -1, to: 3, scale: "linear" } as const;
const run = {
  version: 1,
  surface: { id: "booth" },
  starts: { kind: "points", points: [[7, 1]] },
  ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 0.01 } }],
};
const experiment = { ...run, map: { kind: "loss", x, y, width: 500, height: 6, steps: 5 } };

/** The final loss of a cell's trajectory by the CPU reference in f32. */
function expectedLoss(learningRate: number, start: number): number {
  const cell = parseExperiment({
    ...run,
    starts: { kind: "points", points: [[Math.fround(start), 1]] },
    ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: Math.fround(learningRate) } }],
    steps: 5,
  });
  const [ensemble] = simulateReference(cell, { precision: "f32", every: 5, state: false }).ensembles;
  return ensemble?.trajectories[0]?.losses.at(-1) ?? Number.NaN;
}

test("ravine map writes what every cell comes to, and its picture the right way up", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-map-"));
  const [image, data] = [join(folder, "map.png"), join(folder, "map.npy")];
  const options = ["map", "-", "--width", "7", "--out", image, "--data", data];
  const { code, stdout, stderr } = await runRavine(options, JSON.stringify(experiment));
  expect(stderr).toBe("");
  expect(code).toBe(0);

  const { columns, rows, values } = readNpy(new Uint8Array(await readFile(data)));
  expect([rows, columns]).toEqual([6, 7]);
  const [rates, starts] = [cellCentres(x, 7), cellCentres(y, 6)];
  for (const [cell, seen] of values.entries()) {
    const expected = expectedLoss(rates[cell % 7] ?? 0, starts[Math.floor(cell / 7)] ?? 0);
    // Measured: 0 in software. A GPU may fuse a multiplication with an addition: one rounding (1.2e-7 of a coordinate) an
    // operation, of which a loss as small as 0.012, a square of what is left of coordinates near 3, makes some 1e-5.
    expect(Math.abs(seen - expected) / expected, `cell ${cell}: ${seen}, expected ${expected}`).toBeLessThan(1e-4);
  }

  const picture = decode(new Uint8Array(await readFile(image)));
  expect([picture.height, picture.width]).toEqual([6, 7]);
  const hexAt = (row: number, column: number): string =>
    `#${[0, 1, 2].map((part) => (picture.data[4 * (7 * row + column) + part] ?? 0).toString(16).padStart(2, "0")).join("")}`;
  const viridis = colorTable({ kind: "sequential", log: true, isReversed: true }, "night");
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const place = (value: number) => Math.round((Math.log(value / least) / Math.log(most / least)) * (TABLE_SIZE - 1));
  for (const [cell, value] of values.entries()) {
    const [row, column] = [Math.floor(cell / 7), cell % 7];
    expect(hexAt(5 - row, column), `cell ${cell}`).toBe(viridis[place(value)]);
  }

  expect(JSON.parse(stdout)).toEqual({
    kind: "loss",
    shape: [6, 7],
    least: expect.closeTo(least, 6),
    most: expect.closeTo(most, 1),
    finite: 42,
    infinite: 0,
    unknown: 0,
    shares: {},
  });
  await rm(folder, { recursive: true });
}, 120_000);

const nowhere = join(tmpdir(), "no-such-folder", "a.png");
const refused: readonly (readonly [name: string, content: unknown, options: MapOptions, message: RegExp])[] = [
  ["that goes nowhere", experiment, {}, /^say where the map goes: --out image.png, --data values.npy, or both\.$/],
  [
    "that is not in the file",
    run,
    { data: "a" },
    /^\/map: found nothing; allowed: \{"kind": …\}, of stability, rate, /,
  ],
  [
    "of an unknown kind",
    { ...run, map: { kind: "rat" } },
    { data: "a" },
    /^\/map\/kind: found "rat".*did you mean rate\?\)$/,
  ],
  ["of a list", [experiment], { data: "a" }, /file.json: a map needs one experiment, not a list$/],
  ["for a folder that there is not", experiment, { out: nowhere }, /^cannot write .*a\.png: no such file or folder$/],
  ["for a file that is a folder", experiment, { data: tmpdir() }, /^cannot write .*: it is a folder$/],
];

test.each(refused)("a map %s is refused before a browser starts", async (_name, content, options, message) => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-map-"));
  const file = join(folder, "file.json");
  await writeFile(file, JSON.stringify(content));
  await expect(map(file, options)).rejects.toThrow(message);
  await rm(folder, { recursive: true });
});
