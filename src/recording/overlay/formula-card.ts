import type { FilmText } from "../../experiment/recording.ts";
import { type Box, bottomOf, type Size } from "./box.ts";
import { type Brush, paintPanel } from "./brush.ts";
import { heightOf, paragraph, widestOf, writeCentred } from "./paragraph.ts";

/** In units. */
const PAD = { across: 18, up: 14 } as const;
const [TEXT, DETAIL] = [15, 13];
const GAP = 10;
/** Lines of words are no longer than this. */
const WIDEST = 320;

/** The letters of a card's formula, in units. */
export const CARD_FORMULA = 19;

/** How wide a formula may be on a card that has so much room, in pixels. */
export function formulaWidth(room: number, unit: number): number {
  return room - 2 * PAD.across * unit;
}

function laidOut({ context, ink, unit }: Brush, width: number, { text, detail }: FilmText, formula: Size | undefined) {
  const most = Math.min(WIDEST * unit, width - 2 * PAD.across * unit);
  const over = paragraph(context, text, most, { size: TEXT * unit, weight: 560, color: ink.first, most: 3 });
  const under = paragraph(context, detail, most, { size: DETAIL * unit, weight: 400, color: ink.second, most: 3 });
  const parts = [heightOf(over), formula?.height ?? 0, heightOf(under)].filter((height) => height > 0);
  const inside = Math.max(formula?.width ?? 0, widestOf(over), widestOf(under));
  return {
    over,
    under,
    width: inside + 2 * PAD.across * unit,
    height: parts.reduce((sum, height) => sum + height, (2 * PAD.up + GAP * (parts.length - 1)) * unit),
  };
}

/** How large a card becomes where it may be so wide. */
export function cardSize(brush: Brush, width: number, text: FilmText, formula: Size | undefined): Size {
  const { width: own, height } = laidOut(brush, width, text, formula);
  return { width: own, height };
}

/** Where a card is: at the foot of its box, at its outer side. */
export function cardBox(brush: Brush, box: Box, text: FilmText, formula: Size | undefined): Box {
  const { width, height } = cardSize(brush, box.width, text, formula);
  const left = text.place === "left" ? box.left : box.left + box.width - width;
  return { left: Math.round(left), top: Math.round(bottomOf(box) - height), width, height };
}

/** Paints a card in its own box, see {@link cardBox}: words, the formula, and words under it. */
export function paintCard(
  brush: Brush,
  card: Box,
  room: number,
  text: FilmText,
  formula: OffscreenCanvas | undefined,
): void {
  const { context, unit } = brush;
  paintPanel(brush, card);
  const { over, under } = laidOut(brush, room, text, formula);
  const centre = card.left + card.width / 2;
  let top = writeCentred(context, over, centre, card.top + PAD.up * unit);
  if (over.length > 0) top += GAP * unit;
  if (formula !== undefined) {
    context.drawImage(formula, Math.round(centre - formula.width / 2), Math.round(top));
    top += formula.height + GAP * unit;
  }
  writeCentred(context, under, centre, top);
}
