import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Experiment } from "../experiment/experiment.ts";
import { describeValue, ExperimentError } from "../experiment/experiment-error.ts";
import { MAP_KINDS } from "../experiment/map.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { jsonPieces } from "../recording/data/json-pieces.ts";
import type { Piece } from "../recording/data/piece.ts";
import { checkApart } from "./check-apart.ts";
import { checkWritable } from "./check-writable.ts";
import { inGpuPage, portions } from "./gpu-browser.ts";
import { InputError } from "./input-error.ts";
import { interruptible } from "./interruption.ts";
import type { MapFile, MapPage, MapProgress } from "./map-page.ts";
import { progress } from "./progress.ts";
import { readInput } from "./read-input.ts";
import { writeOutput } from "./write-output.ts";

declare const ravineMap: MapPage;

export interface MapOptions {
  readonly width?: number;
  readonly height?: number;
  /** Where the image goes, … */
  readonly out?: string;
  /** … and where the values. */
  readonly data?: string;
}

/** What is read of a file in one message, in bytes: a multiple of three, so that pieces of base64 need no padding. */
const PIECE = 3 << 20;

/** Milliseconds between two looks at how far the map is. */
const LOOK_AGAIN = 40;

function parseMapped(content: unknown, { width, height }: MapOptions): Experiment {
  const experiment = parseExperiment(content);
  if (experiment.map === undefined) {
    throw new ExperimentError(["map"], describeValue(undefined), `{"kind": …}, of ${MAP_KINDS.join(", ")}`);
  }
  const { map } = experiment;
  return { ...experiment, map: { ...map, width: width ?? map.width, height: height ?? map.height } };
}

/** Runs an experiment's map on the GPU of a headless browser, writes its files, and yields the summary. */
async function* mapOnGpu(
  experiment: Experiment,
  files: ReadonlyMap<MapFile, string>,
  onDone: (share: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const use = async function* (page: Page): AsyncGenerator<Piece> {
    for (const text of portions(JSON.stringify(experiment))) {
      await page.evaluate((piece) => ravineMap.load(piece), text);
    }
    await page.evaluate(() => ravineMap.start());
    let state: MapProgress = { done: 0 };
    while (state.summary === undefined) {
      // A promise of the page that is waited for may be collected there when memory is short.
      await setTimeout(LOOK_AGAIN);
      state = await page.evaluate(() => ravineMap.progress());
      if (state.problem !== undefined) throw new InputError(state.problem);
      onDone(state.done);
    }
    for (const [file, name] of files) {
      await writeOutput(piecesOf(page, file), name, signal);
    }
    yield* jsonPieces(state.summary);
    yield "\n";
  };
  yield* inGpuPage("./map-page.ts", use, signal);
}

/** What the page holds of a file. */
async function* piecesOf(page: Page, file: MapFile): AsyncGenerator<Piece> {
  for (let from = 0, length = PIECE; length === PIECE; from += PIECE) {
    const text = await page.evaluate(({ which, at, count }) => ravineMap.read(which, at, count), {
      which: file,
      at: from,
      count: PIECE,
    });
    const piece = new Uint8Array(Buffer.from(text, "base64"));
    length = piece.length;
    yield piece;
  }
}

/**
 * Runs the map of an experiment's file: its image goes to one file, its values to another, and what there is to say
 * about it to standard output.
 * @throws InputError; InterruptionError where a signal ends it
 */
export async function map(file: string, options: MapOptions): Promise<void> {
  const files = new Map<MapFile, string>();
  if (options.out !== undefined) files.set("image", options.out);
  if (options.data !== undefined) files.set("data", options.data);
  if (files.size === 0) throw new InputError("say where the map goes: --out image.png, --data values.npy, or both.");
  const { items, isList } = await readInput(file, (content) => parseMapped(content, options), "experiments");
  const [experiment] = items;
  if (isList || experiment === undefined) {
    throw new InputError(`${file === "-" ? "standard input" : file}: a map needs one experiment, not a list`);
  }
  for (const name of files.values()) await checkWritable(name);
  await checkApart(file, [...files.values()], "the experiment, the image and the values need a file each.");
  const shown = progress(100, "%");
  try {
    await interruptible(
      () => "interrupted.",
      (signal) =>
        writeOutput(
          mapOnGpu(experiment, files, (share) => shown.report(Math.floor(100 * share)), signal),
          undefined,
        ),
    );
  } finally {
    shown.end();
  }
}
