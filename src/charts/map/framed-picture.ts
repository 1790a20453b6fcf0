import type { MapLegend } from "../../maps/legend.ts";
import { symbolText } from "../symbol-text.ts";
import type { AxisName } from "./axis-name.ts";
import { type AxisTick, axisTicks, tickCount } from "./axis-ticks.ts";
import { type AxisPoint, isWithin, placeOf } from "./overlay-geometry.ts";
import { spacedTicks } from "./spaced-ticks.ts";
import type { MapWindow, Place } from "./window.ts";

/** A line over the field, in the values of the axes. */
export interface FramedLine {
  readonly points: readonly AxisPoint[];
  readonly width: number;
  readonly dash: readonly number[];
}

/** Colours and letters as the page has them. */
export interface FrameInk {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  /** Of what lies on the cells, and of the halo that sets it off. */
  readonly over: string;
  readonly halo: string;
  readonly family: string;
}

/** Everything of a map that goes into a picture with axes. */
export interface FramedMap {
  readonly title: string;
  readonly window: MapWindow;
  readonly x: AxisName;
  readonly y: AxisName;
  readonly cells: CanvasImageSource;
  readonly lines: readonly FramedLine[];
  readonly marks: readonly AxisPoint[];
  readonly legend: MapLegend;
  /** Of the field, in the picture's units. */
  readonly field: { readonly width: number; readonly height: number };
}

/** Pixels of one unit: enough for print. */
const SCALE = 2;
const LETTERS = 13;
const MARGIN = { left: 78, right: 24, top: 46, bottom: 52 } as const;
const LEGEND = { height: 62, row: 20, bar: 10, width: 300 } as const;

/** Draws a map with its title, axes and legend, as a picture of its own. */
export function drawFramed(canvas: OffscreenCanvas, map: FramedMap, ink: FrameInk): void {
  const { width, height } = map.field;
  const total = {
    width: MARGIN.left + width + MARGIN.right,
    height: MARGIN.top + height + MARGIN.bottom + legendHeight(map.legend),
  };
  canvas.width = Math.round(total.width * SCALE);
  canvas.height = Math.round(total.height * SCALE);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser has no canvas left to draw on.");
  context.scale(SCALE, SCALE);
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, total.width, total.height);
  context.fillStyle = ink.ink;
  context.font = `560 ${LETTERS + 1}px ${ink.family}`;
  context.textBaseline = "middle";
  context.fillText(map.title, MARGIN.left, 18, width);
  context.save();
  context.translate(MARGIN.left, MARGIN.top);
  drawField(context, map, ink);
  drawAxes(context, map, ink);
  context.translate(0, height + MARGIN.bottom);
  drawLegend(context, map.legend, width, ink);
  context.restore();
}

function drawField(context: OffscreenCanvasRenderingContext2D, map: FramedMap, ink: FrameInk): void {
  const { width, height } = map.field;
  const at = ({ x, y }: Place) => [x * width, (1 - y) * height] as const;
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  context.imageSmoothingEnabled = false;
  context.drawImage(map.cells, 0, 0, width, height);
  for (const { points, width: thickness, dash } of map.lines) {
    context.beginPath();
    for (const [index, point] of points.entries()) {
      const [left, top] = at(placeOf(map.window, point));
      if (index === 0) context.moveTo(left, top);
      else context.lineTo(left, top);
    }
    context.setLineDash([]);
    context.lineWidth = thickness + 2;
    context.strokeStyle = ink.halo;
    context.stroke();
    context.setLineDash([...dash]);
    context.lineWidth = thickness;
    context.strokeStyle = ink.over;
    context.stroke();
  }
  context.setLineDash([]);
  for (const mark of map.marks) {
    const place = placeOf(map.window, mark);
    if (!isWithin(place)) continue;
    const [left, top] = at(place);
    for (const [color, thickness] of [
      [ink.halo, 4],
      [ink.over, 2],
    ] as const) {
      context.beginPath();
      context.arc(left, top, 5.5, 0, 2 * Math.PI);
      context.lineWidth = thickness;
      context.strokeStyle = color;
      context.stroke();
    }
  }
  context.restore();
}

