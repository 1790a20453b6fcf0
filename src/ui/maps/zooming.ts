import { computed, signal } from "@preact/signals";
import { axisName } from "../../charts/map/axis-name.ts";
import {
  allowedWindow,
  isComparable,
  isSameWindow,
  isWider,
  type MapWindow,
  type Place,
  zoomedAt,
  zoomedInto,
} from "../../charts/map/window.ts";
import { formatNumber } from "../../charts/number-text.ts";
import { symbolLine } from "../../charts/symbol-text.ts";
import type { MapChoice } from "../../experiment/map.ts";
import { axisTarget } from "../../experiment/map.ts";
import { numberDeclaration } from "../../experiment/map-axis-target.ts";
import { isBeyondF32 } from "../../maps/f32-limit.ts";
import { setMap } from "../actions.ts";
import * as store from "../store.ts";
import { hint } from "./map-store.ts";

/** Turns of the wheel that follow within this many milliseconds belong to one zoom. */
const PAUSE = 400;

/** The windows that were zoomed into, from the outermost; all show the same numbers as the map. */
const levels = signal<readonly MapWindow[]>([]);
let zoomedUntil = Number.NEGATIVE_INFINITY;

/** Whether there is a window to go back to. */
export const isZoomed = computed(() => {
  const { map } = store.experiment.value;
  const last = levels.value.at(-1);
  return map !== undefined && last !== undefined && isComparable(last, map);
});

/** Comes closer, or goes back, at a place; `factor` is the new width by the old. */
export function zoomAt(place: Place, factor: number, now: number): void {
  const { map } = store.experiment.peek();
  if (map === undefined) return;
  const isGoingOn = now < zoomedUntil;
  if (show(map, zoomedAt(map, place, factor), !isGoingOn)) zoomedUntil = now + PAUSE;
}

/** Zooms into the rectangle between two places. */
export function zoomInto(a: Place, b: Place): void {
  const { map } = store.experiment.peek();
  if (map !== undefined) show(map, zoomedInto(map, a, b), true);
}

/** Back to the window that was zoomed into last; without one, to one twice as wide. */
export function zoomOut(): void {
  const { map } = store.experiment.peek();
  if (map === undefined) return;
  const last = levels.peek().at(-1);
  zoomedUntil = Number.NEGATIVE_INFINITY;
  if (last === undefined || !isZoomed.peek()) {
    show(map, zoomedAt(map, { x: 0.5, y: 0.5 }, 2), false);
    return;
  }
  levels.value = levels.peek().slice(0, -1);
  hint.value = setMap({ ...map, x: last.x, y: last.y });
}

/** Back to the outermost window; without one, to what these axes show unless something else is asked for. */
export function resetZoom(): void {
  const { map } = store.experiment.peek();
  if (map === undefined) return;
  const [first] = isZoomed.peek() ? levels.peek() : [];
  levels.value = [];
  hint.value = setMap({ ...map, x: first?.x ?? { path: map.x.path }, y: first?.y ?? { path: map.y.path } });
}

/** @returns whether the map shows the window now; what speaks against it is said. */
function show(map: MapChoice, wanted: MapWindow, isLevel: boolean): boolean {
  const window = allowedWindow(wanted, map, isAccepted);
  if (isSameWindow(window, map)) return false;
  const beyond = beyondF32(map, window);
  hint.value = beyond ?? setMap({ ...map, x: window.x, y: window.y });
  if (hint.value !== undefined) return false;
  const before = isLevel ? [...levels.peek(), { x: map.x, y: map.y }] : levels.peek();
  levels.value = before.filter((level) => isComparable(level, window) && isWider(level, window));
  return true;
}

/** Where 32 bits end: cells that are the same number would show the same pixel over and over. */
function beyondF32(map: MapChoice, window: MapWindow): string | undefined {
  // On the way out everything is allowed.
  if (isWider(window, map)) return undefined;
  const { x, y } = window;
  const axis = isBeyondF32(x, map.width) ? x : isBeyondF32(y, map.height) ? y : undefined;
  if (axis === undefined) return undefined;
  const { symbol } = axisName(store.experiment.peek(), axis.path);
  return `This is where 32 bits end: around ${symbolLine(symbol)} = ${formatNumber(axis.from)} neighbouring cells would be the same number.`;
}

function isAccepted(path: string, value: number): boolean {
  const target = axisTarget(path);
  if (target?.kind !== "hyperparameter") return true;
  const declared = numberDeclaration(store.experiment.peek(), target.ensemble, target.name);
  return declared?.accepts === undefined || declared.accepts.test(value);
}
