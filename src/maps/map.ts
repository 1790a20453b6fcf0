import type { MapChoice, MapKind } from "../experiment/map.ts";
import type { MapPicture } from "./map-picture.ts";

/** How the values of a map become colours. */
export type ValueScale =
  /** Light for much, or for little where `isReversed`; `log` where values span decades. */
  | { readonly kind: "sequential"; readonly log: boolean; readonly isReversed: boolean }
  /** Away from `centre` in two directions; `log` compares ratios. */
  | { readonly kind: "diverging"; readonly centre: number; readonly log: boolean }
  /** By rank among the finite values, those below zero and those above apart: each colour as often as any other. */
  | { readonly kind: "ranked" }
  /** Whole numbers that name something: minima, statuses. A number besides may shade them, by rank; `shadedBy` says which. */
  | { readonly kind: "categories"; readonly shadedBy?: string };

/** Light on night blue, or ink on paper. */
export type Ground = "night" | "paper";

/** What stands for cells in place of a number's colour: a minimum, a status. */
export interface MapCategory {
  readonly label: string;
  /** #rrggbb. */
  readonly color: Readonly<Record<Ground, string>>;
  /** Whether the cell's number shades the colour. */
  readonly isShaded?: true;
}

/** What of the cells of a picture is painted. */
export interface MapShading {
  readonly categories: readonly MapCategory[];
  /** The number of every cell that the scale turns into a colour, or that shades a category's; NaN where there is none. */
  readonly numbers: Float32Array;
  /** The place among the categories of what stands for the cell whose first number is at `at`; −1 where its number does. */
  category(at: number): number;
}

/** A kind of map: what a cell is worth, and how it is shown. */
export interface MapDefinition {
  readonly kind: MapKind;
  readonly label: string;
  /** One plain sentence: what is seen. */
  readonly description: string;
  /** What the number is, with its unit: "factor per step". */
  readonly quantity: string;
  /** Numbers of a cell in a data file: 1, or the length of its last dimension. */
  readonly channels: 1 | 2 | 3;
  readonly scale: ValueScale;
  /** The values of a picture, `channels` a cell, row by row from the smallest y, as data files hold them. */
  values(picture: MapPicture): Float32Array;
  shading(picture: MapPicture): MapShading;
}

/** What a map is asked for: enough to run it. */
export type { MapChoice, MapKind, MapPicture };
