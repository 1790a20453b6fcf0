import type { FilmText } from "../../experiment/recording.ts";
import type { Moment } from "../timeline/moment.ts";
import { type Box, bottomOf, boxBetween, type Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { cardBox, isCard, paintCard } from "./card.ts";
import { paintCover } from "./cover-card.ts";
import type { FormulaPicture } from "./formula-picture.ts";
import { type Picture, pictureOf, show } from "./picture.ts";
import type { Regions } from "./regions.ts";

/** A caption or a card where it is seen, and how much of it. */
export interface PlacedText {
  readonly picture: Picture;
  readonly opacity: number;
}

/** In units, between two texts at one place. */
const GAP = 8;

/** The texts of a film. Each is painted once in every place where it stands, and then shown as far as it is faded in. */
export class Texts {
  readonly #pictures = new Map<string, Picture>();
  readonly #numbers = new Map<FilmText, number>();

  constructor(
    private readonly film: Size,
    private readonly formulas: ReadonlyMap<FilmText, FormulaPicture>,
  ) {}

  /** Paints what is seen of all texts: captions and cards, then what covers all of it. */
  paint(brush: Brush, regions: Regions, moment: Moment): void {
    for (const { picture, opacity } of this.placed(brush, regions, moment)) show(brush.context, picture, opacity);
    const whole = boxBetween(0, 0, this.film.width, this.film.height);
    for (const { text, opacity } of moment.texts) {
      if (isCard(text) || opacity <= 0) continue;
      const paint = (own: Brush) => paintCover(own, this.film, text, this.formulas.get(text)?.[moment.theme]);
      erase(brush.context, whole, opacity);
      show(brush.context, this.#picture(brush, whole, text, moment.theme, paint), opacity);
    }
  }

  /** The captions and cards that are seen, and where; those of one place stand over each other. */
  placed(brush: Brush, regions: Regions, { texts, theme }: Moment): readonly PlacedText[] {
    const gap = GAP * brush.unit;
    const feet = { caption: bottomOf(regions.caption), left: bottomOf(regions.left), right: bottomOf(regions.right) };
    return texts.flatMap(({ text, opacity }) => {
      if (!isCard(text) || opacity <= 0) return [];
      const place = text.kind === "caption" ? "caption" : text.place;
      const { left, top, width } = regions[place];
      const box = boxBetween(left, Math.min(top, feet[place]), left + width, feet[place]);
      const formula = this.formulas.get(text)?.[theme];
      const card = cardBox(brush, box, text, formula);
      const paint = (own: Brush) => paintCard(own, card, box.width, text, formula);
      const picture = this.#picture(brush, card, text, theme, paint);
      feet[place] = picture.top - gap;
      return [{ picture, opacity }];
    });
  }

  #picture(brush: Brush, box: Box, text: FilmText, theme: Moment["theme"], paint: (own: Brush) => void): Picture {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    const key = [number, theme, box.left, box.top, box.width, box.height].join(" ");
    const known = this.#pictures.get(key) ?? pictureOf(box, (context) => paint({ ...brush, context }));
    this.#pictures.set(key, known);
    return known;
  }
}

/** Takes away what is painted already, as far as something else takes its place. */
function erase(context: OffscreenCanvasRenderingContext2D, { left, top, width, height }: Box, share: number): void {
  context.save();
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = `rgb(0 0 0 / ${share})`;
  context.fillRect(left, top, width, height);
  context.restore();
}
