import type { Experiment } from "../experiment/experiment.ts";
import { formatExperiment } from "../experiment/file.ts";
import { parseJson } from "../experiment/json-text.ts";
import { LinkTooLongError } from "../experiment/link.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { presentLink } from "./location.ts";
import * as store from "./store.ts";
import { bannerMessage } from "./validation.ts";

/** An experiment with a large list of points is some megabytes long; nothing sensible is longer. */
const LARGEST_FILE = 64 * 2 ** 20;

/** Hands the experiment over as a JSON file. */
export function saveFile(experiment: Experiment): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([formatExperiment(experiment)], { type: "application/json" }));
  const surface = "id" in experiment.surface ? experiment.surface.id : "formula";
  link.download = `ravine-${surface}.json`;
  link.click();
  // The download reads the object after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Reads an experiment file; what is wrong with it is said in the banner, and the running experiment stays. */
export async function openFile(file: File, open: (experiment: Experiment) => void): Promise<void> {
  try {
    if (file.size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE / 2 ** 20} MB.`);
    open(parseExperiment(parseJson(await file.text())));
    store.notice.value = undefined;
  } catch (error) {
    store.notice.value = { kind: "error", text: `${file.name} cannot be opened: ${bannerMessage(error)}` };
  }
}

/** Copies a link to the present experiment, and says so. */
export async function shareLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(presentLink());
    store.notice.value = { kind: "info", text: "Link copied. It holds the whole experiment." };
  } catch (error) {
    const text =
      error instanceof LinkTooLongError
        ? bannerMessage(error)
        : "The browser did not allow copying. The address bar holds the same link.";
    store.notice.value = { kind: "error", text };
  }
}

/** Opens experiment files that are dropped anywhere on the page. */
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
