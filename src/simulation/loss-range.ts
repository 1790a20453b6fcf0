import type { ParameterValues, Surface } from "../surfaces/surface.ts";
import { minimaOf } from "../surfaces/surface.ts";

/** Samples along each axis of the domain. */
const SAMPLES = 64;

/**
 * The lowest and the highest finite loss over the domain, from a coarse grid and the known minima inside it: what
 * drawing maps to the ground and the rim. Both are finite, lowest < highest.
 */
export function lossRange(
  surface: Surface,
  parameters: ParameterValues,
): { readonly lowest: number; readonly highest: number } {
  const evaluator = surface.evaluator(parameters, "f64");
  const { x, y } = surface.domain;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  const include = (loss: number) => {
    if (!Number.isFinite(loss)) return;
    lowest = Math.min(lowest, loss);
    highest = Math.max(highest, loss);
  };
  for (let row = 0; row <= SAMPLES; row += 1) {
    for (let column = 0; column <= SAMPLES; column += 1) {
      include(evaluator.loss(x[0] + ((x[1] - x[0]) * column) / SAMPLES, y[0] + ((y[1] - y[0]) * row) / SAMPLES));
    }
  }
  for (const minimum of minimaOf(surface, parameters)) {
    const isInside = minimum.x >= x[0] && minimum.x <= x[1] && minimum.y >= y[0] && minimum.y <= y[1];
    if (isInside) include(evaluator.loss(minimum.x, minimum.y));
  }
  if (lowest > highest) return { lowest: 0, highest: 1 };
  return lowest === highest ? { lowest, highest: lowest + Math.max(1, Math.abs(lowest)) } : { lowest, highest };
}
