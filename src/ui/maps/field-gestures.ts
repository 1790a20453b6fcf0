import type { Place } from "../../charts/map/window.ts";

/** A pointer that moved less than this, in CSS pixels, clicked. */
const SLACK = 5;
/** How much a turn of the wheel by one CSS pixel zooms, as a logarithm; a line of text counts as this many pixels. */
const PER_PIXEL = 0.0016;
const LINE = 18;
/** A single event zooms by no more than this, as a logarithm: some wheels leap. */
const MOST = 0.5;

/** What is done with a pointer, or two, over a map. Places are shares of the field, from its lower left corner. */
export interface FieldGestures {
  /** The pointer is here, or nowhere over the field. */
  pointed(place: Place | undefined): void;
  clicked(place: Place): void;
  clickedTwice(): void;
  /** A rectangle is being drawn; undefined when it is dropped. */
  drawing(corners: readonly [Place, Place] | undefined): void;
  drawn(a: Place, b: Place): void;
  /** The window is to be `factor` times as wide, with what is at the place where it is. */
  zoomed(place: Place, factor: number): void;
}

/** Listens to pointers, pinches and the wheel over a map's field. @returns an end to it. */
export function listenToField(field: HTMLElement, gestures: FieldGestures): () => void {
  const control = new AbortController();
  const { signal } = control;
  const down = new Map<number, PointerEvent>();
  /** Where the drag began; absent once it is a pinch. */
  let begun: PointerEvent | undefined;
  let isDrawing = false;

  const placeOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Place => {
    const { left, top, width, height } = field.getBoundingClientRect();
    const clamp = (share: number) => Math.min(1, Math.max(0, share));
    return { x: clamp((clientX - left) / width), y: clamp(1 - (clientY - top) / height) };
  };
  const drop = () => {
    begun = undefined;
    if (isDrawing) gestures.drawing(undefined);
    isDrawing = false;
  };
  const pinch = (event: PointerEvent) => {
    const [other] = [...down.entries()].filter(([id]) => id !== event.pointerId).map(([, last]) => last);
    const before = down.get(event.pointerId);
    if (other === undefined || before === undefined) return;
    const factor = distance(before, other) / Math.max(1, distance(event, other));
    const centre = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
    gestures.zoomed(placeOf(centre), factor);
  };

  field.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      field.setPointerCapture(event.pointerId);
      down.set(event.pointerId, event);
      if (down.size > 1) drop();
      else begun = event;
      gestures.pointed(placeOf(event));
    },
    { signal },
  );
  field.addEventListener(
    "pointermove",
    (event) => {
      if (down.size > 1 && down.has(event.pointerId)) pinch(event);
      if (down.has(event.pointerId)) down.set(event.pointerId, event);
      if (begun !== undefined && (isDrawing || distance(begun, event) >= SLACK)) {
        isDrawing = true;
        gestures.drawing([placeOf(begun), placeOf(event)]);
      }
      gestures.pointed(placeOf(event));
    },
    { signal },
  );
  field.addEventListener(
    "pointerup",
    (event) => {
      down.delete(event.pointerId);
      const [from, wasDrawing] = [begun, isDrawing];
      drop();
      if (from === undefined) return;
      if (wasDrawing) gestures.drawn(placeOf(from), placeOf(event));
      else gestures.clicked(placeOf(event));
    },
    { signal },
  );
  field.addEventListener(
    "pointercancel",
    (event) => {
      down.delete(event.pointerId);
      drop();
    },
    { signal },
  );
  field.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && gestures.pointed(undefined), {
    signal,
  });
  field.addEventListener("dblclick", () => gestures.clickedTwice(), { signal });
  field.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE);
      gestures.zoomed(placeOf(event), Math.exp(Math.min(MOST, Math.max(-MOST, pixels * PER_PIXEL))));
    },
    { signal, passive: false },
  );
  return () => control.abort();
}

type Point = { readonly clientX: number; readonly clientY: number };

function distance(a: Point, b: Point): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
