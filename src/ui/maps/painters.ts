import { computed } from "@preact/signals";
import { namedLegend } from "../../charts/map/named-legend.ts";
import { colorTable } from "../../maps/color-maps.ts";
import { barTicks, type LegendBar, legendOf, type MapLegend } from "../../maps/legend.ts";
import type { MapDefinition, ValueScale } from "../../maps/map.ts";
import { CELL_NUMBERS, type MapPicture } from "../../maps/map-picture.ts";
import { paintMap, paintNumbers } from "../../maps/painting.ts";
import { predictedRates } from "../../maps/predicted.ts";
import { rangeOf, type ValueRange, valueRange } from "../../maps/value-range.ts";
import * as store from "../store.ts";
import { flowPicture } from "./map-store.ts";
import { definition, nameOfMinimum, shownPicture } from "./shown-map.ts";

/**
 * What turns a picture into pixels, RGBA, the largest y first: the rows from `fromRow` to before `toRow`, counted from
 * the smallest y. Both are multiples of the picture's stride, but for its last row.
 */
export type Painter = (picture: MapPicture, fromRow: number, toRow: number) => Uint8ClampedArray<ArrayBuffer>;

/** The values that the colours of the map stand for. */
export const range = computed(() =>
  shownPicture.value === undefined ? undefined : valueRange(definition.value, shownPicture.value),
);

/** Paints the map. */
export const painter = computed(() => painterOf(definition.value, range.value));

/** Paints the same map under gradient flow, in its own range: it may take other numbers of steps. */
export const flowPainter = computed(() =>
  painterOf(
    definition.value,
    flowPicture.value === undefined ? undefined : valueRange(definition.value, flowPicture.value),
  ),
);

function painterOf(kind: MapDefinition, values: ValueRange | undefined): Painter | undefined {
  const theme = store.theme.value;
  if (values === undefined) return undefined;
  return (picture, fromRow, toRow) => {
    const band = bandOf(picture, fromRow, toRow);
    return paintMap(kind, band, { range: values, theme }, pixels(band)) as Uint8ClampedArray<ArrayBuffer>;
  };
}

/** How far above the prediction the measured rate is. */
export const DIFFERENCE: ValueScale = { kind: "diverging", centre: 0, log: false };

/** What the picture is of: the same object while it refines. */
const pictured = computed(() => shownPicture.value?.experiment);

const predicted = computed(() => (pictured.value === undefined ? undefined : predictedRates(pictured.value)));

/** Measured minus predicted rate of every cell; NaN where it is not known, or grows beyond measure. */
export const difference = computed(() => {
  const [picture, rates] = [shownPicture.value, predicted.value];
  if (picture === undefined || rates === undefined) return undefined;
  const { cells } = picture;
  return new Float32Array(rates.length).map((_, cell) =>
    finite((cells[cell * CELL_NUMBERS] ?? Number.NaN) - (rates[cell] ?? Number.NaN)),
  );
});

export const differenceRange = computed(() => {
  const values = difference.value;
  return values && rangeOf(DIFFERENCE, values);
});

/** Paints measured minus predicted. */
export const differencePainter = computed<Painter | undefined>(() => {
  const [values, span, theme] = [difference.value, differenceRange.value, store.theme.value];
  if (values === undefined || span === undefined) return undefined;
  return (picture, fromRow, toRow) => {
    const { width } = picture.choice;
    const lattice = { width, height: toRow - fromRow, stride: picture.stride };
    const rows = values.subarray(fromRow * width, toRow * width);
    const out = pixels(bandOf(picture, fromRow, toRow));
    return paintNumbers(rows, lattice, DIFFERENCE, { range: span, theme }, out) as Uint8ClampedArray<ArrayBuffer>;
  };
});

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Some rows of a picture as a picture of their own. */
function bandOf(picture: MapPicture, fromRow: number, toRow: number): MapPicture {
  const { choice, cells } = picture;
  if (fromRow === 0 && toRow === choice.height) return picture;
  const row = choice.width * CELL_NUMBERS;
  return {
    ...picture,
    choice: { ...choice, height: toRow - fromRow },
    cells: cells.subarray(fromRow * row, toRow * row),
    y: picture.y.subarray(fromRow, toRow),
  };
}

function pixels({ choice: { width, height } }: MapPicture): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(4 * width * height);
}

/** What the colours of the map stand for, with the shares of the categories so far. */
export const mapLegend = computed<MapLegend | undefined>(() => {
  const [picture, values] = [shownPicture.value, range.value];
  if (picture === undefined || values === undefined) return undefined;
  const legend = legendOf(definition.value, picture, values, store.theme.value);
  return namedLegend(legend, definition.value, picture, nameOfMinimum);
});

/** Stops of the difference's bar: between them, colours may be mixed without a visible error. */
const STOPS = 33;

/** What the colours of measured minus predicted stand for. */
export const differenceLegend = computed<LegendBar | undefined>(() => {
  const span = differenceRange.value;
  if (span === undefined) return undefined;
  const colors = colorTable(DIFFERENCE, store.theme.value);
  const stops = Array.from({ length: STOPS }, (_, index) => {
    const at = index / (STOPS - 1);
    return { at, color: colors[Math.round(at * (colors.length - 1))] ?? "#000000" };
  });
  return { quantity: "measured − predicted factor per step", stops, ticks: barTicks(DIFFERENCE, span) };
});
