import type { FanCurves } from "./fan-curves.ts";
import type { Frame } from "./plot.ts";

/** Horizontal places, in axis units, that a fan is marked at. */
export interface Marks {
  /** Where the run is: a dot on the median; what lies beyond it is fainter. */
  readonly present: number;
  readonly pointed: number | undefined;
}

/** How much shows of what lies beyond the present step. */
const FUTURE = 0.32;
/** Opacity of what lies between the 5 and 95 % lines, and of what lies between the quartiles over it. */
const TAILS = 0.08;
const QUARTILES = 0.17;

/** Indices into QUANTILES. */
const [P05, P25, MEDIAN, P75, P95] = [0, 1, 2, 3, 4];

/** Paints the spread of one ensemble: its tails, and over them its quartiles. */
export function paintBands(frame: Frame, curves: FanCurves, color: string, present: number): void {
  const { context } = frame;
  pastAndFuture(frame, present, (strength) => {
    context.fillStyle = color;
    context.globalAlpha = strength * TAILS;
    fillBetween(frame, curves, P05, P95);
    context.globalAlpha = strength * QUARTILES;
    fillBetween(frame, curves, P25, P75);
  });
}

/** Paints the median of one ensemble; after all bands, so that none of them veils it. */
export function paintMedian(frame: Frame, curves: FanCurves, color: string, marks: Marks): void {
  const { context, ratio } = frame;
  pastAndFuture(frame, marks.present, (strength) => {
    context.globalAlpha = strength;
    context.strokeStyle = color;
    context.lineWidth = 1.5 * ratio;
    context.lineJoin = "round";
    strokeMedian(frame, curves);
  });
  paintDot(frame, curves, color, marks.present, 2.4);
  if (marks.pointed !== undefined) paintDot(frame, curves, color, marks.pointed, 3);
}

/** Paints what lies up to the present, and more faintly what is known of the time after it. */
export function pastAndFuture(frame: Frame, present: number, paint: (strength: number) => void): void {
  const { left, width, x } = frame;
  const split = Math.min(Math.max(x(present), left), left + width);
  within(frame, left, split - left, () => paint(1));
  within(frame, split, left + width - split, () => paint(FUTURE));
}

/** A hairline across the plotting area's height. */
export function paintUpright(
  { context, left, top, width, height, ratio, x }: Frame,
  place: number,
  color: string,
  strength: number,
): void {
  if (!Number.isFinite(place)) return;
  const at = Math.round(Math.min(Math.max(x(place), left), left + width) - ratio / 2) + ratio / 2;
  context.save();
  context.globalAlpha = strength;
  context.strokeStyle = color;
  context.lineWidth = ratio;
  context.beginPath();
  context.moveTo(at, top);
  context.lineTo(at, top + height);
  context.stroke();
  context.restore();
}

/** Lets `paint` reach only an upright strip of the plotting area. */
function within({ context, top, height }: Frame, left: number, width: number, paint: () => void): void {
  if (!(width > 0)) return;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  paint();
  context.restore();
}

function fillBetween({ context, x, y }: Frame, curves: FanCurves, lower: number, upper: number): void {
  const [low, high] = [curves.quantile(lower), curves.quantile(upper)];
  context.beginPath();
  for (let i = 0; i < curves.length; i++) context.lineTo(x(curves.x[i] ?? 0), y(high[i] ?? 0));
  for (let i = curves.length - 1; i >= 0; i--) context.lineTo(x(curves.x[i] ?? 0), y(low[i] ?? 0));
  context.fill();
}

/** The median leaves through the top where it becomes infinite, ends there, and begins again where it comes back. */
function strokeMedian({ context, x, y }: Frame, curves: FanCurves): void {
  const median = curves.quantile(MEDIAN);
  context.beginPath();
  for (let i = 0; i < curves.length; i++) {
    const isOut = median[i] === Number.POSITIVE_INFINITY;
    const wasOut = i > 0 && median[i - 1] === Number.POSITIVE_INFINITY;
    if (isOut && wasOut) context.moveTo(x(curves.x[i] ?? 0), y(Number.POSITIVE_INFINITY));
    else context.lineTo(x(curves.x[i] ?? 0), y(median[i] ?? 0));
  }
  context.stroke();
}

function paintDot(frame: Frame, curves: FanCurves, color: string, place: number, radius: number): void {
  const { context, ratio, left, top, width } = frame;
  const at = medianAt(curves, place);
  if (at === undefined || curves.length === 0) return;
  const [x, y] = [frame.x(at[0]), frame.y(at[1])];
  if (x < left - 1 || x > left + width + 1 || y < top) return;
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius * ratio, 0, 2 * Math.PI);
  context.fill();
}

/** The point of the median line at a place, no further than its end; undefined where the median has diverged. */
export function medianAt(curves: FanCurves, place: number): readonly [number, number] | undefined {
  const median = curves.quantile(MEDIAN);
  let after = 0;
  while (after < curves.length - 1 && (curves.x[after] ?? 0) < place) after++;
  const [x1 = 0, y1 = 0] = [curves.x[after], median[after]];
  const [x0 = x1, y0 = y1] = after === 0 ? [] : [curves.x[after - 1], median[after - 1]];
  const share = x1 > x0 ? Math.min(1, Math.max(0, (place - x0) / (x1 - x0))) : 1;
  const y = share === 1 ? y1 : y0 + share * (y1 - y0);
  return Number.isFinite(y) ? [x0 + share * (x1 - x0), y] : undefined;
}
