/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of the film, in pixels from its left top. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export function rightOf({ left, width }: Box): number {
  return left + width;
}

export function bottomOf({ top, height }: Box): number {
  return top + height;
}

/** The rectangle between these edges; empty where they are the wrong way round. */
export function boxBetween(left: number, top: number, right: number, bottom: number): Box {
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** A size in the same proportions that is no wider than there is room. */
export function fitted({ width, height }: Size, most: number): Size {
  const factor = Math.min(1, most / width);
  return { width: width * factor, height: height * factor };
}

/** A size in the same proportions that is no wider and no higher than there is room. */
export function fittedInto(size: Size, room: Size): Size {
  return fitted(size, Math.min(room.width, (Math.max(0, room.height) * size.width) / size.height));
}

/** Whether two rectangles have any area in common, beyond rounding. */
export function overlaps(a: Box, b: Box): boolean {
  const least = 1e-6;
  return (
    a.left < rightOf(b) - least &&
    b.left < rightOf(a) - least &&
    a.top < bottomOf(b) - least &&
    b.top < bottomOf(a) - least
  );
}
