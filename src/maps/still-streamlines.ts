import { drift, type StreamField, type StreamPoint } from "./stream-field.ts";

/** Squares along the longer side of the map that no more than one line begins in, or passes through. */
const SQUARES = 32;

/** A line ends after so many seconds' drift in each direction, in steps of so many. */
const SECONDS = 4;
const STEP = 1 / 60;

/** Lines of fewer points say nothing. */
const LEAST_POINTS = 12;

/**
 * Streamlines that stand still, for readers who do not want to see things move: lines along the current, one for each
 * part of the map that no other has come through. Along the current each runs from its first point to its last.
 * @returns (x, y) of the points of each line, in cells, (0, 0) the lower left corner.
 */
export function stillStreamlines(field: StreamField): Float32Array[] {
  const side = Math.max(field.width, field.height) / SQUARES;
  const taken = new Set<number>();
  const squareOf = ({ x, y }: StreamPoint) => Math.floor(y / side) * SQUARES + Math.floor(x / side);
  const lines: Float32Array[] = [];
  const rows = Math.floor(field.height / side);
  const columns = Math.floor(field.width / side);
  for (let place = 0; place < rows * columns; place++) {
    const start = { x: ((place % columns) + 0.5) * side, y: (Math.floor(place / columns) + 0.5) * side };
    if (taken.has(squareOf(start))) continue;
    const own = new Set<number>();
    const trace = (step: number): number[] => {
      const point = { ...start };
      const points: number[] = [];
      for (let done = 0; done < SECONDS; done += STEP) {
        if (!drift(field, point, step) || taken.has(squareOf(point))) break;
        own.add(squareOf(point));
        points.push(point.x, point.y);
      }
      return points;
    };
    const [after, before] = [trace(STEP), trace(-STEP)];
    const points = [...reversed(before), start.x, start.y, ...after];
    if (points.length < 2 * LEAST_POINTS) continue;
    for (const square of own) taken.add(square);
    lines.push(Float32Array.from(points));
  }
  return lines;
}

/** The points of a line from the last to the first. */
function reversed(points: readonly number[]): number[] {
  const backwards: number[] = [];
  for (let at = points.length - 2; at >= 0; at -= 2) backwards.push(points[at] ?? 0, points[at + 1] ?? 0);
  return backwards;
}
