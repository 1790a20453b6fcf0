import type { FilmText, Recording } from "../../../experiment/recording.ts";
import type { Selection } from "../film-store.ts";

/** A storyboard after an edit, and where in it the thing that was edited is now. */
export interface Edited {
  readonly recording: Recording;
  readonly selection: Selection | undefined;
}

/** When something is, in seconds; undefined where there is no such thing. Of a text, when it begins. */
export function timeOf(recording: Recording, selection: Selection): number | undefined {
  switch (selection.track) {
    case "texts":
      return recording.texts[selection.index]?.from;
    case "parameters":
      return recording.parameters[selection.index]?.keys[selection.key]?.at;
    default:
      return recording[selection.track][selection.index]?.at;
  }
}

/** Puts something at another time, within the film; a text keeps its length. It may go past others of its kind. */
export function moveItem(recording: Recording, selection: Selection, to: number): Edited {
  const { index } = selection;
  const at = Math.min(Math.max(to, 0), recording.seconds);
  switch (selection.track) {
    case "pace": {
      const placed = placedAt(recording.pace, index, at);
      return { recording: { ...recording, pace: placed.keys }, selection: { track: "pace", index: placed.index } };
    }
    case "camera": {
      const placed = placedAt(recording.camera, index, at);
      return { recording: { ...recording, camera: placed.keys }, selection: { track: "camera", index: placed.index } };
    }
    case "switches": {
      const placed = placedAt(recording.switches, index, at);
      return {
        recording: { ...recording, switches: placed.keys },
        selection: { track: "switches", index: placed.index },
      };
    }
    case "parameters": {
      const track = recording.parameters[index];
      if (track === undefined) return { recording, selection };
      const placed = placedAt(track.keys, selection.key, at);
      const parameters = recording.parameters.with(index, { ...track, keys: placed.keys });
      return { recording: { ...recording, parameters }, selection: { track: "parameters", index, key: placed.index } };
    }
    case "texts": {
      const text = recording.texts[index];
      if (text === undefined) return { recording, selection };
      const length = text.to - text.from;
      const from = Math.min(at, Math.max(0, recording.seconds - length));
      return placedText(recording, index, { ...text, from, to: hundredMicroseconds(from + length) });
    }
  }
}

/**
 * Moves one end of a text, which stays at least `least` seconds long.
 * @param end which of its ends
 */
export function resizeText(recording: Recording, index: number, end: "from" | "to", at: number, least: number): Edited {
  const text = recording.texts[index];
  if (text === undefined) return { recording, selection: undefined };
  const changed =
    end === "from"
      ? { ...text, from: Math.max(0, Math.min(at, hundredMicroseconds(text.to - least))) }
      : { ...text, to: Math.min(recording.seconds, Math.max(at, hundredMicroseconds(text.from + least))) };
  return placedText(recording, index, changed);
}

/**
 * Takes something away. A track of a number goes with its last key; pace and camera keep at least one.
 * @returns undefined where it has to stay.
 */
export function removeItem(recording: Recording, selection: Selection): Edited | undefined {
  const { index } = selection;
  const without = (change: Partial<Recording>): Edited => ({
    recording: { ...recording, ...change },
    selection: undefined,
  });
  switch (selection.track) {
    case "pace":
      return recording.pace.length < 2 ? undefined : without({ pace: recording.pace.toSpliced(index, 1) });
    case "camera":
      return recording.camera.length < 2 ? undefined : without({ camera: recording.camera.toSpliced(index, 1) });
    case "switches":
      return without({ switches: recording.switches.toSpliced(index, 1) });
    case "texts":
      return without({ texts: recording.texts.toSpliced(index, 1) });
    case "parameters": {
      const track = recording.parameters[index];
      if (track === undefined) return undefined;
      if (track.keys.length < 2) return without({ parameters: recording.parameters.toSpliced(index, 1) });
      const keys = track.keys.toSpliced(selection.key, 1);
      return without({ parameters: recording.parameters.with(index, { ...track, keys }) });
    }
  }
}

/** The key with another time in the order of time, after those that have the same. */
function placedAt<Key extends { readonly at: number }>(
  keys: readonly Key[],
  index: number,
  at: number,
): { readonly keys: readonly Key[]; readonly index: number } {
  const key = keys[index];
  if (key === undefined) return { keys, index };
  const moved = { ...key, at };
  const sorted = keys.with(index, moved).toSorted((a, b) => a.at - b.at);
  return { keys: sorted, index: sorted.indexOf(moved) };
}

function placedText(recording: Recording, index: number, text: FilmText): Edited {
  const texts = recording.texts.with(index, text).toSorted((a, b) => a.from - b.from);
  return { recording: { ...recording, texts }, selection: { track: "texts", index: texts.indexOf(text) } };
}

/** Sums of times without the digits that binary fractions leave behind. */
function hundredMicroseconds(time: number): number {
  return Math.round(time * 1e4) / 1e4;
}
