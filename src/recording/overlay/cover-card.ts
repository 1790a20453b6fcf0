import type { FilmText } from "../../experiment/recording.ts";
import type { Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { heightOf, paragraph, writeCentred } from "./paragraph.ts";

/** In units. */
const TEXT = { title: 46, end: 34 } as const;
const DETAIL = 18;
const GAP = { detail: 12, formula: 26 } as const;
/** Of the film's width. */
const WIDEST = 0.8;
/** How much of the picture a card leaves to be guessed. */
const COVER = 0.84;

/** Letters of the formula, in units; the most of the film's height. */
const FORMULA = { letters: 26, highest: 0.32 } as const;

/** The letters of a cover's formula, in pixels. @param ems of the formula. */
export function coverFormulaSize(ems: Size, film: Size, unit: number): number {
  return Math.min(
    FORMULA.letters * unit,
    (WIDEST * film.width) / ems.width,
    (FORMULA.highest * film.height) / ems.height,
  );
}

/** Paints a card that covers the picture: a veil of the ground, large words, smaller ones, and the formula under them. */
export function paintCover(
  brush: Brush,
  film: Size,
  { kind, text, detail }: FilmText,
  formula: OffscreenCanvas | undefined,
): void {
  const { context, ink, unit } = brush;
  context.globalAlpha = COVER;
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, film.width, film.height);
  context.globalAlpha = 1;
  const size = (kind === "end" ? TEXT.end : TEXT.title) * unit;
  const room = WIDEST * film.width;
  const large = paragraph(context, text, room, { size, weight: 620, color: ink.first, most: 3 });
  const small = paragraph(context, detail, room, { size: DETAIL * unit, weight: 400, color: ink.second, most: 3 });
  const [beforeDetail, beforeFormula] = [
    large.length > 0 && small.length > 0 ? GAP.detail * unit : 0,
    formula !== undefined && large.length + small.length > 0 ? GAP.formula * unit : 0,
  ];
  const height = heightOf(large) + beforeDetail + heightOf(small) + beforeFormula + (formula?.height ?? 0);
  const centre = film.width / 2;
  let top = writeCentred(context, large, centre, (film.height - height) / 2);
  top = writeCentred(context, small, centre, top + beforeDetail) + beforeFormula;
  if (formula !== undefined) context.drawImage(formula, Math.round(centre - formula.width / 2), Math.round(top));
}
