import type { Size } from "./box.ts";

/** What a film writes over its picture, and how large each would like to be, in pixels; what is absent is not shown. */
export interface Contents {
  /** The surface's name and formula. */
  readonly surface?: Size;
  /** The legend in one column: the height of its heading and of a row. */
  readonly legend?: { readonly width: number; readonly heading: number; readonly row: number; readonly rows: number };
  readonly chart: boolean;
  /** The counter of steps. */
  readonly steps?: Size;
  /** The numbers that have a track. */
  readonly readOuts?: Size;
  readonly captions: boolean;
  /** The largest of the formula cards on either side. */
  readonly left?: Size;
  readonly right?: Size;
}
