import type { Scaling } from "./scaling.ts";

/** A mark on an axis: where it lies, in axis units, and what is written beside it. */
export interface Tick {
  readonly at: number;
  readonly text: string;
  /** Written raised after the text: the power of ten. */
  readonly exponent?: string;
}

/** The distances that ticks may have, within a decade. */
const NICE = [1, 2, 5, 10] as const;

/** At most `most` ticks (but at least one) between `from` and `to`, which are axis units, as the literature sets them. */
export function ticksOf(from: number, to: number, scaling: Scaling, most: number): readonly Tick[] {
  return scaling === "log" ? decadeTicks(from, to, most) : linearTicks(from, to, most);
}

/** Powers of ten: 10², 1, 10⁻²; every so many, so that they are few enough, and 1 among them. */
function decadeTicks(from: number, to: number, most: number): readonly Tick[] {
  const first = Math.ceil(from - 1e-9);
  const last = Math.floor(to + 1e-9);
  let apart = 1;
  while (Math.floor(last / apart) - Math.ceil(first / apart) + 1 > Math.max(1, most)) apart += 1;
  const ticks: Tick[] = [];
  for (let power = Math.ceil(first / apart) * apart; power <= last; power += apart) ticks.push(decadeTick(power));
  return ticks;
}

function decadeTick(power: number): Tick {
  if (power === 0) return { at: 0, text: "1" };
  return { at: power, text: "10", exponent: typeset(String(power)) };
}

/** Multiples of 1, 2 or 5 times a power of ten, from the first one on. */
function linearTicks(from: number, to: number, most: number): readonly Tick[] {
  const apart = niceStep((to - from) / Math.max(1, most));
  const ticks: Tick[] = [];
  const digits = Math.max(0, -Math.floor(Math.log10(apart) + 1e-9));
  for (let index = Math.ceil(from / apart - 1e-9); index * apart <= to + apart * 1e-9; index++) {
    // Counting in steps keeps 0.30000000000000004 out.
    ticks.push({ at: Number((index * apart).toPrecision(12)), text: plainText(index * apart, digits) });
  }
  return ticks;
}

/** The smallest of 1, 2, 5 times a power of ten that is no less than `least`. */
export function niceStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const decade = 10 ** Math.floor(Math.log10(least));
  const factor = NICE.find((nice) => nice * decade >= least * (1 - 1e-9)) ?? 10;
  return factor * decade;
}

/** 1,000 · 0.05 · 2e6: short enough for an axis. */
function plainText(value: number, digits: number): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e5) return typeset(Number(value.toPrecision(3)).toExponential().replace("+", ""));
  if (size < 1e-3) return typeset(value.toExponential(0));
  return typeset(value.toFixed(Math.min(digits, 6)).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ","));
}

function typeset(text: string): string {
  return text.replace("-", "−");
}
