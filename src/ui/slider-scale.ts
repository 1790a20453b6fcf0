/**
 * How a slider's travel, 0 … 1, maps to values: evenly; by ratio; by ratio with 0 at the very left; or by the ratio of
 * what is missing to 1, as suits a momentum, where 0.9, 0.99 and 0.999 are equally far apart.
 */
export interface SliderScale {
  readonly kind: "linear" | "log" | "log-from-zero" | "towards-one";
  readonly from: number;
  readonly to: number;
  readonly integer?: boolean;
}

/** The share of the travel of a log-from-zero slider that stands for 0. */
const ZERO_SHARE = 0.04;

/** The slider's position, 0 … 1, for a value; a value beyond the range lies at the nearer end. */
export function positionOf(scale: SliderScale, value: number): number {
  const { from, to } = scale;
  if (scale.kind === "linear") return clamp((value - from) / (to - from));
  if (scale.kind === "towards-one")
    return value >= 1 ? 1 : clamp(Math.log((1 - value) / (1 - from)) / Math.log((1 - to) / (1 - from)));
  if (value <= 0) return 0;
  const share = clamp(Math.log(value / from) / Math.log(to / from));
  return scale.kind === "log" ? share : ZERO_SHARE + (1 - ZERO_SHARE) * share;
}

/**
 * The value at a position, 0 … 1, rounded to what a hand can mean: three significant digits where the scale is by
 * ratio, a round five-hundredth of the range where it is even. The ends are exact.
 */
export function valueAt(scale: SliderScale, position: number): number {
  const { from, to } = scale;
  const round = scale.integer === true ? Math.round : (value: number) => value;
  if (scale.kind === "linear") {
    if (position <= 0) return from;
    if (position >= 1) return to;
    const value = from + (to - from) * position;
    return scale.integer === true ? Math.round(value) : roundTo(value, roundStep((to - from) / 500));
  }
  if (scale.kind === "towards-one") {
    if (position <= 0) return from;
    if (position >= 1) return to;
    const missing = (1 - from) * ((1 - to) / (1 - from)) ** position;
    return Number((1 - Number(missing.toPrecision(2))).toFixed(9));
  }
  if (scale.kind === "log-from-zero" && position < ZERO_SHARE) return 0;
  const share = scale.kind === "log" ? position : (position - ZERO_SHARE) / (1 - ZERO_SHARE);
  if (share <= 0) return from;
  if (share >= 1) return to;
  return round(Number((from * (to / from) ** share).toPrecision(3)));
}

/** What a number's declaration says of its slider. */
interface DeclaredRange {
  readonly range: readonly [number, number];
  readonly scale: "linear" | "log";
  readonly isInteger?: true;
}

/** The scale of a declared range: one that ends just below 1 is a decay rate, and opens up towards 1. */
export function declaredScale({ range, scale, isInteger }: DeclaredRange): SliderScale {
  const [from, to] = range;
  if (isInteger) return { kind: scale, from, to, integer: true };
  if (scale === "log") return { kind: "log", from, to };
  if (from === 0 && to >= 0.99 && to < 1) return { kind: "towards-one", from, to };
  return { kind: "linear", from, to };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** The largest of 1, 2, 5 × 10ⁿ that is not above `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const lead = step / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** A multiple of `step`, without the digits that binary fractions leave behind. */
function roundTo(value: number, step: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Number((Math.round(value / step) * step).toFixed(Math.min(decimals, 20)));
}
