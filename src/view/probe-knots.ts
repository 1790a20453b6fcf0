import type { ProbeLine } from "../maps/probe-path.ts";
import type { SceneMap } from "./scene-map.ts";

/** Losses further out are taken as this: all of them are drawn at the top. */
const MOST_LOSS = 1e37;

/** How the shader tells ends apart. */
const ENDS: Readonly<Record<ProbeLine["end"], number>> = { "under way": 0, running: 0, arrived: 1, diverged: 2 };

/** Numbers of a line: its first knot, the knot and the share of the way to the next where it comes to rest, its end. */
export const SPAN_NUMBERS = 4;

/**
 * Writes the points of lines one after another as knots (x, y, loss, index within the line), and of each line
 * {@link SPAN_NUMBERS} numbers. An index of 0 says that no line leads to the knot: it is a start, or lies behind a gap,
 * or the line has left the picture for good, whatever chords between far points would still cross it.
 * @param margin how far beyond the base a line may come to rest, as a share of the base's half
 * @returns how many knots there are; what does not fit is left out, line by line
 */
export function packKnots(
  lines: readonly ProbeLine[],
  map: SceneMap,
  margin: number,
  knots: Float32Array,
  spans: Float32Array,
): number {
  let used = 0;
  const room = Math.floor(knots.length / 4);
  for (const [number, line] of lines.entries()) {
    const count = Math.min(line.count, room - used);
    if (count <= 0 || SPAN_NUMBERS * (number + 1) > spans.length) break;
    const rest = restingPlace(line.points, count, map, margin);
    for (let i = 0; i < count; i++) {
      const isBehindGap = i === line.count - 1 && line.drawnSteps < line.steps && line.end !== "under way";
      const place = 4 * (used + i);
      knots[place] = line.points[3 * i] ?? 0;
      knots[place + 1] = line.points[3 * i + 1] ?? 0;
      knots[place + 2] = boundedLoss(line.points[3 * i + 2]);
      knots[place + 3] = isBehindGap || i > rest.knot + 1 ? 0 : i;
    }
    spans.set([used, rest.knot, rest.share, ENDS[line.end]], SPAN_NUMBERS * number);
    used += count;
  }
  return used;
}

function boundedLoss(loss = Number.NaN): number {
  return Number.isNaN(loss) ? MOST_LOSS : Math.min(Math.max(loss, -MOST_LOSS), MOST_LOSS);
}

/**
 * Where on a line its head comes to rest: at the last knot, or where it left the picture for good, so that what ends far
 * outside has its mark at the rim. The first knot where none is inside. The share is a number of its own, since a leap
 * may leave the picture in a part of it that rounding would swallow.
 */
export function restingPlace(
  points: Float64Array,
  count: number,
  map: SceneMap,
  margin: number,
): { readonly knot: number; readonly share: number } {
  const across = (i: number): number => (((points[3 * i] ?? 0) - map.centerX) * map.scaleX) / map.halfWidth;
  const along = (i: number): number => (((points[3 * i + 1] ?? 0) - map.centerY) * map.scaleY) / map.halfDepth;
  const border = 1 + margin;
  for (let i = count - 1; i >= 0; i--) {
    const [x, y] = [across(i), along(i)];
    if (!(Math.abs(x) <= border && Math.abs(y) <= border)) continue;
    if (i === count - 1) return { knot: i, share: 0 };
    return { knot: i, share: Math.min(exitShare(x, across(i + 1), border), exitShare(y, along(i + 1), border)) };
  }
  return { knot: 0, share: 0 };
}

/** The share of the way from one coordinate, inside, to another at which ± `border` is met; 1 where it is not. */
function exitShare(from: number, to: number, border: number): number {
  const way = to - from;
  if (way === 0) return 1;
  return Math.min((border * Math.sign(way) - from) / way, 1);
}
