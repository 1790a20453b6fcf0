import { symbolText } from "../../charts/symbol-text.ts";
import type { TrackedNumber } from "../timeline/moment.ts";
import type { Box, Size } from "./box.ts";
import { type Brush, paintPanel, widthOf } from "./brush.ts";
import { italics, letters } from "./letters.ts";
import type { NamedTrack } from "./tracked-numbers.ts";

/** In units. */
const PAD = { across: 13, up: 8 } as const;
const ROW = 25;
const [SYMBOL, SCRIPT, LABEL, NUMBER] = [18, 11, 12.5, 16.5];
const [AFTER_SYMBOL, BEFORE_NUMBER] = [8, 18];

/** How large the panel of the numbers is. */
export function readOutsSize(
  context: OffscreenCanvasRenderingContext2D,
  tracks: readonly NamedTrack[],
  unit: number,
): Size {
  const widths = tracks.map((track) => {
    const number = widthOf(context, letters(NUMBER * unit, 560), track.widest);
    return symbolWidth(context, track.symbol, unit) + widthOf(context, letters(LABEL * unit), track.label) + number;
  });
  return {
    width: Math.max(0, ...widths) + (2 * PAD.across + AFTER_SYMBOL + BEFORE_NUMBER) * unit,
    height: (2 * PAD.up + ROW * tracks.length) * unit,
  };
}

function symbolWidth(context: OffscreenCanvasRenderingContext2D, symbol: string, unit: number): number {
  const { base, below, above } = symbolText(symbol);
  return widthOf(context, italics(SYMBOL * unit), base) + widthOf(context, italics(SCRIPT * unit), below + above);
}

/** Paints the present values of numbers that change: symbol, name, value. */
export function paintReadOuts(
  { context, ink, unit }: Brush,
  box: Box,
  tracks: readonly NamedTrack[],
  numbers: readonly TrackedNumber[],
): void {
  const natural = readOutsSize(context, tracks, unit);
  const factor = box.width / natural.width;
  context.save();
  context.translate(box.left, box.top);
  context.scale(factor, factor);
  paintPanel({ context, ink, unit }, { left: 0, top: 0, ...natural });
  context.textBaseline = "alphabetic";
  tracks.forEach((track, index) => {
    const value = numbers.find(({ path }) => path === track.path)?.value;
    const foot = (PAD.up + ROW * (index + 0.71)) * unit;
    let left = PAD.across * unit;
    context.textAlign = "left";
    const { base, below, above } = symbolText(track.symbol);
    context.fillStyle = ink.first;
    context.font = italics(SYMBOL * unit);
    context.fillText(base, left, foot);
    left += context.measureText(base).width;
    context.font = italics(SCRIPT * unit);
    context.fillText(below, left, foot + 0.2 * SYMBOL * unit);
    context.fillText(above, left, foot - 0.4 * SYMBOL * unit);
    left += context.measureText(below + above).width + (track.symbol === "" ? 0 : AFTER_SYMBOL * unit);
    context.fillStyle = ink.third;
    context.font = letters(LABEL * unit);
    context.fillText(track.label, left, foot);
    context.textAlign = "right";
    context.fillStyle = ink.first;
    context.font = letters(NUMBER * unit, 560);
    if (value !== undefined) context.fillText(track.text(value), natural.width - PAD.across * unit, foot);
  });
  context.restore();
}