function drawAxes(context: OffscreenCanvasRenderingContext2D, map: FramedMap, ink: FrameInk): void {
  const { width, height } = map.field;
  context.strokeStyle = ink.faint;
  context.fillStyle = ink.ink;
  context.lineWidth = 1;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
  for (const tick of axisTicks(map.window.x, tickCount("across", width))) {
    const x = tick.share * width;
    line(context, x, height + 1, x, height + 6);
    writeTick(context, tick, x, height + 17, 0.5, ink);
  }
  for (const tick of axisTicks(map.window.y, tickCount("up", height))) {
    const y = (1 - tick.share) * height;
    line(context, -1, y, -6, y);
    writeTick(context, tick, -10, y, 1, ink);
  }
  writeName(context, map.x, width, height + 38, ink);
  writeName(context, map.y, -24, -16, ink);
}

function line(context: OffscreenCanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** @param anchor the share of the text that lies left of x. */
function writeTick(
  context: OffscreenCanvasRenderingContext2D,
  { text, exponent = "" }: Pick<AxisTick, "text" | "exponent">,
  x: number,
  y: number,
  anchor: number,
  ink: FrameInk,
): void {
  const [large, small] = [`${LETTERS}px ${ink.family}`, `${LETTERS * 0.75}px ${ink.family}`];
  context.textAlign = "left";
  context.font = small;
  const raised = exponent === "" ? 0 : context.measureText(exponent).width;
  context.font = large;
  const base = context.measureText(text).width;
  const left = x - anchor * (base + raised);
  context.fillText(text, left, y);
  context.font = small;
  context.fillText(exponent, left + base, y - LETTERS * 0.36);
}

/** The symbol of an axis, then what it stands for; ends at x. */
function writeName(
  context: OffscreenCanvasRenderingContext2D,
  { symbol, label }: AxisName,
  x: number,
  y: number,
  ink: FrameInk,
): void {
  const { base, below, above } = symbolText(symbol);
  context.textAlign = "right";
  context.font = `italic ${LETTERS + 3}px KaTeX_Math, Georgia, serif`;
  const text = `${base}${below}${above}`;
  context.fillText(text, x, y);
  if (x <= 0) return;
  const taken = context.measureText(text).width;
  context.font = `${LETTERS}px ${ink.family}`;
  context.fillText(`${label} `, x - taken - 4, y);
}

/** The bar of the numbers, then what has a name, two in a row. */
function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  { bar, swatches }: MapLegend,
  width: number,
  ink: FrameInk,
): void {
  context.textAlign = "left";
  let y = 0;
  if (bar !== undefined) {
    const long = Math.min(LEGEND.width, width);
    context.fillStyle = ink.ink;
    context.font = `${LETTERS}px ${ink.family}`;
    context.fillText(bar.quantity, 0, y + 8);
    const gradient = context.createLinearGradient(0, 0, long, 0);
    for (const { at, color } of bar.stops) gradient.addColorStop(at, color);
    context.fillStyle = gradient;
    context.fillRect(0, y + 20, long, LEGEND.bar);
    context.fillStyle = ink.ink;
    for (const tick of spacedTicks(bar.ticks)) {
      writeTick(context, tick, tick.at * long, y + 20 + LEGEND.bar + 12, 0.5, ink);
    }
    y += LEGEND.height;
  }
  context.font = `${LETTERS}px ${ink.family}`;
  for (const [index, { label, color }] of swatches.entries()) {
    const [left, top] = [(index % 2) * (width / 2), y + Math.floor(index / 2) * LEGEND.row + 8];
    context.fillStyle = color;
    context.fillRect(left, top - 5, 10, 10);
    context.fillStyle = ink.ink;
    context.fillText(label, left + 18, top, width / 2 - 24);
  }
}

function legendHeight({ bar, swatches }: MapLegend): number {
  return (bar === undefined ? 0 : LEGEND.height) + Math.ceil(swatches.length / 2) * LEGEND.row + 10;
}
