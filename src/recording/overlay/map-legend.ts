import { type FrameInk, LETTERS } from "../../charts/map/framed-ink.ts";
import { namedLegend } from "../../charts/map/named-legend.ts";
import { writeTick } from "../../charts/map/write-tick.ts";
import { minimumName } from "../../charts/share-segments.ts";
import { findMap } from "../../maps/index.ts";
import type { LegendBar, LegendSwatch, MapLegend } from "../../maps/legend.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import { shadingOf } from "../../maps/shading-of.ts";
import type { CriticalPoint } from "../../surfaces/surface.ts";
import type { Size } from "./box.ts";
import { type Brush, shortened, widthOf } from "./brush.ts";
import { letters } from "./letters.ts";

/** In units. */
const BAR = { height: 52, width: 230, thick: 9, letters: 12, apart: 9 } as const;
const ROW = { height: 19, letters: 12.5, swatch: 10, gap: 8, apart: 18 } as const;
/** More kinds of cells than this are too many to name. */
const MOST_SWATCHES = 8;

/** What a map's legend says at most, so that its room does not change while the map does. */
export interface LegendRoom {
  readonly hasBar: boolean;
  readonly swatches: number;
  /** Of the widest swatch with its name, in pixels. */
  readonly swatchWidth: number;
}

/** The legend of a map, its minima called as everywhere. */
export function shownLegend(
  picture: MapPicture,
  legend: MapLegend,
  criticalPoints: readonly CriticalPoint[],
): MapLegend {
  const { bar, swatches } = namedLegend(legend, findMap(picture.choice.kind), picture, minimumNames(criticalPoints));
  return { ...(bar === undefined ? {} : { bar }), swatches: swatches.slice(0, MOST_SWATCHES) };
}

function minimumNames(criticalPoints: readonly CriticalPoint[]): (index: number) => string {
  const minima = criticalPoints.filter(({ kind }) => kind === "minimum");
  return (index) => {
    const minimum = minima[index];
    return minimum === undefined ? `minimum ${index + 1}` : minimumName(index, minimum);
  };
}

/** The room of a legend that says all that maps like this one may have to say. */
export function legendRoom(
  { context, unit }: Brush,
  picture: MapPicture,
  criticalPoints: readonly CriticalPoint[],
): LegendRoom {
  const definition = findMap(picture.choice.kind);
  const { scale } = definition;
  const all = shadingOf(definition, picture).categories.map(({ label }) => ({ label, color: "", share: 0 }));
  const { swatches } = shownLegend(picture, { swatches: all }, criticalPoints);
  const font = letters(ROW.letters * unit);
  const widest = Math.max(0, ...swatches.map(({ label }) => widthOf(context, font, label)));
  return {
    hasBar: scale.kind !== "categories" || scale.shadedBy !== undefined,
    swatches: swatches.length,
    swatchWidth: widest + (ROW.swatch + ROW.gap) * unit,
  };
}

/** How large a legend is where it may be so wide: as many swatches beside each other as there is room for. */
export function legendSize({ hasBar, swatches, swatchWidth }: LegendRoom, width: number, unit: number): Size {
  const columns = columnsOf(swatches, swatchWidth, width, unit);
  const rows = Math.ceil(swatches / columns);
  const ofSwatches = columns * swatchWidth + (columns - 1) * ROW.apart * unit;
  return {
    width: Math.min(width, Math.max(hasBar ? BAR.width * unit : 0, swatches === 0 ? 0 : ofSwatches)),
    height: ((hasBar ? BAR.height : 0) + rows * ROW.height) * unit,
  };
}

function columnsOf(swatches: number, swatchWidth: number, width: number, unit: number): number {
  const most = Math.floor((width + ROW.apart * unit) / (swatchWidth + ROW.apart * unit));
  return Math.max(1, Math.min(swatches, most));
}

/** Paints a legend from a place on, no wider than there is room. */
export function paintMapLegend(
  brush: Brush,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
  { bar, swatches }: MapLegend,
  room: LegendRoom,
  ink: FrameInk,
): void {
  const { context, unit } = brush;
  context.save();
  context.translate(left, top);
  if (bar !== undefined) paintBar(brush, bar, Math.min(BAR.width, width / unit), ink);
  context.translate(0, room.hasBar ? BAR.height * unit : 0);
  const columns = columnsOf(room.swatches, room.swatchWidth, width, unit);
  swatches.forEach((swatch, index) => {
    const x = (index % columns) * (room.swatchWidth + ROW.apart * unit);
    paintSwatch(brush, swatch, x, Math.floor(index / columns) * ROW.height * unit, Math.min(room.swatchWidth, width));
  });
  context.restore();
}

function paintBar(
  { context, ink, unit }: Brush,
  { quantity, stops, ticks }: LegendBar,
  long: number,
  own: FrameInk,
): void {
  context.save();
  context.scale(unit, unit);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = letters(BAR.letters);
  context.fillStyle = ink.second;
  context.fillText(quantity, 0, 7);
  const gradient = context.createLinearGradient(0, 0, long, 0);
  for (const { at, color } of stops) gradient.addColorStop(at, color);
  context.fillStyle = gradient;
  context.fillRect(0, 17, long, BAR.thick);
  context.fillStyle = ink.second;
  let free = Number.NEGATIVE_INFINITY;
  for (const tick of ticks) {
    // Those at its ends stay within the bar.
    context.font = letters(LETTERS);
    const width = context.measureText(`${tick.text}${tick.exponent ?? ""}`).width;
    const left = tick.at * (long - width);
    if (tick.at < 0 || tick.at > 1 || left < free) continue;
    free = left + width + BAR.apart;
    writeTick(context, tick, left, 17 + BAR.thick + 11, 0, own);
  }
  context.restore();
}

function paintSwatch(
  { context, ink, unit }: Brush,
  { label, color }: LegendSwatch,
  x: number,
  y: number,
  width: number,
): void {
  const middle = y + (ROW.height / 2) * unit;
  const size = ROW.swatch * unit;
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(x, middle - size / 2, size, size, 2 * unit);
  context.fill();
  const font = letters(ROW.letters * unit);
  const indent = size + ROW.gap * unit;
  const text = shortened(context, font, label, width - indent + 0.5);
  context.font = font;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = ink.second;
  context.fillText(text, x + indent, middle);
}
