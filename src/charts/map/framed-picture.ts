import type { MapLegend } from "../../maps/legend.ts";
import type { AxisName } from "./axis-name.ts";
import { drawAxes } from "./framed-axes.ts";
import { drawField, type FramedField } from "./framed-field.ts";
import { type FrameInk, LETTERS } from "./framed-ink.ts";
import { drawLegend, legendHeight } from "./framed-legend.ts";
import { drawSettings } from "./framed-settings.ts";
import type { SettingsPlace } from "./settings-place.ts";

/** Everything of a map that goes into a picture with axes. */
export interface FramedMap extends FramedField {
  readonly title: string;
  readonly x: AxisName;
  readonly y: AxisName;
  readonly legend: MapLegend;
  /** Where the settings that run are, in their optimizer's colour; absent where they are nowhere in sight. */
  readonly settings?: { readonly place: SettingsPlace; readonly color: string } | undefined;
}

/** Pixels of one unit: enough for print. */
const SCALE = 2;
const MARGIN = { left: 78, right: 24, top: 46, bottom: 52 } as const;

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
  if (map.settings !== undefined) drawSettings(context, map.settings.place, map.field, map.settings.color, ink);
  drawAxes(context, map, ink);
  context.translate(0, height + MARGIN.bottom);
  drawLegend(context, map.legend, width, ink);
  context.restore();
}
