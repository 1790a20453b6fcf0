/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A preview has no more pixels than these: finer than this it is not seen beside the panels. */
export const PREVIEW_PIXELS = 960 * 540;

/** And on a machine without a graphics card no more than these while it moves, so that it plays fluently. */
const MOST_MOVING = 480 * 270;

/**
 * How large a preview is drawn: as large as it is seen, never larger than the film, even, in the film's proportions.
 * @param room CSS pixels that it has; @param ratio physical pixels to one of them.
 */
export function previewSize(film: Size, room: Size, ratio: number, isQuick: boolean): Size {
  const most = isQuick ? MOST_MOVING : PREVIEW_PIXELS;
  const share = Math.min(
    1,
    (room.width * ratio) / film.width,
    (room.height * ratio) / film.height,
    Math.sqrt(most / (film.width * film.height)),
  );
  return { width: even(film.width * share), height: even(film.height * share) };
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
