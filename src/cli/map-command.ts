import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Experiment } from "../experiment/experiment.ts";
import { describeValue, ExperimentError } from "../experiment/experiment-error.ts";
import { MAP_KINDS } from "../experiment/map.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { jsonPieces } from "../recording/data/json-pieces.ts";
import { checkWritable } from "./check-writable.ts";
import { inGpuPage, portions } from "./gpu-browser.ts";
import { InputError } from "./input-error.ts";
import type { MapFile, MapPage, MapProgress } from "./map-page.ts";
import { progress } from "./progress.ts";
import { fileProblem, readInput } from "./read-input.ts";
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
async function* mapOnGpu(experiment: Experiment, files: ReadonlyMap<MapFile, string>, onDone: (share: number) => void) {
  yield* inGpuPage("./map-page.ts", async function* (page) {
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
      const pieces: Buffer[] = [];
      for (let from = 0, length = PIECE; length === PIECE; from += PIECE) {
        const text = await page.evaluate(({ which, at, count }) => ravineMap.read(which, at, count), {
          which: file,
          at: from,
          count: PIECE,
        });
        const piece = Buffer.from(text, "base64");
        length = piece.length;
        pieces.push(piece);
      }
      await writeFile(name, Buffer.concat(pieces)).catch((error: unknown) => {
        throw new InputError(`cannot write ${name}: ${fileProblem(error)}`);
      });
    }
    yield* jsonPieces(state.summary);
    yield "\n";
  });
}

/**
 * Runs the map of an experiment's file: its image goes to one file, its values to another, and what there is to say
 * about it to standard output.
 * @throws InputError
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
  const places = [file, ...files.values()].map((name) => resolve(name));
  if (new Set(places).size < places.length) {
    throw new InputError("the experiment, the image and the values need a file each.");
  }
  const shown = progress(100, "%");
  try {
    await writeOutput(
      mapOnGpu(experiment, files, (share) => shown.report(Math.floor(100 * share))),
      undefined,
    );
  } finally {
    shown.end();
  }
}
