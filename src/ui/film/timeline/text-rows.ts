import type { FilmText } from "../../../experiment/recording.ts";

/**
 * The row of each text, from 0, so that texts that are seen at the same time lie one under another: the first row that is
 * free from its beginning on, in the order of time.
 */
export function textRows(texts: readonly Pick<FilmText, "from" | "to">[]): readonly number[] {
  const ends: number[] = [];
  const rows = new Map<number, number>();
  const order = texts.map((text, index) => ({ ...text, index })).toSorted((a, b) => a.from - b.from);
  for (const { from, to, index } of order) {
    const free = ends.findIndex((end) => end <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    rows.set(index, row);
  }
  return texts.map((_text, index) => rows.get(index) ?? 0);
}
