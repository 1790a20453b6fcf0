import { ensembleColors } from "../../charts/ensemble-look.ts";
import { axisName } from "../../charts/map/axis-name.ts";
import { contourLabels } from "../../charts/map/contour-labels.ts";
import { drawAxes } from "../../charts/map/framed-axes.ts";
import { drawField, type FramedField } from "../../charts/map/framed-field.ts";
import type { FrameInk } from "../../charts/map/framed-ink.ts";
import { drawSettings } from "../../charts/map/framed-settings.ts";
import { mapTitle } from "../../charts/map/map-title.ts";
import { settingsPlace } from "../../charts/map/settings-place.ts";
import { CONTOUR_LEVELS, theoryLines } from "../../charts/map/theory-lines.ts";
import { formatNumber } from "../../charts/number-text.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { findMap } from "../../maps/index.ts";
import { legendOf } from "../../maps/legend.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import { paintMap } from "../../maps/painting.ts";
import { type TheoryOverlay, theoryOverlay } from "../../maps/theory-overlay.ts";
import { valueRange } from "../../maps/value-range.ts";
import type { CriticalPoint } from "../../surfaces/surface.ts";
import type { Look } from "../timeline/moment.ts";
import type { Box } from "./box.ts";
import { type Brush, widthOf } from "./brush.ts";
import { cellPicture } from "./cell-picture.ts";
import type { Ink } from "./ink.ts";
import { italicFamily, letterFamily, letters } from "./letters.ts";
import { type MapFrame, mapFrame } from "./map-frame.ts";
import { legendRoom, legendSize, paintMapLegend, shownLegend } from "./map-legend.ts";

/** In units. */
const TITLE = 15;
const CONTOUR_LETTERS = 10.5;

/** Lays out a map within a box. Nothing moves while it changes: its parts have the room that they may need at most. */
export function mapPanelFrame(
  brush: Brush,
  box: Box,
  picture: MapPicture,
  criticalPoints: readonly CriticalPoint[],
): MapFrame {
  const room = legendRoom(brush, picture, criticalPoints);
  return mapFrame(box, picture.choice, (width) => legendSize(room, width, brush.unit), brush.unit);
}

/** Paints a finished map: title, cells, what theory says of them, axes, and what the colours stand for. */
export function paintMapPanel(
  brush: Brush,
  frame: MapFrame,
  picture: MapPicture,
  theme: Look["theme"],
  criticalPoints: readonly CriticalPoint[],
): void {
  const { context, ink, unit } = brush;
  const { choice, experiment } = picture;
  const definition = findMap(choice.kind);
  const range = valueRange(definition, picture);
  const legend = shownLegend(picture, legendOf(definition, picture, range, theme), criticalPoints);
  const room = legendRoom(brush, picture, criticalPoints);
  const { field } = frame;
  const font = letters(TITLE * unit, 600);
  const title = mapTitle(experiment);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = ink.first;
  context.font = font;
  context.fillText(
    widthOf(context, font, title) <= frame.title.width ? title : definition.label,
    frame.title.left,
    frame.title.top + frame.title.height * 0.4,
  );
  const theory = theoryOverlay(experiment);
  const cells = cellPicture(paintMap(definition, picture, { range, theme }), choice, field);
  context.drawImage(cells, field.left, field.top);
  context.save();
  context.translate(field.left, field.top);
  context.scale(unit, unit);
  const size = { width: field.width / unit, height: field.height / unit };
  const framed = {
    window: choice,
    x: axisName(experiment, choice.x.path),
    y: axisName(experiment, choice.y.path),
    field: size,
  };
  const own = frameInk(ink);
  drawField(context, { ...framed, ...theoryOf(theory) }, own);
  if (theory !== undefined) paintContourLabels(context, framed, theory, own);
  drawAxes(context, framed, own);
  context.restore();
  paintMapLegend(brush, frame.legend, legend, room, own);
}

/** Paints where the settings that run lie on a map, in their ensemble's colour. */
export function paintSettings(
  { context, ink, unit }: Brush,
  { field }: MapFrame,
  { choice }: MapPicture,
  current: Experiment,
  theme: Look["theme"],
): void {
  const place = settingsPlace(current, choice);
  if (place === undefined) return;
  context.save();
  context.translate(field.left, field.top);
  context.scale(unit, unit);
  const size = { width: field.width / unit, height: field.height / unit };
  const color = ensembleColors(current.ensembles, theme)[choice.ensemble] ?? "";
  drawSettings(context, place, size, color, { halo: ink.around });
  context.restore();
}

function theoryOf(theory: TheoryOverlay | undefined): Pick<FramedField, "lines" | "marks"> {
  if (theory === undefined) return { lines: [], marks: [] };
  const at = theory.optimum?.at;
  return {
    lines: theoryLines(theory, { hasCurves: true, hasContours: true }),
    marks: at === undefined ? [] : [at],
  };
}

function paintContourLabels(
  context: OffscreenCanvasRenderingContext2D,
  { window, field }: Pick<FramedField, "window" | "field">,
  theory: TheoryOverlay,
  ink: FrameInk,
): void {
  context.font = letters(CONTOUR_LETTERS, 500);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { level, place } of contourLabels(window, theory.contours(CONTOUR_LEVELS))) {
    const [x, y, text] = [place.x * field.width, (1 - place.y) * field.height, formatNumber(level)];
    context.lineWidth = 3;
    context.strokeStyle = ink.halo;
    context.strokeText(text, x, y);
    context.fillStyle = ink.over;
    context.fillText(text, x, y);
  }
}

function frameInk({ ground, first, third, over, around }: Ink): FrameInk {
  return { ground, ink: first, faint: third, over, halo: around, family: letterFamily, mathFamily: italicFamily };
}
