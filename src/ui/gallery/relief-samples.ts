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
const MOST_IN_A_CELL = 1.5;

/** Losses that the scale of heights is chosen by. A prime: no column is taken more often than another. */
const SOME = 2503;

/** Losses between two looks at the clock: that of a data set takes some microseconds. */
const PIECE = 64;

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

/** A sample is the mean of this many by this many heights around it: valleys narrower than a cell then have no beads. */
const FINER = 2;

/** Evaluates a surface over its domain, as its relief would be drawn; finite wherever the loss is not. */
export function* sampleRelief(surface: Surface, parameters: ParameterValues): Work<ReliefSamples> {
  const evaluator = surface.evaluator(parameters, "f64");
  yield "pause";
  const losses = new Float64Array(FINER * COLUMNS * FINER * ROWS);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < FINER * ROWS; row += 1) {
    const y = placeOf(row, ROWS, surface.domain.y[1], surface.domain.y[0]);
    for (let column = 0; column < FINER * COLUMNS; column += 1) {
      const loss = evaluator.loss(placeOf(column, COLUMNS, surface.domain.x[0], surface.domain.x[1]), y);
      losses[row * FINER * COLUMNS + column] = loss;
      if (Number.isFinite(loss)) {
        lowest = Math.min(lowest, loss);
        highest = Math.max(highest, loss);
      }
      if (column % PIECE === PIECE - 1) yield;
    }
    yield;
  }
  if (lowest > highest) [lowest, highest] = [0, 1];
  const scale = chooseHeightScale(
    lowest,
    highest,
    Array.from({ length: SOME }, (_, index) => losses[Math.floor((index * losses.length) / SOME)] ?? Number.NaN),
  );
  yield;
  const heights = new Float32Array(COLUMNS * ROWS);
  for (let row = 0; row < FINER * ROWS; row += 1) {
    for (let column = 0; column < FINER * COLUMNS; column += 1) {
      const at = Math.floor(row / FINER) * COLUMNS + Math.floor(column / FINER);
      const height = drawnHeight(scale, 1, losses[row * FINER * COLUMNS + column] ?? Number.NaN);
      heights[at] = (heights[at] ?? 0) + height / FINER ** 2;
    }
    yield;
  }
  const smooth = smoothed(heights);
  yield;
  const contours: number[] = [];
  for (let level = 1; level < CONTOURS; level += 1) {
    const segments = contourSegments(smooth, COLUMNS, ROWS, level / CONTOURS, MOST_IN_A_CELL / CONTOURS);
    for (const end of segments) contours.push(end);
    yield;
  }
  return { heights, contours: Float32Array.from(contours) };
}

/** Where the finer sample `index` lies between the ends of an interval that `count` samples go over; never outside. */
function placeOf(index: number, count: number, first: number, last: number): number {
  const share = ((index + 0.5) / FINER - 0.5) / (count - 1);
  return first + (last - first) * Math.min(Math.max(share, 0), 1);
}

/** Heights as contours are drawn through them: those of ripples that are hardly sampled would be but noise. */
function smoothed(heights: Float32Array): Float32Array {
  const along = heights.map((height, at) => {
    const column = at % COLUMNS;
    const before = column === 0 ? height : (heights[at - 1] ?? height);
    const after = column === COLUMNS - 1 ? height : (heights[at + 1] ?? height);
    return (before + 2 * height + after) / 4;
  });
  return along.map((height, at) => {
    const [above = height, below = height] = [along[at - COLUMNS], along[at + COLUMNS]];
    return (above + 2 * height + below) / 4;
  });
}
