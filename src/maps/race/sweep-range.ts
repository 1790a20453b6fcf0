import { valueAt } from "./sweep-scale.ts";
import { coordinateLimits, type TunableNumber } from "./tunable.ts";

/** What a sweep covers of one number, in the coordinate of its scale, ends included. */
export interface SweepRange {
  readonly low: number;
  readonly high: number;
}

/** What the next sweep covers, in values of this one: two and a half to either side of the chosen one. */
const SPAN = 5.25;

/** All that is allowed. */
export function wholeRange(number: TunableNumber): SweepRange {
  const [low, high] = coordinateLimits(number);
  return { low, high };
}

/**
 * What the next sweep covers around the chosen value: a few values of this one; as much as this one, where the chosen
 * value is at an edge that could be left. Moved or cut where it would leave what is allowed.
 * @param index of the chosen one of `count` values
 */
export function nextRange(number: TunableNumber, { low, high }: SweepRange, index: number, count: number): SweepRange {
  const whole = wholeRange(number);
  const last = count - 1;
  const isAtEdge = (index === 0 && low > whole.low) || (index === last && high < whole.high);
  const width = Math.min((high - low) * (isAtEdge ? 1 : SPAN / last), whole.high - whole.low);
  const center = low + ((high - low) * index) / last;
  const start = Math.min(Math.max(center - width / 2, whole.low), whole.high - width);
  return { low: start, high: start + width };
}

/** Evenly spaced values of what a sweep covers, both ends among them, none outside of what is allowed. */
export function rangeValues({ scale, limits: [least, most] }: TunableNumber, range: SweepRange, count: number) {
  return Float64Array.from({ length: count }, (_, index) => {
    const value = valueAt(scale, range.low + ((range.high - range.low) * index) / (count - 1));
    return Math.min(Math.max(value, least), most);
  });
}
