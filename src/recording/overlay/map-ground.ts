import type { Box, Size } from "./box.ts";
import type { Brush } from "./brush.ts";

/** In units: how far the ground goes on over the landscape beside it, ever fainter, so that no edge is seen. */
const FADE = 48;

/**
 * Paints the ground that a map lies on: all of the film, or as far as the landscape begins.
 * @param picture what the landscape is drawn in; undefined where there is none.
 */
export function paintMapGround({ context, ink, unit }: Brush, film: Size, picture: Box | undefined): void {
  context.fillStyle = ink.ground;
  if (picture !== undefined) {
    const isAcross = picture.left > 0;
    const { left, top } = picture;
    const gradient = isAcross
      ? context.createLinearGradient(left, 0, left + FADE * unit, 0)
      : context.createLinearGradient(0, top, 0, top + FADE * unit);
    gradient.addColorStop(0, ink.ground);
    gradient.addColorStop(1, `${ink.ground}00`);
    context.fillStyle = gradient;
  }
  context.fillRect(0, 0, film.width, film.height);
}
