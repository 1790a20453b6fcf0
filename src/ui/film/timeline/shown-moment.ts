import type { Recording } from "../../../experiment/recording.ts";
import type { Selection } from "../film-store.ts";
import { timeOf } from "./items.ts";

/** Seconds into a text when it is seen whole. */
const FADE = 0.5;

/** A time at which what is selected is seen: a key at its own, a switch once it has dissolved, a text once it is there. */
export function momentToShow(recording: Recording, selection: Selection): number {
  const at = timeOf(recording, selection) ?? 0;
  if (selection.track === "switches") return at + (recording.switches[selection.index]?.dissolve ?? 0);
  if (selection.track !== "texts") return at;
  const text = recording.texts[selection.index];
  return text === undefined ? at : Math.min(at + FADE, (text.from + text.to) / 2);
}
