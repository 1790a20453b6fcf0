import { computed } from "@preact/signals";
import { colorTable } from "../../maps/color-maps.ts";
import { barTicks, type LegendBar, legendOf, type MapLegend } from "../../maps/legend.ts";
import type { MapDefinition, ValueScale } from "../../maps/map.ts";
import { CELL_NUMBERS, type MapPicture } from "../../maps/map-picture.ts";
import { paintMap, paintNumbers } from "../../maps/painting.ts";
import { predictedRates } from "../../maps/predicted.ts";
import { rangeOf, type ValueRange, valueRange } from "../../maps/value-range.ts";
import * as store from "../store.ts";
import { flowPicture } from "./map-store.ts";
import { definition, shownPicture } from "./shown-map.ts";

/** What turns a picture into pixels. */
export type Painter = (picture: MapPicture) => Uint8ClampedArray<ArrayBuffer>;

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
  return (picture) =>
    paintMap(kind, picture, { range: values, theme }, pixels(picture)) as Uint8ClampedArray<ArrayBuffer>;
}

/** How far above the prediction the measured rate is. */
export const DIFFERENCE: ValueScale = { kind: "diverging", centre: 0, log: false };

const predicted = computed(() =>
  shownPicture.value === undefined ? undefined : predictedRates(shownPicture.value.experiment),
);

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
  return (picture) => {
    const { width, height } = picture.choice;
    const lattice = { width, height, stride: picture.stride };
    const options = { range: span, theme };
    return paintNumbers(values, lattice, DIFFERENCE, options, pixels(picture)) as Uint8ClampedArray<ArrayBuffer>;
  };
});

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function pixels({ choice: { width, height } }: MapPicture): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(4 * width * height);
}

/** What the colours of the map stand for, with the shares of the categories so far. */
export const mapLegend = computed<MapLegend | undefined>(() => {
  const [picture, values] = [shownPicture.value, range.value];
  return picture && values && legendOf(definition.value, picture, values, store.theme.value);
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
