import { type Box, bottomOf, boxBetween, fitted, rightOf } from "./box.ts";
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
const ASIDE = 250;

/** Lays out a map and what is told beside it: in a column at its right, or in an upright film over and under it. */
export function besideMap(contents: Contents, room: Box, isWide: boolean, unit: number): BesideMap {
  const gap = GAP * unit;
  const { surface, readOuts, left, right } = contents;
  const cards = [left, right].filter((card) => card !== undefined);
  if (!isWide) {
    const over = new Stack(room.left, "left", room.top, gap);
    const boxes = {
      surface: surface && over.add(fitted(surface, room.width)),
      readOuts: readOuts && over.add(fitted(readOuts, room.width)),
    };
    const heights = [left, right].map((card) => (card === undefined ? 0 : fitted(card, room.width).height + gap));
    const rightTop = bottomOf(room) - (heights[1] ?? 0);
    const leftTop = rightTop - (heights[0] ?? 0);
    return {
      ...boxes,
      map: boxBetween(room.left, over.next, rightOf(room), leftTop),
      left: boxBetween(room.left, leftTop, rightOf(room), rightTop),
      right: boxBetween(room.left, rightTop, rightOf(room), bottomOf(room)),
    };
  }
  const isAside = surface !== undefined || readOuts !== undefined || cards.length > 0;
  const width = isAside ? Math.min(ASIDE * unit, room.width / 3) : 0;
  const edge = rightOf(room) - width;
  const aside = new Stack(edge, "left", room.top, gap);
  const boxes = {
    surface: surface && aside.add(fitted(surface, width)),
    readOuts: readOuts && aside.add(fitted(readOuts, width)),
  };
  const foot = bottomOf(room);
  const parted = right === undefined ? foot : Math.max(aside.next, foot - fitted(right, width).height - gap);
  return {
    ...boxes,
    map: boxBetween(room.left, room.top, isAside ? edge - gap : rightOf(room), foot),
    left: boxBetween(edge, aside.next, rightOf(room), parted),
    right: boxBetween(edge, parted, rightOf(room), foot),
  };
}
