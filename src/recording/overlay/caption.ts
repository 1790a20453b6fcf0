import type { FilmText } from "../../experiment/recording.ts";
import { type Box, bottomOf } from "./box.ts";
import { type Brush, paintPanel } from "./brush.ts";
import { heightOf, paragraph, widestOf, writeCentred } from "./paragraph.ts";

/** In units. */
const TEXT = 19;
const DETAIL = 14;
const PAD = { across: 16, up: 9 } as const;

/** The lines of a caption, and the panel that holds them at the foot of a box. */
function laidOut({ context, ink, unit }: Brush, box: Box, { text, detail }: FilmText) {
  const room = box.width - 2 * PAD.across * unit;
  const lines = [
    ...paragraph(context, text, room, { size: TEXT * unit, weight: 500, color: ink.first, most: 3 }),
    ...paragraph(context, detail, room, { size: DETAIL * unit, weight: 400, color: ink.second, most: 1 }),
  ];
  const [width, height] = [widestOf(lines) + 2 * PAD.across * unit, heightOf(lines) + 2 * PAD.up * unit];
  const panel: Box = { left: box.left + (box.width - width) / 2, top: bottomOf(box) - height, width, height };
  return { lines, panel };
}

/** Where a caption is. */
export function captionPanel(brush: Brush, box: Box, text: FilmText): Box {
  return laidOut(brush, box, text).panel;
}

/** Paints a caption, centred at the foot of its box, on a panel as large as its words. */
export function paintCaption(brush: Brush, box: Box, text: FilmText): void {
  const { lines, panel } = laidOut(brush, box, text);
  paintPanel(brush, panel);
  writeCentred(brush.context, lines, panel.left + panel.width / 2, panel.top + PAD.up * brush.unit);
}
