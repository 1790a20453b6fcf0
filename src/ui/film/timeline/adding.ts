import type {
  CameraKey,
  FilmText,
  NumberKey,
  PaceKey,
  ParameterTrack,
  Recording,
  Switch,
} from "../../../experiment/recording.ts";
import type { Edited } from "./items.ts";

/** Seconds that a new text is seen, and the least that any is. */
const TEXT_SECONDS = 2;
export const LEAST_TEXT_SECONDS = 0.1;

export function addPace(recording: Recording, key: PaceKey): Edited {
  const { keys, index } = inserted(recording.pace, key);
  return { recording: { ...recording, pace: keys }, selection: { track: "pace", index } };
}

export function addCamera(recording: Recording, key: CameraKey): Edited {
  const { keys, index } = inserted(recording.camera, key);
  return { recording: { ...recording, camera: keys }, selection: { track: "camera", index } };
}

/** @param track the place of the number's track */
export function addNumberKey(recording: Recording, track: number, key: NumberKey): Edited {
  const before = recording.parameters[track];
  if (before === undefined) return { recording, selection: undefined };
  const { keys, index } = inserted(before.keys, key);
  const parameters = recording.parameters.with(track, { ...before, keys });
  return { recording: { ...recording, parameters }, selection: { track: "parameters", index: track, key: index } };
}

export function addTrack(recording: Recording, track: ParameterTrack): Edited {
  const parameters = [...recording.parameters, track];
  return {
    recording: { ...recording, parameters },
    selection: { track: "parameters", index: parameters.length - 1, key: 0 },
  };
}

export function addSwitch(recording: Recording, change: Switch): Edited {
  const { keys, index } = inserted(recording.switches, change);
  return { recording: { ...recording, switches: keys }, selection: { track: "switches", index } };
}

/** A caption from a time on; where little of the film is left, over its last seconds. */
export function addText(recording: Recording, at: number): Edited {
  const length = Math.min(TEXT_SECONDS, recording.seconds);
  const from = Math.max(0, Math.min(at, recording.seconds - length));
  const text: FilmText = { kind: "caption", from, to: from + length, text: "Caption", place: "left" };
  const texts = [...recording.texts, text].toSorted((a, b) => a.from - b.from);
  return { recording: { ...recording, texts }, selection: { track: "texts", index: texts.indexOf(text) } };
}

/** The key among the others in the order of time; in place of the last one that is at the very same time. */
function inserted<Key extends { readonly at: number }>(
  keys: readonly Key[],
  key: Key,
): { readonly keys: readonly Key[]; readonly index: number } {
  // Of two at one time, which are a jump, the later one holds from there on.
  const twin = keys.findLastIndex(({ at }) => at === key.at);
  const sorted = twin < 0 ? [...keys, key].toSorted((a, b) => a.at - b.at) : keys.with(twin, key);
  return { keys: sorted, index: sorted.indexOf(key) };
}
