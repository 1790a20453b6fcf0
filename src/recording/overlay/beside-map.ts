import { type Box, bottomOf, boxBetween, fitted, fittedInto, rightOf } from "./box.ts";
import type { Contents } from "./contents.ts";
import { Stack } from "./stack.ts";

/** What is told beside a map that is alone. */
export interface BesideMap {
  readonly surface?: Box | undefined;
  readonly readOuts?: Box | undefined;
  readonly left: Box;
  readonly right: Box;
  readonly map: Box;
}

/** In units. */
const GAP = 14;
const ASIDE = 270;

/**
 * Lays out a map and what is told beside it: in a column at the right edge, or in a film that is not wide over and under it.
 * Cards of both sides stand in the same column.
 */
export function besideMap(contents: Contents, room: Box, isWide: boolean, unit: number): BesideMap {
  const gap = GAP * unit;
  const { surface, readOuts, left, right } = contents;
  const aside = [surface, readOuts, left, right].filter((part) => part !== undefined);
  const isAside = aside.length > 0;
  const wanted = Math.max(0, ...aside.map((part) => part.width));
  const width = isWide ? Math.min(wanted, ASIDE * unit, room.width / 3) : room.width;
  const edge = rightOf(room) - width;
  const foot = bottomOf(room);
  const above = (card: typeof left, from: number) => (card === undefined ? from : from - fitted(card, width).height);
  const rightTop = above(right, foot);
  const leftFoot = right === undefined ? foot : rightTop - gap;
  const cardsTop = above(left, leftFoot);
  const stack = isWide ? new Stack(rightOf(room), "right", room.top, gap) : new Stack(edge, "left", room.top, gap);
  // The cards keep their room, and a map under it its half.
  const lowest = Math.min(cardsTop - gap, isWide ? foot : room.top + room.height / 2);
  const boxes = {
    surface: surface && stack.add(fitted(surface, width)),
    readOuts: readOuts && stack.add(fittedInto(readOuts, { width, height: lowest - stack.next })),
  };
  const leftTop = isWide ? stack.next : cardsTop;
  const mapFoot = left === undefined && right === undefined ? foot : leftTop - gap;
  return {
    ...boxes,
    map: isWide
      ? boxBetween(room.left, room.top, isAside ? edge - gap : rightOf(room), foot)
      : boxBetween(room.left, stack.next, rightOf(room), mapFoot),
    left: boxBetween(edge, leftTop, rightOf(room), leftFoot),
    right: boxBetween(edge, right === undefined && isWide ? stack.next : rightTop, rightOf(room), foot),
  };
}
