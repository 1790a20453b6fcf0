import { legendOf } from "../maps/legend.ts";
import type { MapDefinition } from "../maps/map.ts";
import type { MapPicture } from "../maps/map-picture.ts";
import type { ValueRange } from "../maps/value-range.ts";

/** What the command line says of a map on one line. */
export interface MapSummary {
  readonly kind: string;
  /** Of the values: rows, columns and, where a cell holds several, their number. */
  readonly shape: readonly number[];
  /** The smallest and the largest of the finite values; null where there is none. */
  readonly least: number | null;
  readonly most: number | null;
  /** How many of the values are finite, infinite, and not known. */
  readonly finite: number;
  readonly infinite: number;
  readonly unknown: number;
  /** Of the known cells, those that show no number of the scale's, by what they show instead. */
  readonly shares: Readonly<Record<string, number>>;
}

/** The shape of a map's values. */
export function shapeOf({ channels }: MapDefinition, { choice }: MapPicture): readonly number[] {
  return channels === 1 ? [choice.height, choice.width] : [choice.height, choice.width, channels];
}

export function summaryOf(
  definition: MapDefinition,
  picture: MapPicture,
  values: Float32Array,
  range: ValueRange,
): MapSummary {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [finite, unknown] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) unknown++;
    else if (Number.isFinite(value)) {
      finite++;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  const { swatches } = legendOf(definition, picture, range, "night");
  return {
    kind: definition.kind,
    shape: shapeOf(definition, picture),
    least: finite === 0 ? null : least,
    most: finite === 0 ? null : most,
    finite,
    infinite: values.length - finite - unknown,
    unknown,
    shares: Object.fromEntries(swatches.map(({ label, share }) => [label, share])),
  };
}
