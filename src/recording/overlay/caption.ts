import type { FilmText } from "../../experiment/recording.ts";
import { type Box, bottomOf } from "./box.ts";
import { type Brush, paintPanel } from "./brush.ts";
import { heightOf, paragraph, widestOf, writeCentred } from "./paragraph.ts";

/** In units. */
const TEXT = 19;
const DETAIL = 14;
const PAD = { across: 16, up: 9 } as const;

/** The lines of a caption, and the panel that holds them. */
function laidOut({ context, ink, unit }: Brush, width: number, { text, detail }: FilmText) {
  const room = width - 2 * PAD.across * unit;
  const lines = [
    ...paragraph(context, text, room, { size: TEXT * unit, weight: 500, color: ink.first, most: 3 }),
    ...paragraph(context, detail, room, { size: DETAIL * unit, weight: 400, color: ink.second, most: 1 }),
  ];
  return { lines, width: widestOf(lines) + 2 * PAD.across * unit, height: heightOf(lines) + 2 * PAD.up * unit };
}

/** How high a caption is where it may be so wide. */
export function captionHeight(brush: Brush, width: number, text: FilmText): number {
  return laidOut(brush, width, text).height;
}

/** Where a caption is: centred at the foot of a box, as large as its words. */
export function captionPanel(brush: Brush, box: Box, text: FilmText): Box {
  const { width, height } = laidOut(brush, box.width, text);
  return { left: box.left + (box.width - width) / 2, top: bottomOf(box) - height, width, height };
}

/** Paints a caption on its panel, see {@link captionPanel}. @param room the width that it may take. */
export function paintCaption(brush: Brush, panel: Box, room: number, text: FilmText): void {
  const { lines } = laidOut(brush, room, text);
  paintPanel(brush, panel);
  writeCentred(brush.context, lines, panel.left + panel.width / 2, panel.top + PAD.up * brush.unit);
}
