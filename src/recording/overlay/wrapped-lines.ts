/** Text laid out in lines. */
export interface Wrapped {
  readonly lines: readonly string[];
  /** Of the letters, in pixels: the wanted size, or as much less as it takes. */
  readonly size: number;
}

/** How wide a text is in letters of a size, in pixels. */
export type Measure = (text: string, size: number) => number;

/** What one step of shrinking leaves. */
const SMALLER = 0.94;
/** Smaller letters than this share of the wanted size are not read: the text is then cut. */
const LEAST = 0.4;

/**
 * Breaks a text at its spaces into at most `most` lines of a width, as even as can be; in smaller letters where they would
 * be more. Line breaks in the text stay.
 */
export function wrappedLines(text: string, width: number, size: number, most: number, measure: Measure): Wrapped {
  for (let letters = size; ; letters *= SMALLER) {
    const wide = (line: string) => measure(line, letters);
    const lines = text.split("\n").flatMap((part) => broken(part.trim(), width, wide));
    const fits = lines.length <= most && lines.every((line) => wide(line) <= width);
    if (fits) return { lines, size: letters };
    if (letters * SMALLER < size * LEAST) return { lines: cut(lines, most, width, wide), size: letters };
  }
}

/** As few lines as hold the text, then as narrow as hold it in so few: no last line of a single word. */
function broken(text: string, width: number, wide: (line: string) => number): readonly string[] {
  const words = text.split(/\s+/);
  const greedy = filled(words, width, wide);
  let [low, high] = [width / (greedy.length + 1), width];
  for (let round = 0; round < 8 && greedy.length > 1; round++) {
    const middle = (low + high) / 2;
    if (filled(words, middle, wide).length > greedy.length || !words.every((word) => wide(word) <= middle))
      low = middle;
    else high = middle;
  }
  return filled(words, high, wide);
}

function filled(words: readonly string[], width: number, wide: (line: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = words[0] ?? "";
  for (const word of words.slice(1)) {
    const longer = `${line} ${word}`;
    if (wide(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The first of some lines, each no wider than there is room, with a mark where something is missing. */
function cut(lines: readonly string[], most: number, width: number, wide: (line: string) => number): readonly string[] {
  return lines.slice(0, most).map((line, index) => {
    const isLast = index === most - 1 && lines.length > most;
    if (!isLast && wide(line) <= width) return line;
    let kept = line;
    while (kept !== "" && wide(`${kept}…`) > width) kept = kept.slice(0, -1);
    return `${kept.trimEnd()}…`;
  });
}
