import { apply, removeSelected } from "../editing.ts";
import * as film from "../film-store.ts";
import { frameAt, keyTime } from "./frame-time.ts";
import { moveItem, timeOf } from "./items.ts";
import { selectionOf } from "./selections.ts";

/** Seconds that an arrow key goes with the shift key. */
const LEAP = 0.5;

/**
 * The keys of a key or a text that has the focus: arrows move it by a frame, or by half a second with the shift key;
 * Delete takes it away; Escape lets go of it.
 */
export function pressOnItem(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
  const item = event.target.closest<HTMLElement>("[data-item]");
  const selection = item === null ? undefined : selectionOf(item.dataset.item ?? "");
  if (selection === undefined) return;
  const act = actionOf(event.key);
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();

  function actionOf(key: string): (() => void) | undefined {
    if (selection === undefined) return undefined;
    switch (key) {
      case "ArrowLeft":
        return () => move(-1);
      case "ArrowRight":
        return () => move(1);
      case "Delete":
      case "Backspace":
        return () => {
          film.selection.value = selection;
          removeSelected();
        };
      case "Escape":
        if (film.selection.peek() === undefined) return undefined;
        return () => {
          film.selection.value = undefined;
        };
      default:
        return undefined;
    }
  }

  function move(direction: 1 | -1): void {
    const recording = film.recording.peek();
    const at = selection === undefined ? undefined : timeOf(recording, selection);
    if (selection === undefined || at === undefined) return;
    const { fps } = recording;
    const frame = frameAt(at, fps) + direction * (event.shiftKey ? Math.round(LEAP * fps) : 1);
    apply(moveItem(recording, selection, keyTime(Math.max(0, frame), fps)));
  }
}
