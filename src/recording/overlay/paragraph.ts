import { widthOf } from "./brush.ts";
import { letters } from "./letters.ts";
import { wrappedLines } from "./wrapped-lines.ts";

/** A line of words, ready to be written. */
export interface Line {
  readonly words: string;
  readonly font: string;
  readonly color: string;
  /** Pixels, with the space to the lines around it. */
  readonly width: number;
  readonly height: number;
}

export interface ParagraphStyle {
  /** Of the letters, in pixels. */
  readonly size: number;
  readonly weight: number;
  readonly color: string;
  /** Lines, at the most. */
  readonly most: number;
}

/** Height of a line for that of its letters. */
const LINE = 1.32;

/** Breaks words into lines of a width; none where there are no words. */
export function paragraph(
  context: OffscreenCanvasRenderingContext2D,
  words: string | undefined,
  width: number,
  { size: wanted, weight, color, most }: ParagraphStyle,
): readonly Line[] {
  if (words === undefined || words.trim() === "") return [];
  const measure = (line: string, size: number) => widthOf(context, letters(size, weight), line);
  const { lines, size } = wrappedLines(words, width, wanted, most, measure);
  return lines.map((line) => ({
    words: line,
    font: letters(size, weight),
    color,
    width: measure(line, size),
    height: size * LINE,
  }));
}

/** How high some lines are together. */
export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0);
}

/** How wide the widest of some lines is. */
export function widestOf(lines: readonly Line[]): number {
  return Math.max(0, ...lines.map(({ width }) => width));
}

/** Writes lines one under another, centred on a place. @returns where the last ends. */
export function writeCentred(
  context: OffscreenCanvasRenderingContext2D,
  lines: readonly Line[],
  centre: number,
  top: number,
): number {
  context.textAlign = "center";
  context.textBaseline = "middle";
  let foot = top;
  for (const { words, font, color, height } of lines) {
    context.font = font;
    context.fillStyle = color;
    context.fillText(words, centre, foot + height / 2);
    foot += height;
  }
  return foot;
}
