import { apply, removeSelected } from "../editing.ts";
import * as film from "../film-store.ts";
import { frameAt, keyTime } from "./frame-time.ts";
import { moveItem, timeOf } from "./items.ts";
import { selectionOf } from "./selections.ts";

/** Seconds that an arrow key goes with the shift key. */
const LEAP = 0.5;

/**
 * The keys of a key or a text that has the focus: arrows move it by a frame, or by half a second with the shift key;
 * Delete takes it away.
 */
export function pressOnItem(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
  const selection = selectionOf(event.target.closest<HTMLElement>("[data-item]")?.dataset.item ?? "");
  if (selection === undefined) return;
  switch (event.key) {
    case "ArrowLeft":
      move(selection, -1, event.shiftKey);
      break;
    case "ArrowRight":
      move(selection, 1, event.shiftKey);
      break;
    case "Delete":
    case "Backspace":
      film.selection.value = selection;
      removeSelected();
      break;
    default:
      return;
  }
  // The page's own keys would move the playhead.
  event.preventDefault();
}

function move(selection: film.Selection, direction: 1 | -1, isFar: boolean): void {
  const recording = film.recording.peek();
  const at = timeOf(recording, selection);
  if (at === undefined) return;
  const { fps } = recording;
  const frame = frameAt(at, fps) + direction * (isFar ? Math.round(LEAP * fps) : 1);
  apply(moveItem(recording, selection, keyTime(Math.max(0, frame), fps)));
}
