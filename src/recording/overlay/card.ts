import type { FilmText } from "../../experiment/recording.ts";
import { type Box, bottomOf, type Size } from "./box.ts";
import { type Brush, paintPanel } from "./brush.ts";
import { heightOf, type Line, paragraph, widestOf, writeCentred } from "./paragraph.ts";

/** What a card looks like, in units. */
interface CardStyle {
  /** Letters of the words over the formula, of the formula, and of the words under it. */
  readonly text: { readonly letters: number; readonly weight: number };
  readonly formula: number;
  readonly detail: number;
  readonly pad: { readonly across: number; readonly up: number };
  readonly gap: number;
  /** Of a line of words. */
  readonly widest: number;
}

/** A text that stands on a panel of its own: at the foot, or in a corner. */
type CardKind = Exclude<FilmText["kind"], "title" | "end">;

const STYLES: Readonly<Record<CardKind, CardStyle>> = {
  caption: {
    text: { letters: 19, weight: 500 },
    formula: 18,
    detail: 14,
    pad: { across: 16, up: 9 },
    gap: 3,
    widest: Number.POSITIVE_INFINITY,
  },
  formula: {
    text: { letters: 15, weight: 560 },
    formula: 19,
    detail: 13,
    pad: { across: 18, up: 14 },
    gap: 10,
    widest: 320,
  },
};
const MOST_LINES = 3;

/** A text that is a card, not what covers the film. */
export function isCard(text: FilmText): text is FilmText & { readonly kind: CardKind } {
  return text.kind === "caption" || text.kind === "formula";
}

type Card = FilmText & { readonly kind: CardKind };

/** The letters of a card's formula in pixels, where the card may be so wide. @param ems of the formula. */
export function cardFormulaSize({ kind }: Card, ems: Size, width: number, unit: number): number {
  const { formula, pad } = STYLES[kind];
  return Math.min(formula * unit, (width - 2 * pad.across * unit) / ems.width);
}

interface LaidOut extends Size {
  readonly over: readonly Line[];
  readonly under: readonly Line[];
}

function laidOut({ context, ink, unit }: Brush, width: number, text: Card, formula: Size | undefined): LaidOut {
  const { pad, gap, widest, ...letters } = STYLES[text.kind];
  const most = Math.min(widest * unit, width - 2 * pad.across * unit);
  const large = { size: letters.text.letters * unit, weight: letters.text.weight, color: ink.first, most: MOST_LINES };
  const small = { size: letters.detail * unit, weight: 400, color: ink.second, most: MOST_LINES };
  const over = paragraph(context, text.text, most, large);
  const under = paragraph(context, text.detail, most, small);
  const parts = [heightOf(over), formula?.height ?? 0, heightOf(under)].filter((height) => height > 0);
  return {
    over,
    under,
    width: Math.max(formula?.width ?? 0, widestOf(over), widestOf(under)) + 2 * pad.across * unit,
    height: parts.reduce((sum, height) => sum + height, (2 * pad.up + gap * (parts.length - 1)) * unit),
  };
}

/** How large a card becomes where it may be so wide. @param formula the size of its formula, if it has one. */
export function cardSize(brush: Brush, width: number, text: Card, formula: Size | undefined): Size {
  const { width: own, height } = laidOut(brush, width, text, formula);
  return { width: own, height };
}

/** Where a card is: at the foot of its box; a caption in its middle, a formula at its outer side. */
export function cardBox(brush: Brush, box: Box, text: Card, formula: Size | undefined): Box {
  const { width, height } = cardSize(brush, box.width, text, formula);
  const place = text.kind === "caption" ? 0.5 : text.place === "left" ? 0 : 1;
  const left = box.left + place * (box.width - width);
  return { left: Math.round(left), top: Math.round(bottomOf(box) - height), width, height };
}

/** Paints a card in its own box, see {@link cardBox}: words, the formula, and words under it. @param room its width at most. */
export function paintCard(
  brush: Brush,
  card: Box,
  room: number,
  text: Card,
  formula: OffscreenCanvas | undefined,
): void {
  const { context, unit } = brush;
  const { pad, gap } = STYLES[text.kind];
  paintPanel(brush, card);
  const { over, under } = laidOut(brush, room, text, formula);
  const centre = card.left + card.width / 2;
  let top = writeCentred(context, over, centre, card.top + pad.up * unit);
  if (over.length > 0) top += gap * unit;
  if (formula !== undefined) {
    context.drawImage(formula, Math.round(centre - formula.width / 2), Math.round(top));
    top += formula.height + gap * unit;
  }
  writeCentred(context, under, centre, top);
}
