import type { Recording } from "../../../experiment/recording.ts";
import { apply, editError } from "../editing.ts";
import * as film from "../film-store.ts";
import { LEAST_TEXT_SECONDS } from "./adding.ts";
import { frameAt } from "./frame-time.ts";
import { moveItem, resizeText, timeOf } from "./items.ts";
import { isThere, selectionOf } from "./selections.ts";
import { momentToShow } from "./shown-moment.ts";
import { snapped } from "./snapping.ts";

/** CSS pixels that a pointer may move within a click. */
const STILL = 3;
/** CSS pixels from where a half second, or the playhead, draws to itself. */
const REACH = 6;

/**
 * Follows a pointer that goes down on the timeline, until it goes up: on a key or a text it selects and moves it, on the
 * end of a text it makes that longer or shorter, elsewhere it moves the playhead.
 * @param area the element whose width is the film's length
 */
export function followPointer(down: PointerEvent, area: HTMLElement): void {
  if (down.button !== 0 || !(down.target instanceof Element)) return;
  const target = down.target;
  const item = target.closest<HTMLElement>("[data-item]");
  if (item === null && target.closest("[data-scrub]") === null) return;
  const selection = item === null ? undefined : selectionOf(item.dataset.item ?? "");
  const base = film.recording.peek();
  const timeAt = (x: number): number => {
    const { left, width } = area.getBoundingClientRect();
    return ((x - left) / Math.max(1, width)) * base.seconds;
  };
  const reachOf = (event: PointerEvent): number => (event.shiftKey || event.altKey ? 0 : timeAt(REACH) - timeAt(0));

  let isMoving = selection === undefined;
  const scrub = (event: PointerEvent): void => {
    film.showTime(frameAt(timeAt(event.clientX), base.fps) / base.fps);
  };
  const drag = (event: PointerEvent): void => {
    if (selection === undefined) {
      scrub(event);
      return;
    }
    isMoving ||= Math.abs(event.clientX - down.clientX) >= STILL;
    if (!isMoving) return;
    const edge = target.closest<HTMLElement>("[data-edge]")?.dataset.edge;
    const text = selection.track === "texts" ? base.texts[selection.index] : undefined;
    const anchor = edge === "to" ? text?.to : timeOf(base, selection);
    if (anchor === undefined) return;
    const wish = anchor + timeAt(event.clientX) - timeAt(down.clientX);
    const { fps, seconds } = base;
    const at = snapped(wish, { fps, seconds, reach: reachOf(event), magnets: [film.time.peek()] });
    if (edge === "from" || edge === "to") apply(resizeText(base, selection.index, edge, at, LEAST_TEXT_SECONDS));
    else apply(moveItem(base, selection, at));
  };
  const end = (): void => {
    removeEventListener("pointermove", drag);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    if (selection !== undefined && !isMoving) show(film.recording.peek());
  };
  const show = (recording: Recording): void => {
    if (selection === undefined || !isThere(recording, selection)) return;
    film.showTime(momentToShow(recording, selection));
  };

  if (selection === undefined) {
    film.selection.value = undefined;
    scrub(down);
  } else {
    editError.value = undefined;
    film.isPlaying.value = false;
    film.selection.value = selection;
  }
  addEventListener("pointermove", drag);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}
