import type { RateContour } from "../../maps/theory-overlay.ts";
import { labelPlace } from "./overlay-geometry.ts";
import { CONTOUR_LEVELS } from "./theory-lines.ts";
import type { MapWindow, Place } from "./window.ts";

/** A number beside the contour that has it. */
export interface ContourLabel {
  readonly level: number;
  readonly place: Place;
}

/** One label for each level that is in sight, away from the others. */
export function contourLabels(window: MapWindow, contours: readonly RateContour[]): readonly ContourLabel[] {
  const placed: ContourLabel[] = [];
  for (const level of CONTOUR_LEVELS) {
    const lines = contours.filter((contour) => contour.level === level).map(({ points }) => points);
    const place = labelPlace(
      window,
      lines,
      placed.map((other) => other.place),
    );
    if (place !== undefined) placed.push({ level, place });
  }
  return placed;
}
