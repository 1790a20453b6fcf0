import type { Experiment } from "../experiment/experiment.ts";
import { requestDevice } from "../gpu/device.ts";
import { findMap } from "../maps/index.ts";
import type { MapPicture } from "../maps/map-picture.ts";
import { encodeNpy } from "../maps/npy.ts";
import { paintMap } from "../maps/painting.ts";
import { encodePng } from "../maps/png.ts";
import { runMap } from "../maps/run-map.ts";
import { valueRange } from "../maps/value-range.ts";
import { toBase64 } from "./base64.ts";
import { type MapSummary, shapeOf, summaryOf } from "./map-summary.ts";

/** What the command line is told of a map under way. A problem ends it. */
export interface MapProgress {
  /** From 0 to 1. */
  readonly done: number;
  readonly summary?: MapSummary;
  readonly problem?: string;
}

export type MapFile = "image" | "data";

/** What the command line calls in the page. Texts and files of any length pass in portions. */
export interface MapPage {
  /** Adds to the experiment's JSON. */
  load(piece: string): void;
  /** Starts on the loaded experiment. @throws Error without WebGPU. */
  start(): Promise<void>;
  /** How far it is; with the summary at the end. */
  progress(): MapProgress;
  /** Some bytes of a file of the finished map in base64: fewer, or none, at its end. */
  read(file: MapFile, from: number, count: number): string;
}

interface Finished {
  readonly summary: MapSummary;
  readonly files: Readonly<Record<MapFile, Uint8Array>>;
}

function finish(picture: MapPicture): Finished {
  const definition = findMap(picture.choice.kind);
  const { width, height } = picture.choice;
  const values = definition.values(picture);
  const range = valueRange(definition, picture);
  return {
    summary: summaryOf(definition, picture, values, range),
    files: {
      image: encodePng(paintMap(definition, picture, { range, theme: "night" }), width, height),
      data: encodeNpy(values, shapeOf(definition, picture)),
    },
  };
}

function createPage(): MapPage {
  const loaded: string[] = [];
  let progress: MapProgress = { done: 0 };
  let finished: Finished | undefined;
  return {
    load(piece) {
      loaded.push(piece);
    },
    async start() {
      const experiment: Experiment = JSON.parse(loaded.splice(0).join(""));
      const device = await requestDevice();
      const onPicture = (picture: MapPicture): void => {
        progress = { done: picture.progress };
      };
      runMap(device, experiment, { onPicture })
        .then((picture) => {
          finished = finish(picture);
          progress = { done: 1, summary: finished.summary };
        })
        .catch((error: unknown) => {
          progress = { done: 1, problem: error instanceof Error ? error.message : String(error) };
        });
    },
    progress: () => progress,
    read(file, from, count) {
      return toBase64([finished?.files[file].subarray(from, from + count) ?? new Uint8Array()]);
    },
  };
}

Object.assign(globalThis, { ravineMap: createPage() });
