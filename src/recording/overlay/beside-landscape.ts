import { type Box, bottomOf, boxBetween, fitted, rightOf } from "./box.ts";
import type { Contents } from "./contents.ts";
import { Stack } from "./stack.ts";

/** What is written over a landscape, and where that is free. */
export interface BesideLandscape {
  readonly surface?: Box | undefined;
  readonly legend?: (Box & { readonly columns: number }) | undefined;
  readonly chart?: Box | undefined;
  readonly readOuts?: Box | undefined;
  readonly left: Box;
  readonly right: Box;
  /** What the landscape is framed in. */
  readonly stage: Box;
}

/** In units. */
const GAP = 10;
const CHART = { width: 256, height: 156, across: 132 } as const;
/** A picture wider than this keeps columns at its sides free, others what is above. */
const WIDE = 1.25;
/** One narrower than this has everything over and under it. */
const TALL = 0.8;
/** How much of a column the landscape keeps clear of: its own corners are empty, so that it may reach between columns. */
const CLEAR = 0.55;

/**
 * Lays out what is written over a landscape.
 * @param picture what the landscape may be drawn in. @param room the part of it that may be written over.
 */
export function besideLandscape(contents: Contents, picture: Box, room: Box, unit: number): BesideLandscape {
  return picture.width < TALL * picture.height
    ? overAndUnder(contents, picture, room, unit)
    : atTheSides(contents, picture, room, unit);
}

function atTheSides({ surface, legend, chart, readOuts }: Contents, picture: Box, room: Box, unit: number) {
  const gap = GAP * unit;
  const column = (room.width - gap) / 2;
  const onLeft = new Stack(room.left, "left", room.top, gap);
  const onRight = new Stack(rightOf(room), "right", room.top, gap);
  const width = Math.min(CHART.width * unit, column);
  const boxes = {
    surface: surface && onLeft.add(fitted(surface, column)),
    legend: legend && {
      ...onLeft.add({
        width: Math.min(legend.width, column),
        height: Math.min(legend.heading + legend.rows * legend.row, bottomOf(room) - onLeft.next),
      }),
      columns: 1,
    },
    chart: chart ? onRight.add({ width, height: (width * CHART.height) / CHART.width }) : undefined,
    readOuts: readOuts && onRight.add(fitted(readOuts, column)),
  };
  const isWide = picture.width >= WIDE * picture.height;
  const margin = room.left - picture.left;
  const clear = (taken: number) => (isWide && taken > 0 ? CLEAR * (taken + margin) : 0);
  return {
    ...boxes,
    left: boxBetween(room.left, onLeft.next, room.left + column, bottomOf(room)),
    right: boxBetween(rightOf(room) - column, onRight.next, rightOf(room), bottomOf(room)),
    stage: boxBetween(
      picture.left + clear(onLeft.width),
      isWide ? picture.top : Math.max(onLeft.bottom, onRight.bottom) - (onLeft.bottom > room.top ? 0 : margin),
      rightOf(picture) - clear(onRight.width),
      bottomOf(picture),
    ),
  };
}

function overAndUnder({ surface, legend, chart, readOuts, right }: Contents, picture: Box, room: Box, unit: number) {
  const gap = GAP * unit;
  const over = new Stack(room.left, "left", room.top, gap);
  const surfaceBox = surface && over.add(fitted(surface, room.width));
  const columns = legend !== undefined && legend.rows > 1 ? 2 : 1;
  const legendBox = legend && {
    ...over.add({ width: room.width, height: legend.heading + Math.ceil(legend.rows / columns) * legend.row }),
    columns,
  };
  const readOutsBox = readOuts && over.add(fitted(readOuts, room.width));
  const under = chart ? bottomOf(room) - CHART.across * unit : bottomOf(room);
  const foot = chart ? under - gap : under;
  const parted = right === undefined ? foot : Math.max(over.next, foot - fitted(right, room.width).height - gap);
  return {
    surface: surfaceBox,
    legend: legendBox,
    readOuts: readOutsBox,
    chart: chart ? boxBetween(room.left, under, rightOf(room), bottomOf(room)) : undefined,
    left: boxBetween(room.left, over.next, rightOf(room), parted),
    right: boxBetween(room.left, parted, rightOf(room), foot),
    stage: boxBetween(picture.left, over.bottom > room.top ? over.bottom : picture.top, rightOf(picture), foot),
  };
}
