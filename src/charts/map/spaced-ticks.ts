/** What a letter takes of the width of a legend's bar, and what is left free between two numbers. */
const LETTER = 0.034;
const FREE = 0.03;

interface Marked {
  /** From 0 to 1 of the bar. */
  readonly at: number;
  readonly text: string;
  readonly exponent?: string;
}

/** Those of a bar's ticks that have room beside each other, from the lowest on. */
export function spacedTicks<Tick extends Marked>(ticks: readonly Tick[]): readonly Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    if (tick.at < 0 || tick.at > 1) continue;
    const before = kept.at(-1);
    const needed = before === undefined ? 0 : FREE + (LETTER * (letters(before) + letters(tick))) / 2;
    if (before === undefined || tick.at - before.at >= needed) kept.push(tick);
  }
  return kept;
}

function letters({ text, exponent = "" }: Marked): number {
  return text.length + 0.7 * exponent.length;
}
