import type { FilmText } from "../../experiment/recording.ts";
import type { Moment } from "../timeline/moment.ts";
import { type Box, bottomOf, boxBetween, type Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { captionPanel, paintCaption } from "./caption.ts";
import { paintCover } from "./cover-card.ts";
import { cardBox, paintCard } from "./formula-card.ts";
import type { FormulaPicture } from "./formula-pictures.ts";
import { type Picture, pictureOf, show } from "./picture.ts";
import type { Regions } from "./regions.ts";

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

  /** Paints what is seen of all texts: captions, then cards, then what covers all of it. */
  paint(brush: Brush, regions: Regions, { texts, theme }: Moment): void {
    const gap = GAP * brush.unit;
    // Where the next text of a place ends: those of one time stand over each other.
    const feet = { caption: bottomOf(regions.caption), left: bottomOf(regions.left), right: bottomOf(regions.right) };
    for (const { text, opacity } of texts) {
      if (text.kind === "title" || text.kind === "end" || opacity <= 0) continue;
      const place = text.kind === "caption" ? "caption" : text.place;
      const { left, top, width } = regions[place];
      const box = boxBetween(left, Math.min(top, feet[place]), left + width, feet[place]);
      const picture =
        text.kind === "caption" ? this.#caption(brush, box, text, theme) : this.#card(brush, box, text, theme);
      show(brush.context, picture, opacity);
      feet[place] = picture.top - gap;
    }
    for (const { text, opacity } of texts) {
      if ((text.kind === "title" || text.kind === "end") && opacity > 0) {
        const whole = boxBetween(0, 0, this.film.width, this.film.height);
        const paint = (own: Brush) => paintCover(own, this.film, text, this.formulas.get(text)?.[theme]);
        show(brush.context, this.#picture(brush, whole, text, theme, paint), opacity);
      }
    }
  }

  #caption(brush: Brush, box: Box, text: FilmText, theme: Moment["theme"]): Picture {
    return this.#picture(brush, captionPanel(brush, box, text), text, theme, (own) => paintCaption(own, box, text));
  }

  #card(brush: Brush, box: Box, text: FilmText, theme: Moment["theme"]): Picture {
    const formula = this.formulas.get(text)?.[theme];
    const card = cardBox(brush, box, text, formula);
    return this.#picture(brush, card, text, theme, (own) => paintCard(own, card, box.width, text, formula));
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
