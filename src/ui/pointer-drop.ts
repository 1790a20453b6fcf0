import { dropCloud } from "./actions.ts";

/** A pointer that moved less than this, in CSS pixels, clicked; beyond, it turned the scene. */
const SLACK = 5;

/** A click on the surface drops a cloud of starts there; a drag, or two fingers, move the camera. */
export function watchClicks(
  stage: HTMLElement,
  pick: (left: number, top: number) => { readonly x: number; readonly y: number } | undefined,
): void {
  const down = new Map<number, readonly [left: number, top: number]>();
  let isGesture = false;
  stage.addEventListener("pointerdown", (event) => {
    down.set(event.pointerId, [event.clientX, event.clientY]);
    isGesture = down.size > 1 || event.button !== 0;
  });
  const release = (event: PointerEvent, counts: boolean) => {
    const start = down.get(event.pointerId);
    down.delete(event.pointerId);
    if (start === undefined || isGesture || !counts) return;
    if (Math.hypot(event.clientX - start[0], event.clientY - start[1]) >= SLACK) return;
    const point = pick(event.clientX, event.clientY);
    if (point !== undefined) dropCloud([point.x, point.y]);
  };
  stage.addEventListener("pointerup", (event) => release(event, true));
  addEventListener("pointerup", (event) => down.delete(event.pointerId));
  addEventListener("pointercancel", (event) => release(event, false));
}
