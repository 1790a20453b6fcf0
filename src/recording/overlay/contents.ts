import type { Size } from "./box.ts";

/** What a film writes over its picture, and how large each would like to be, in pixels; what is absent is not shown. */
export interface Contents {
  /** The surface's name and formula. */
  readonly surface?: Size | undefined;
  /** The legend in one column: the height of its heading and of a row. */
  readonly legend?: LegendNeeds | undefined;
  readonly chart: boolean;
  /** The counter of steps. */
  readonly steps?: Size | undefined;
  /** The numbers that have a track. */
  readonly readOuts?: Size | undefined;
  /** How high the highest caption becomes where it may be so wide; 0 where there is none. */
  readonly captions: (width: number) => number;
  /** The largest of the formula cards on either side. */
  readonly left?: Size | undefined;
  readonly right?: Size | undefined;
}

export interface LegendNeeds {
  readonly width: number;
  readonly heading: number;
  readonly row: number;
  readonly rows: number;
}
