import { fromAxis, toAxis } from "../math/scaling.ts";
import { type Tick, ticksOf } from "../math/ticks.ts";
import { colorTable, shadesOf } from "./color-maps.ts";
import type { Ground, MapDefinition, ValueScale } from "./map.ts";
import type { MapPicture } from "./map-picture.ts";
import { shadingOf } from "./shading-of.ts";
import { isLogarithmic, placesOf } from "./value-places.ts";
import type { ValueRange } from "./value-range.ts";

/** A bar of colours, from its lowest value at 0 to its highest at 1. */
export interface LegendBar {
  /** What the numbers beside it are. */
  readonly quantity: string;
  readonly stops: readonly { readonly at: number; readonly color: string }[];
  /** `at` from 0 to 1. */
  readonly ticks: readonly Tick[];
}

/** A colour with a name. */
export interface LegendSwatch {
  readonly label: string;
  readonly color: string;
  /** The share of the known cells. */
  readonly share: number;
}

export interface MapLegend {
  /** Absent where no cell shows a number. */
  readonly bar?: LegendBar;
  /** What there is in the picture, in the order of the categories. */
  readonly swatches: readonly LegendSwatch[];
}

/** Stops of a bar: between them, colours may be mixed in sRGB without a visible error. */
const STOPS = 33;
const MOST_TICKS = 6;
/** Within a decade they lie closer together towards its end. */
const MOST_WITHIN_DECADE = 4;

/** So many of a list, from its first to its last, evenly spaced. */
function evenly(colors: readonly string[], count: number): readonly string[] {
  const places = Array.from({ length: count }, (_, index) => Math.round((index / (count - 1)) * (colors.length - 1)));
  return colors.filter((_, index) => places.includes(index));
}

const shortText = (value: number): string => String(Number(value.toPrecision(2))).replaceAll("-", "−");

/** The ticks of a bar, at shares of its length. */
export function barTicks(scale: ValueScale, range: ValueRange): readonly Tick[] {
  if (range.kind === "ranks") {
    const { below, above } = range;
    const middle = (sorted: Float32Array): number => sorted[sorted.length >> 1] ?? Number.NaN;
    if (scale.kind === "categories") {
      const [least, most] = [above[0] ?? Number.NaN, above[above.length - 1] ?? Number.NaN];
      return [least, middle(above), most].map((value, index) => ({ at: index / 2, text: shortText(value) }));
    }
    const middles = [
      { at: 0.25, value: -middle(below) },
      { at: 0.75, value: middle(above) },
    ];
    const ticks = middles
      .filter(({ value }) => !Number.isNaN(value))
      .map(({ at, value }) => ({ at, text: shortText(value) }));
    return [...ticks, { at: 0.5, text: "0" }].sort((a, b) => a.at - b.at);
  }
  const { from, to } = range;
  const scaling = isLogarithmic(scale) ? "log" : "linear";
  const [first, last] = [toAxis(from, scaling), toAxis(to, scaling)];
  const decades = ticksOf(first, last, scaling, MOST_TICKS);
  // Within a decade there may be no power of ten at all.
  const isWithinDecade = scaling === "log" && last - first < 1.5;
  const ticks = isWithinDecade ? ticksOf(from, to, "linear", MOST_WITHIN_DECADE) : decades;
  const values = ticks.map(({ at }) => (isWithinDecade ? at : fromAxis(at, scaling)));
  const places = placesOf(scale, range, values);
  return ticks.map((tick, index) => ({ ...tick, at: places[index] ?? 0 }));
}

function barOf({ scale, quantity }: MapDefinition, range: ValueRange, ground: Ground, shaded?: string): LegendBar {
  const colors = shaded === undefined ? colorTable(scale, ground) : shadesOf(shaded, ground);
  const stops = evenly(colors, STOPS).map((color, index) => ({ at: index / (STOPS - 1), color }));
  const named = scale.kind === "categories" ? scale.shadedBy : undefined;
  return { quantity: named ?? quantity, stops, ticks: barTicks(scale, range) };
}

/**
 * What a legend draws beside a picture: the bar of its numbers' colours, and the swatches of what is not a number. The
 * bar of shaded categories is in the colour of the one that is most frequent.
 */
export function legendOf(definition: MapDefinition, picture: MapPicture, range: ValueRange, theme: Ground): MapLegend {
  const { categories, marks, numbers } = shadingOf(definition, picture);
  const counts = new Float64Array(categories.length);
  let known = 0;
  let numbered = 0;
  for (let cell = 0; cell < numbers.length; cell++) {
    const found = marks?.[cell] ?? -1;
    const isNumber = found < 0 && !Number.isNaN(numbers[cell]);
    if (found >= 0) counts[found] = (counts[found] ?? 0) + 1;
    if (isNumber) numbered++;
    if (found >= 0 || isNumber) known++;
  }
  const swatches = categories.flatMap(({ label, color }, index): LegendSwatch[] => {
    const count = counts[index] ?? 0;
    return count === 0 ? [] : [{ label, color: color[theme], share: count / known }];
  });
  const shaded = categories.map(({ isShaded }, index) => (isShaded === true ? (counts[index] ?? 0) : 0));
  const most = Math.max(0, ...shaded);
  const isCategorical = definition.scale.kind === "categories";
  if (isCategorical && most === 0) return { swatches };
  if (!isCategorical && numbered === 0) return { swatches };
  const color = isCategorical ? categories[shaded.indexOf(most)]?.color[theme] : undefined;
  return { bar: barOf(definition, range, theme, color), swatches };
}
