import { type Box, bottomOf, boxBetween, fitted, fittedInto, rightOf } from "./box.ts";
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
  /** What of the film the landscape has to itself, and what of it the landscape is framed in. */
  readonly picture: Box;
  readonly stage: Box;
}

/** In units. */
const GAP = 10;
const CHART = { width: 256, height: 156, across: 132 } as const;
/** A picture narrower than this has everything over and under it. */
const TALL = 0.8;
/** How much of a column the landscape keeps clear of: its own corners are empty, so that it may reach between columns. */
const CLEAR = 0.55;
/** How much of what is over it, where there is no room between the columns. */
const CLEAR_ABOVE = 0.8;
/** Width for height of a landscape as it is mostly seen. */
const LANDSCAPE = 1.6;

/**
 * Lays out what is written over a landscape.
 * @param picture what the landscape may be drawn in. @param room the part of it that may be written over.
 */
export function besideLandscape(contents: Contents, picture: Box, room: Box, unit: number): BesideLandscape {
  return picture.width < TALL * picture.height
    ? overAndUnder(contents, picture, room, unit)
    : atTheSides(contents, picture, room, unit);
}

function atTheSides(contents: Contents, picture: Box, room: Box, unit: number): BesideLandscape {
  const { surface, legend, chart, readOuts, left, right } = contents;
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
    readOuts: readOuts && onRight.add(fittedInto(readOuts, { width: column, height: bottomOf(room) - onRight.next })),
  };
  const margin = room.left - picture.left;
  const clear = (taken: number) => (taken > 0 ? CLEAR * (taken + margin) : 0);
  const lowest = Math.max(onLeft.bottom, onRight.bottom);
  // A card that is alone may be wider than a column, under both.
  const isWideCard = (own = 0, other?: unknown) => other === undefined && own > column;
  const below = lowest > room.top ? lowest + gap : room.top;
  const foot = bottomOf(picture);
  const between = boxBetween(
    picture.left + clear(onLeft.width),
    picture.top,
    rightOf(picture) - clear(onRight.width),
    foot,
  );
  const over = lowest > room.top ? CLEAR_ABOVE * (lowest - picture.top) : 0;
  const under = boxBetween(picture.left, picture.top + over, rightOf(picture), foot);
  return {
    ...boxes,
    left: isWideCard(left?.width, right)
      ? boxBetween(room.left, below, rightOf(room), bottomOf(room))
      : boxBetween(room.left, onLeft.next, room.left + column, bottomOf(room)),
    right: isWideCard(right?.width, left)
      ? boxBetween(room.left, below, rightOf(room), bottomOf(room))
      : boxBetween(rightOf(room) - column, onRight.next, rightOf(room), bottomOf(room)),
    picture,
    stage: larger(between, under),
  };
}

/** The box in which a landscape becomes larger. */
function larger(a: Box, b: Box): Box {
  const height = (box: Box) => Math.min(box.width / LANDSCAPE, box.height);
  return height(a) >= height(b) ? a : b;
}

function overAndUnder(contents: Contents, picture: Box, room: Box, unit: number): BesideLandscape {
  const { surface, legend, chart, right } = contents;
  const gap = GAP * unit;
  // The numbers leave the landscape its half.
  const readOuts = contents.readOuts && fittedInto(contents.readOuts, { width: room.width, height: room.height / 2 });
  const over = new Stack(room.left, "left", room.top, gap);
  const columns = legend !== undefined && legend.rows > 1 ? 2 : 1;
  // The numbers stand at the right of the surface's name where there is room.
  const isBeside =
    surface !== undefined && readOuts !== undefined && surface.width + gap + readOuts.width <= room.width;
  const numbers = isBeside ? { ...readOuts, left: rightOf(room) - readOuts.width, top: room.top } : undefined;
  const boxes = {
    surface:
      surface &&
      over.add(
        isBeside ? { ...surface, height: Math.max(surface.height, readOuts.height) } : fitted(surface, room.width),
      ),
    legend: legend && {
      ...over.add({ width: room.width, height: legend.heading + Math.ceil(legend.rows / columns) * legend.row }),
      columns,
    },
    readOuts:
      numbers ??
      (readOuts &&
        over.add(fittedInto(readOuts, { width: room.width, height: room.top + room.height / 2 - over.next }))),
  };
  const under = chart ? bottomOf(room) - CHART.across * unit : bottomOf(room);
  const foot = chart ? under - gap : under;
  const parted = right === undefined ? foot : Math.max(over.next, foot - fitted(right, room.width).height - gap);
  return {
    ...boxes,
    chart: chart ? boxBetween(room.left, under, rightOf(room), bottomOf(room)) : undefined,
    left: boxBetween(room.left, over.next, rightOf(room), parted),
    right: boxBetween(room.left, right === undefined ? over.next : parted + gap, rightOf(room), foot),
    picture,
    stage: boxBetween(
      picture.left,
      over.bottom > room.top ? over.bottom : picture.top,
      rightOf(picture),
      chart ? foot : bottomOf(picture),
    ),
  };
}
