import { formatNumber } from "../../charts/number-text.ts";
import { type Box, overlaps, rightOf } from "./box.ts";
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
 * Names the minima where they lie, if they are few.
 * @param stage what the names must stay within; @param taken what is written over besides.
 */
export function paintMinima(
  brush: Brush,
  { criticalPoints, project }: Pick<OverlayScene, "criticalPoints" | "project">,
  stage: Box,
  taken: readonly Box[],
): void {
  const { context, ink, unit } = brush;
  const minima = criticalPoints.filter(({ kind }) => kind === "minimum");
  if (minima.length > MOST) return;
  const font = letters(LETTERS * unit, 480);
  context.textBaseline = "middle";
  for (const { x, y } of minima) {
    const { left, top, visible } = project(x, y);
    if (!visible) continue;
    const text = `minimum (${short(x)}, ${short(y)})`;
    const width = widthOf(context, font, text);
    const gap = APART * unit;
    const [height, foot] = [LETTERS * 1.4 * unit, top - LETTERS * 0.7 * unit];
    const after: Box = { left: left + gap, top: foot, width, height };
    const before: Box = { left: left - gap - width, top: foot, width, height };
    const isFree = (box: Box) =>
      rightOf(box) <= rightOf(stage) && box.left >= stage.left && !taken.some((other) => overlaps(box, other));
    const isBefore = !isFree(after) && isFree(before);
    context.textAlign = isBefore ? "right" : "left";
    haloed(brush, font, text, isBefore ? left - gap : left + gap, top, ink.first);
  }
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3))).replace("-", "−");
}
