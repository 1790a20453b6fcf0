import { type Box, boxBetween, type Size } from "./box.ts";

/** Where the parts of a map are. */
export interface MapFrame {
  /** Begins where the cells do, and goes on as far as there is room. */
  readonly title: Box;
  /** The cells. */
  readonly field: Box;
  /** What the colours stand for. */
  readonly legend: Box;
}

/** In units: around the field, its axes. */
const AXES = { left: 46, right: 14, top: 20, bottom: 44 } as const;
const TITLE = 24;
const GAP = 16;
/** Between the name of the axis and a legend under it. */
const ABOVE_LEGEND = 8;
/** Cells that are larger than a pixel are whole pixels, where that costs no more than this share of the size. */
const WHOLE = 0.8;

/**
 * Lays out a map within a box: its cells square and as large as can be, the legend under it, or at its right where that
 * leaves the map larger.
 * @param cells columns and rows. @param legend how large it is where it may be so wide.
 */
export function mapFrame(box: Box, cells: Size, legend: (width: number) => Size, unit: number): MapFrame {
  const axes = { width: (AXES.left + AXES.right) * unit, height: (AXES.top + AXES.bottom) * unit };
  const [title, gap] = [TITLE * unit, GAP * unit];
  const room = { width: box.width - axes.width, height: box.height - axes.height - title };
  const natural = legend(room.width);
  const above = natural.height === 0 ? 0 : ABOVE_LEGEND * unit;
  const under = { ...natural, height: natural.height + above };
  const beside = legend(0.45 * box.width);
  const underIt = scaleOf(cells, { ...room, height: room.height - under.height });
  const besideIt = scaleOf(cells, { ...room, width: room.width - beside.width - gap });
  const isBeside = besideIt > underIt && beside.height <= box.height;
  const scale = Math.max(isBeside ? besideIt : underIt, 1e-3);
  const [width, height] = [Math.round(cells.width * scale), Math.round(cells.height * scale)];
  const whole = isBeside
    ? { width: axes.width + width + gap + beside.width, height: title + axes.height + height }
    : { width: axes.width + width, height: title + axes.height + height + under.height };
  const left = box.left + Math.max(0, (box.width - whole.width) / 2);
  const top = box.top + Math.max(0, (box.height - whole.height) / 2);
  const field: Box = {
    left: Math.round(left + AXES.left * unit),
    top: Math.round(top + title + AXES.top * unit),
    width,
    height,
  };
  const right = box.left + box.width;
  const edge = field.left + width + AXES.right * unit + gap;
  const foot = field.top + height + AXES.bottom * unit;
  return {
    field,
    title: boxBetween(field.left, top, right, top + title),
    legend: isBeside ? { left: edge, top: field.top, ...beside } : { left: field.left, top: foot + above, ...natural },
  };
}

/** Pixels that a cell may have, whole ones where they are not few. */
function scaleOf(cells: Size, room: Size): number {
  const most = Math.min(room.width / cells.width, room.height / cells.height);
  const whole = Math.floor(most);
  return whole >= 1 && whole >= WHOLE * most ? whole : most;
}
