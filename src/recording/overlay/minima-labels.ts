import { place as pointText } from "../../charts/share-segments.ts";
import { type Box, bottomOf, overlaps, rightOf } from "./box.ts";
import { type Brush, widthOf } from "./brush.ts";
import { haloed } from "./haloed.ts";
import { letters } from "./letters.ts";
import type { OverlayScene } from "./overlay-scene.ts";

/** With more minima than this, their names would hide the landscape. */
const MOST = 4;
/** In units. */
const LETTERS = 12.5;
const APART = 13;

/**
 * Names the minima where they lie, if they are few: beside them, or over or under them where that is taken; not at all
 * where there is no room.
 * @param picture what the names must stay within. @param taken what is written over besides.
 */
export function paintMinima(
  brush: Brush,
  { criticalPoints, project }: Pick<OverlayScene, "criticalPoints" | "project">,
  picture: Box,
  taken: readonly Box[],
): void {
  const { context, ink, unit } = brush;
  const minima = criticalPoints.filter(({ kind }) => kind === "minimum");
  if (minima.length > MOST) return;
  const font = letters(LETTERS * unit, 480);
  const places = [...taken];
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const { x, y } of minima) {
    const { left, top, visible } = project(x, y);
    if (!visible) continue;
    const text = `minimum ${pointText(x, y)}`;
    const size = { width: widthOf(context, font, text), height: LETTERS * 1.4 * unit };
    const gap = APART * unit;
    const beside = top - size.height / 2;
    const place = [
      { ...size, left: left + gap, top: beside },
      { ...size, left: left - gap - size.width, top: beside },
      { ...size, left: left - size.width / 2, top: top - gap - size.height },
      { ...size, left: left - size.width / 2, top: top + gap },
    ].find((box) => isWithin(box, picture) && !places.some((other) => overlaps(box, other)));
    if (place === undefined) continue;
    places.push(place);
    haloed(brush, font, text, place.left, place.top + size.height / 2, ink.first);
  }
}

function isWithin(box: Box, picture: Box): boolean {
  return (
    box.left >= picture.left &&
    box.top >= picture.top &&
    rightOf(box) <= rightOf(picture) &&
    bottomOf(box) <= bottomOf(picture)
  );
}
