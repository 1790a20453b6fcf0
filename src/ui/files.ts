import type { Experiment } from "../experiment/experiment.ts";
import { formatExperiment } from "../experiment/file.ts";
import { parseJson } from "../experiment/json-text.ts";
import { landscapeEnding } from "../experiment/landscape/read-landscape.ts";
import { resolveLandscape } from "../experiment/landscape/resolve-landscape.ts";
import { LinkTooLongError } from "../experiment/link.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { readLandscapeFile } from "./landscape.ts";
import { presentLink } from "./location.ts";
import { readFromPage } from "./read-from-page.ts";
import * as store from "./store.ts";
import { bannerMessage } from "./validation.ts";

/** An experiment with the largest landscape in it is some 90 megabytes long; nothing sensible is longer. */
const LARGEST_FILE = 128 * 2 ** 20;

/** Hands the experiment over as a JSON file. */
export function saveFile(experiment: Experiment): void {
  saveBlob(new Blob([formatExperiment(experiment)], { type: "application/json" }), fileName(experiment, "json"));
}

/** A surface in a word, for the names of files. */
export function surfaceWord({ surface }: Pick<Experiment, "surface">): string {
  return "id" in surface ? surface.id : "grid" in surface ? "landscape" : "formula";
}

/** What a file of an experiment is called: ravine-rosenbrock.json. */
export function fileName({ surface }: Pick<Experiment, "surface">, ending: string): string {
  return `ravine-${surfaceWord({ surface })}.${ending}`;
}

/** Hands a file over, as a download of that name. */
export function saveBlob(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download reads the object after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Reads an experiment's file, or a landscape's, on which the present optimizers then run; what is wrong with it is said
 * in the banner, and the running experiment stays.
 */
export async function openFile(file: File, open: (experiment: Experiment) => void): Promise<void> {
  try {
    if (file.size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE / 2 ** 20} MB.`);
    if (landscapeEnding(file.name) === undefined) {
      open(await readExperimentFile(file));
      return;
    }
    const { experiment, left } = await readLandscapeFile(file);
    store.notice.value = undefined;
    open(experiment);
    if (left.length === 0) return;
    store.notice.value = {
      kind: "info",
      text: [store.notice.peek()?.text, `Left out, as ${file.name} has no place for it: ${left.join(", ")}.`]
        .filter((part) => part !== undefined)
        .join(" "),
    };
  } catch (error) {
    store.notice.value = { kind: "error", text: `${file.name} cannot be opened: ${bannerMessage(error)}` };
  }
}

async function readExperimentFile(file: File): Promise<Experiment> {
  return parseExperiment(await resolveLandscape(parseJson(await file.text()), readFromPage));
}

/** Copies a link to the present experiment, and says so. */
export async function shareLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(presentLink());
    const { surface } = store.experiment.peek();
    const named = "grid" in surface ? surface.grid.file : undefined;
    const text = named === undefined ? "It holds the whole experiment." : `It names the landscape, ${named}.`;
    store.notice.value = { kind: "info", text: `Link copied. ${text}` };
  } catch (error) {
    const text =
      error instanceof LinkTooLongError
        ? bannerMessage(error)
        : "The browser did not allow copying. The address bar holds the same link.";
    store.notice.value = { kind: "error", text };
  }
}

/** Opens files of experiments or landscapes that are dropped anywhere on the page. */
export function acceptDrops(open: (experiment: Experiment) => void): () => void {
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void openFile(file, open);
  };
  addEventListener("dragover", over);
  addEventListener("drop", drop);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("drop", drop);
  };
}
