import type { FilmText } from "../../experiment/recording.ts";
import type { SeenText } from "./moment.ts";
import { smoothShare } from "./smooth-share.ts";

/** Seconds that a text takes to come and to go; at most half of its time each. */
const FADE = 0.4;

/**
 * The texts that are seen at a time, in their order. One that is there from the film's beginning does not come, and one
 * that stays to its end does not go: the first picture has its title, the last one its card.
 * @param end seconds of the film.
 */
export function seenTexts(texts: readonly FilmText[], time: number, end: number): readonly SeenText[] {
  return texts.flatMap((text) => {
    if (time < text.from || time >= text.to) return [];
    const fade = Math.min(FADE, (text.to - text.from) / 2);
    const come = text.from <= 0 ? 1 : smoothShare((time - text.from) / fade);
    const gone = text.to >= end ? 1 : smoothShare((text.to - time) / fade);
    const opacity = Math.min(come, gone);
    return opacity > 0 ? [{ text, opacity }] : [];
  });
}
