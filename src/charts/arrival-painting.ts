import { type Scaling, toAxis } from "../math/scaling.ts";
import type { ArrivalBin } from "./arrival-bins.ts";
import { pastAndFuture } from "./fan-painting.ts";
import type { Frame } from "./plot.ts";

/** How much shows of what is under the line. */
const FILL = 0.14;

/** Paints one ensemble's histogram of arrivals as steps; vertical axis units are densities. */
export function paintArrivals(
  frame: Frame,
  bins: readonly ArrivalBin[],
  scaling: Scaling,
  color: string,
  present: number,
): void {
  pastAndFuture(frame, present, (strength) => {
    frame.context.globalAlpha = strength;
    paintSteps(frame, bins, scaling, color);
  });
}

function paintSteps(
  { context, left, ratio, x, y }: Frame,
  bins: readonly ArrivalBin[],
  scaling: Scaling,
  color: string,
): void {
  const strength = context.globalAlpha;
  const at = (value: number) => Math.max(left, x(toAxis(value, scaling)));
  context.beginPath();
  context.moveTo(at(bins[0]?.from ?? 0), y(0));
  for (const { from, to, density } of bins) {
    context.lineTo(at(from), y(density));
    context.lineTo(at(to), y(density));
  }
  context.strokeStyle = color;
  context.lineWidth = 1.25 * ratio;
  context.stroke();
  context.lineTo(at(bins.at(-1)?.to ?? 0), y(0));
  context.globalAlpha = strength * FILL;
  context.fillStyle = color;
  context.fill();
}
