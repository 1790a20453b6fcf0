import type { ParameterValues, Surface } from "../../surfaces/surface.ts";
import { chooseHeightScale, drawnHeight } from "../../view/height.ts";
import { contourSegments } from "./contours.ts";
import type { Work } from "./slices.ts";

/** Samples along x and along y: three for two, as the thumbnails are. */
export const COLUMNS = 121;
export const ROWS = 81;

/** Contours of a thumbnail: half of the relief's, since it is small. */
const CONTOURS = 15;

/** Heights in a cell may spread over this many contours; closer ones are not drawn. */
const MOST_IN_A_CELL = 0.55;

/** A surface as its thumbnail shows it. */
export interface ReliefSamples {
  /**
   * Drawn heights on a logarithmic scale, 0 … 1.06, [row · COLUMNS + column]; row 0 at the largest y, as pictures have
   * it.
   */
  readonly heights: Float32Array;
  /** Segments x₀, y₀, x₁, y₁ in cells of the grid. */
  readonly contours: Float32Array;
}

/** Evaluates a surface over its domain, as its relief would be drawn; finite wherever the loss is not. */
export function* sampleRelief(surface: Surface, parameters: ParameterValues): Work<ReliefSamples> {
  const evaluator = surface.evaluator(parameters, "f64");
  yield "pause";
  const { x, y } = surface.domain;
  const losses = new Float64Array(COLUMNS * ROWS);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < ROWS; row += 1) {
    const py = y[1] - ((y[1] - y[0]) * row) / (ROWS - 1);
    for (let column = 0; column < COLUMNS; column += 1) {
      const loss = evaluator.loss(x[0] + ((x[1] - x[0]) * column) / (COLUMNS - 1), py);
      losses[row * COLUMNS + column] = loss;
      if (!Number.isFinite(loss)) continue;
      lowest = Math.min(lowest, loss);
      highest = Math.max(highest, loss);
    }
    yield;
  }
  if (lowest > highest) [lowest, highest] = [0, 1];
  const some = Array.from(losses).filter((_loss, index) => index % 4 === 0);
  const scale = chooseHeightScale(lowest, highest, some);
  yield;
  const heights = new Float32Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    for (let at = row * COLUMNS; at < (row + 1) * COLUMNS; at += 1) {
      heights[at] = drawnHeight(scale, 1, losses[at] ?? Number.NaN);
    }
    yield;
  }
  const contours: number[] = [];
  for (let level = 1; level < CONTOURS; level += 1) {
    const segments = contourSegments(heights, COLUMNS, ROWS, level / CONTOURS, MOST_IN_A_CELL / CONTOURS);
    for (const end of segments) contours.push(end);
    yield;
  }
  return { heights, contours: Float32Array.from(contours) };
}
