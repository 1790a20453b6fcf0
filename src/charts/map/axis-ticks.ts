import { niceStep } from "../../math/ticks.ts";
import { type AxisSpan, shareOfValue } from "./axis-scale.ts";

/** A mark on an axis of a map. */
export interface AxisTick {
  /** Where it lies, from 0 at the lower end to 1 at the upper. */
  readonly share: number;
  readonly text: string;
  /** Written raised after the text: the power of ten. */
  readonly exponent?: string;
}

/** CSS pixels that a mark and its number need, across and up. */
const APART = { across: 76, up: 46 } as const;
/** More marks than this on an axis are noise. */
const MOST = 10;

/** How many marks suit an axis of this length in CSS pixels. */
export function tickCount(direction: "across" | "up", length: number): number {
  return Math.min(MOST, Math.max(2, Math.floor(length / APART[direction])));
}

/** Room for the rounding of the ends, as a share of the axis. */
const ROUNDING = 1e-9;

/** Multiples within a decade, the coarsest first: the finest that leaves few enough is taken. */
const WITHIN_DECADE = [[1], [1, 3], [1, 2, 5]] as const;

/** At most about `most` marks, and at least two where the numbers allow it; however far the axis is zoomed. */
export function axisTicks(span: AxisSpan, most: number): readonly AxisTick[] {
  const decades = Math.log10(span.to / span.from);
  const isWide = span.scale === "log" && decades >= 1.2;
  const values = isWide ? decadeValues(span, decades, most) : evenValues(span, most);
  return values
    .map((tick) => ({ share: shareOfValue(span, tick.value), ...tick.label }))
    .filter(({ share }) => share >= -ROUNDING && share <= 1 + ROUNDING);
}

interface Valued {
  readonly value: number;
  readonly label: { readonly text: string; readonly exponent?: string };
}

function decadeValues({ from, to }: AxisSpan, decades: number, most: number): readonly Valued[] {
  const sign = Math.sign(from);
  const [low, high] = [Math.abs(from), Math.abs(to)].toSorted((a, b) => a - b);
  const [first, last] = [Math.floor(Math.log10(low ?? 1)), Math.ceil(Math.log10(high ?? 1))];
  const apart = Math.max(1, Math.ceil(Math.abs(decades) / most));
  const multiples = WITHIN_DECADE.findLast(({ length }) => Math.abs(decades) * length <= most) ?? WITHIN_DECADE[0];
  const ticks: Valued[] = [];
  for (let power = Math.ceil(first / apart) * apart; power <= last; power += apart) {
    for (const multiple of apart > 1 ? [1] : multiples) {
      ticks.push({ value: sign * multiple * 10 ** power, label: powerLabel(sign * multiple, power) });
    }
  }
  return ticks;
}

/** 0.01, 0.3, 1, 20: as long as that is short; else 10⁻⁵ or 3·10⁻⁵. */
function powerLabel(multiple: number, power: number): Valued["label"] {
  if (power >= -3 && power <= 3) return { text: typeset(String(Number((multiple * 10 ** power).toPrecision(3)))) };
  const text = multiple === 1 ? "10" : `${multiple}·10`;
  return { text: typeset(text), exponent: typeset(String(power)) };
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function evenValues({ from, to }: AxisSpan, most: number): readonly Valued[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  const apart = niceStep((high - low) / Math.max(1, most));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const isTiny = size < 1e-3 || size >= 1e5;
  const power = isTiny ? Math.floor(Math.log10(size)) : 0;
  const digits = Math.min(20, Math.max(0, power - Math.floor(Math.log10(apart) + 1e-9)));
  const ticks: Valued[] = [];
  for (let index = Math.ceil(low / apart - 1e-6); index * apart <= high + apart * 1e-6; index++) {
    // Counting in steps keeps 0.30000000000000004 out.
    const value = Number((index * apart).toPrecision(15));
    const mantissa = typeset((value / 10 ** power).toFixed(value === 0 ? 0 : digits));
    const label =
      isTiny && value !== 0 ? { text: `${mantissa}·10`, exponent: typeset(String(power)) } : { text: mantissa };
    ticks.push({ value, label });
  }
  return ticks;
}

function typeset(text: string): string {
  return text.replace("-", "−");
}
