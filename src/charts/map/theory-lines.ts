import type { TheoryCurve, TheoryOverlay } from "../../maps/theory-overlay.ts";
import type { FramedLine } from "./framed-field.ts";

/** The rates that get a contour: the slow ones are told apart by what is missing to 1. */
export const CONTOUR_LEVELS = [0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99] as const;

/** How lines of theory are told apart where there is no colour. */
const DASHES: Readonly<Record<TheoryCurve["kind"], readonly number[]>> = {
  stability: [],
  critical: [1.5, 3.5],
  oscillation: [6, 4],
  optimum: [2, 3],
};

/** What theory draws over a picture of a map: its curves, and the contours of the predicted rate under them. */
export function theoryLines(
  theory: TheoryOverlay,
  { hasCurves, hasContours }: { readonly hasCurves: boolean; readonly hasContours: boolean },
): readonly FramedLine[] {
  const contours = hasContours ? theory.contours(CONTOUR_LEVELS) : [];
  const curves = hasCurves ? theory.curves : [];
  return [
    ...contours.map(({ points }) => ({ points, width: 0.75, dash: [] })),
    ...curves.map(({ kind, isBinding, points }) => ({ points, width: isBinding ? 2 : 1.25, dash: DASHES[kind] })),
  ];
}
