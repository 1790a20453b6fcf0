import type { MapChoice } from "../../experiment/map.ts";
import type { Cell } from "./map-store.ts";

/** With the shift key an arrow goes this many cells. */
const LEAP = 10;
/** One press comes closer by this factor, or goes back by it. */
const CLOSER = 0.8;

/** What a key does to a map that has the focus. */
export type FieldKey =
  | { readonly kind: "move"; readonly cell: Cell }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "reset" | "pick" | "leave" };

const DIRECTIONS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What a key means, given where the crosshair is; the first arrow puts it into the middle. */
export function fieldKey(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  crosshair: Cell | undefined,
  { width, height }: Pick<MapChoice, "width" | "height">,
): FieldKey | undefined {
  const direction = DIRECTIONS[key];
  if (direction !== undefined) return { kind: "move", cell: moved(crosshair, direction, shiftKey, width, height) };
  switch (key) {
    case "+":
    case "=":
      return { kind: "zoom", factor: CLOSER };
    case "-":
      return { kind: "zoom", factor: 1 / CLOSER };
    case "0":
      return { kind: "reset" };
    case "Enter":
      return crosshair === undefined ? undefined : { kind: "pick" };
    case "Escape":
      return { kind: "leave" };
    default:
      return undefined;
  }
}

function moved(
  crosshair: Cell | undefined,
  [right, up]: readonly [number, number],
  isLeap: boolean,
  width: number,
  height: number,
): Cell {
  if (crosshair === undefined) return { column: Math.floor(width / 2), row: Math.floor(height / 2) };
  const by = isLeap ? LEAP : 1;
  return {
    column: Math.min(width - 1, Math.max(0, crosshair.column + right * by)),
    row: Math.min(height - 1, Math.max(0, crosshair.row + up * by)),
  };
}
