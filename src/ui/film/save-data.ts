import { signal } from "@preact/signals";
import { formatBytes } from "../../charts/byte-text.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { DataFormat } from "../../recording/data/data-format.ts";
import { listingOf } from "../../recording/data/listing-bytes.ts";
import type { Piece } from "../../recording/data/piece.ts";
import { statisticsPieces } from "../../recording/data/statistics-pieces.ts";
import { trajectoryPieces } from "../../recording/data/trajectory-pieces.ts";
import { runExperiment } from "../../simulation/run-experiment.ts";
import { runStatistics } from "../../simulation/run-statistics.ts";
import { saveBlob, surfaceWord } from "../files.ts";
import * as store from "../store.ts";

/** What is being computed for a file. */
export interface DataProgress {
  /** As people call it: "The trajectories". */
  readonly name: string;
  /** How much of it is there, 0 … 1. */
  readonly share: number;
}

/** The data that are on their way; undefined while nothing is. */
export const savingData = signal<DataProgress | undefined>(undefined);

/** What has become of the last ones, in one line; undefined before, and while others are on their way. */
export const dataOutcome = signal<{ readonly kind: "done" | "error"; readonly text: string } | undefined>(undefined);

/** What a run that is listed may take of the page's memory: a quarter of what a browser gives a page. */
const MOST_BYTES = 2 ** 30;

/** Text that is held before it becomes part of the file, which the browser keeps outside of the page's memory. */
const PART = 2 ** 24;

const TYPES = {
  csv: "text/csv",
  json: "application/json",
  npy: "application/octet-stream",
} as const satisfies Record<DataFormat, string>;

let underWay: AbortController | undefined;

/** The smallest K for which listing every K-th step of all trajectories fits in the page's memory; undefined for none. */
export function leastEvery(experiment: Experiment): number | undefined {
  let [every, most] = [1, Math.max(1, experiment.steps)];
  const fits = (candidate: number) => listingOf(experiment, { every: candidate, state: false }).bytes <= MOST_BYTES;
  if (!fits(most)) return undefined;
  while (every < most) {
    const middle = Math.floor((every + most) / 2);
    if (fits(middle)) most = middle;
    else every = middle + 1;
  }
  return every;
}

/**
 * Runs the page's experiment aside on the page's device, and hands its trajectories over as a file, with every K-th step:
 * the very bytes that `ravine simulate --engine gpu` writes. What goes wrong is said in {@link dataOutcome}.
 */
export async function saveTrajectories(format: DataFormat, every: number): Promise<void> {
  await save("trajectories", format, (experiment, device, signal) => {
    checkListing(experiment, every);
    const onListed = (done: number, listed: number) => tell("trajectories", done / listed);
    const run = () => runExperiment(device, experiment, { every, state: false, signal, onListed });
    return trajectoryPieces([experiment], { format, isList: false, state: false }, run, () => undefined);
  });
}

/** The same of its statistics, at every step that the series has: what `ravine statistics --engine gpu` writes. */
export async function saveStatistics(format: DataFormat): Promise<void> {
  await save("statistics", format, (experiment, device, signal) => {
    const onStep = (step: number) => tell("statistics", step / Math.max(1, experiment.steps));
    const run = async () => {
      const rows = await runStatistics(device, experiment, { signal, onStep });
      return { engine: "gpu", precision: "f32", rows } as const;
    };
    return statisticsPieces([experiment], { format, isList: false }, run, () => undefined);
  });
}

/** Gives up what is on its way. */
export function cancelData(): void {
  underWay?.abort();
}

type What = "trajectories" | "statistics";

function tell(what: What, share: number): void {
  savingData.value = { name: `The ${what}`, share };
}

/** @throws Error that says which steps fit. */
function checkListing(experiment: Experiment, every: number): void {
  const { listed, bytes } = listingOf(experiment, { every, state: false });
  if (bytes <= MOST_BYTES) return;
  const least = leastEvery(experiment);
  const advice =
    least === undefined
      ? "not even its ends fit here; the command line may hold them"
      : `list every ${least} steps, or fewer`;
  throw new Error(
    `${listed.toLocaleString("en")} listed steps need ${(bytes / 2 ** 30).toFixed(1)} GiB of memory: ${advice}.`,
  );
}

async function save(
  what: What,
  format: DataFormat,
  begin: (experiment: Experiment, device: GPUDevice, signal: AbortSignal) => AsyncIterable<Piece>,
): Promise<void> {
  if (underWay !== undefined) return;
  const controller = new AbortController();
  underWay = controller;
  dataOutcome.value = undefined;
  tell(what, 0);
  const experiment = store.experiment.peek();
  try {
    const device = store.device.peek();
    if (device === undefined) throw new Error("there is no graphics device now");
    const content = await collect(begin(experiment, device, controller.signal), TYPES[format]);
    controller.signal.throwIfAborted();
    const name = `ravine-${surfaceWord(experiment)}-${what}.${format}`;
    saveBlob(content, name);
    dataOutcome.value = { kind: "done", text: `${name}, ${formatBytes(content.size)}, is among your downloads.` };
  } catch (error) {
    dataOutcome.value = controller.signal.aborted
      ? { kind: "done", text: `The ${what} were given up.` }
      : {
          kind: "error",
          text: `The ${what} cannot be saved: ${error instanceof Error ? error.message : String(error)}`,
        };
  } finally {
    underWay = undefined;
    savingData.value = undefined;
  }
}

async function collect(pieces: AsyncIterable<Piece>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let [held, size]: [Piece[], number] = [[], 0];
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < PART) continue;
    parts.push(new Blob(held));
    [held, size] = [[], 0];
  }
  return new Blob([...parts, ...held], { type });
}
