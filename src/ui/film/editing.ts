import { signal } from "@preact/signals";
import type { Recording } from "../../experiment/recording.ts";
import { fieldMessage } from "../validation.ts";
import * as film from "./film-store.ts";
import { addCamera, addNumberKey, addPace, addSwitch, addText, addTrack } from "./timeline/adding.ts";
import { keyTime } from "./timeline/frame-time.ts";
import { type Edited, removeItem } from "./timeline/items.ts";
import { presentCamera, presentEasing, presentLook, presentNumber, presentPace } from "./timeline/present-values.ts";
import { selectionId } from "./timeline/selections.ts";

/** Why the last edit on the timeline was not taken, in one line. */
export const editError = signal<string | undefined>(undefined);

/** Changes the storyboard for a field. @returns what is allowed there, where it was not. */
export function editField(change: (recording: Recording) => Recording): string | undefined {
  editError.value = undefined;
  return film.editRecording(change, fieldMessage);
}

/** Makes an edit that a choice makes: where it is refused, the studio says why, for a choice has no place of its own for it. */
export function chosen<Value>(edit: (value: Value) => string | undefined): (value: Value) => void {
  return (value) => {
    editError.value = edit(value);
  };
}

/**
 * Takes an edit of the timeline over, with what it selects.
 * @param edit a structural one can be undone by the browser's Back
 * @returns whether it is valid.
 */
export function apply(edited: Edited, edit: "structural" | "small" = "small"): boolean {
  const error = film.editRecording(() => edited.recording, undefined, edit);
  editError.value = error;
  if (error !== undefined) return false;
  const before = film.selection.peek();
  const after = edited.selection;
  const isSame = before !== undefined && after !== undefined && selectionId(before) === selectionId(after);
  if (!isSame) film.selection.value = after;
  return true;
}

/** Takes away what is selected; says why where it has to stay. */
export function removeSelected(): void {
  const selection = film.selection.peek();
  if (selection === undefined) return;
  const edited = removeItem(film.recording.peek(), selection);
  if (edited === undefined) editError.value = `A film has at least one key of the ${selection.track}.`;
  else apply(edited, "structural");
}

/** The lanes of the timeline that take new things; a number's by the place of its track. */
export type Lane =
  | { readonly track: "pace" | "camera" | "switches" | "texts" }
  | { readonly track: "parameters"; readonly index: number };

/** Adds a key or a text at the playhead, with what holds there now: nothing changes until it is edited. */
export function addAtPlayhead(lane: Lane): void {
  const recording = film.recording.peek();
  const at = keyTime(film.shownFrame.peek(), recording.fps);
  switch (lane.track) {
    case "pace":
      apply(addPace(recording, { at, stepsPerSecond: presentPace(recording, at) }), "structural");
      return;
    case "camera":
      apply(addCamera(recording, presentCamera(recording, at)), "structural");
      return;
    case "switches": {
      // A switch has to change something: the theme, for a beginning.
      const theme = presentLook(recording, at).theme === "night" ? "paper" : "night";
      apply(addSwitch(recording, { at, dissolve: 0.5, theme }), "structural");
      return;
    }
    case "texts":
      apply(addText(recording, at), "structural");
      return;
    case "parameters": {
      const track = recording.parameters[lane.index];
      if (track === undefined) return;
      const [value, easing] = [presentNumber(recording, track.path, at), presentEasing(track.keys, at)];
      apply(addNumberKey(recording, lane.index, { at, value, easing }), "structural");
    }
  }
}

/** Gives a number a track of its own, with a key at the playhead that holds its present value. */
export function addTrackAtPlayhead(path: string): void {
  const recording = film.recording.peek();
  const at = keyTime(film.shownFrame.peek(), recording.fps);
  const value = presentNumber(recording, path, at);
  apply(addTrack(recording, { path, scale: "linear", keys: [{ at, value, easing: "smooth" }] }), "structural");
}
