import { effect, signal } from "@preact/signals";
import { saveBlob } from "../files.ts";
import { nextFrame } from "../frames.ts";
import * as store from "../store.ts";
import { type CanvasRecording, recordCanvas, recordedType } from "./canvas-recorder.ts";
import { filmOpen, leaveFilm } from "./film-store.ts";
import { showBadge } from "./live-badge.tsx";

/** A recording of the landscape in real time that is under way. */
export interface Capture {
  /** The file that it will be: ravine-live-2026-11-23-10-15-00.mp4. */
  readonly name: string;
}

export const capture = signal<Capture | undefined>(undefined);

/** What has become of the last one, in one line. */
export const captureOutcome = signal<{ readonly kind: "done" | "error"; readonly text: string } | undefined>(undefined);

/** What is recorded, in words for whoever is about to: not what a film is. */
const CAPTURE_NOTE = "What you see, in real time; a slow machine drops frames.";

let underWay: CanvasRecording | undefined;
let isBegun = false;

/** Whether this browser can record the landscape at all. */
export function canCapture(): boolean {
  return recordedType() !== undefined;
}

/**
 * Leaves the studio and records the landscape as it is seen, in real time, until {@link stopCapture}: a slow machine
 * drops frames. A badge over the page says so and ends it. Opening the studio or losing the device ends it too, and what
 * there is by then is handed over; before the page is left, the browser asks. What goes wrong is said in {@link captureOutcome}.
 */
export async function startCapture(): Promise<void> {
  if (isBegun) return;
  isBegun = true;
  try {
    await captureLandscape();
  } finally {
    isBegun = false;
  }
}

async function captureLandscape(): Promise<void> {
  const begun = new Date();
  captureOutcome.value = undefined;
  leaveFilm();
  // The landscape rests under the studio: it is drawn again from the next frame on.
  await nextFrame();
  if (filmOpen.peek()) return;
  let recording: CanvasRecording;
  try {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas.landscape");
    if (canvas === null || store.device.peek() === undefined) throw new Error("there is no landscape now");
    recording = recordCanvas(canvas);
  } catch (error) {
    settle({ kind: "error", text: `Recording is not possible: ${messageOf(error)}.` });
    return;
  }
  underWay = recording;
  capture.value = { name: `ravine-live-${timeText(begun)}.${recording.ending}` };
  await whileCapturing(recording);
}

/** Ends the recording and hands it over as a download. */
export function stopCapture(): void {
  underWay?.stop();
}

async function whileCapturing(recording: CanvasRecording): Promise<void> {
  const name = capture.peek()?.name ?? "";
  let reason: string | undefined;
  const watch = effect(() => {
    if (store.device.value === undefined) reason = "the graphics device was lost";
    if (store.device.value === undefined || filmOpen.value) recording.stop();
  });
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  addEventListener("beforeunload", ask);
  addEventListener("pagehide", stopCapture);
  const hideBadge = showBadge(Date.now(), CAPTURE_NOTE, stopCapture);
  const { content, problem } = await recording.ended;
  watch();
  hideBadge();
  removeEventListener("beforeunload", ask);
  removeEventListener("pagehide", stopCapture);
  underWay = undefined;
  capture.value = undefined;
  const why = problem ?? reason;
  if (content.size === 0) {
    settle({ kind: "error", text: `Nothing was recorded: ${why ?? "it ended before its first frame"}.` });
    return;
  }
  saveBlob(content, name);
  settle(
    why === undefined
      ? { kind: "done", text: `${name} is among your downloads.` }
      : { kind: "error", text: `The recording ended early: ${why}. ${name} holds it up to there.` },
  );
}

/** Said in the studio, and, since that is closed now, on the page. */
function settle(outcome: { readonly kind: "done" | "error"; readonly text: string }): void {
  captureOutcome.value = outcome;
  store.notice.value = { kind: outcome.kind === "error" ? "error" : "info", text: outcome.text };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}

/** The time on the wall, as a file's name can have it. */
function timeText(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())];
  return [...day, two(time.getHours()), two(time.getMinutes()), two(time.getSeconds())].join("-");
}
