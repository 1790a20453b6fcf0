import type { Recording } from "../../../experiment/recording.ts";
import type { Selection } from "../film-store.ts";

/** What tells one thing of a storyboard from all others: the end of its element's id. */
export function selectionId(selection: Selection): string {
  return selection.track === "parameters"
    ? `parameters-${selection.index}-${selection.key}`
    : `${selection.track}-${selection.index}`;
}

/** The thing that such a text tells; undefined where it is none. */
export function selectionOf(id: string): Selection | undefined {
  const [, track, first, second] = /^(pace|camera|switches|texts|parameters)-(\d+)(?:-(\d+))?$/.exec(id) ?? [];
  const index = Number(first);
  if (track === "parameters") return second === undefined ? undefined : { track, index, key: Number(second) };
  if (track === "pace" || track === "camera" || track === "switches" || track === "texts") return { track, index };
  return undefined;
}

/** Whether there is such a thing in a storyboard: after an edit or the browser's Back there may not be. */
export function isThere(recording: Recording, selection: Selection): boolean {
  return selection.track === "parameters"
    ? recording.parameters[selection.index]?.keys[selection.key] !== undefined
    : recording[selection.track][selection.index] !== undefined;
}

/** Everything on the lane of a thing, itself included, in the order of time. */
function laneOf(recording: Recording, selection: Selection): readonly Selection[] {
  if (selection.track !== "parameters") {
    const { track } = selection;
    return recording[track].map((_item, index) => ({ track, index }));
  }
  const { index } = selection;
  return (recording.parameters[index]?.keys ?? []).map((_key, key) => ({ track: "parameters", index, key }));
}

/** The one before or after on the same lane. */
export function neighbour(recording: Recording, selection: Selection, direction: 1 | -1): Selection | undefined {
  const lane = laneOf(recording, selection);
  const place = selection.track === "parameters" ? selection.key : selection.index;
  return lane[place + direction];
}
