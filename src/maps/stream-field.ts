import { FIELD } from "./cell-numbers.ts";
import { CELL_NUMBERS, type MapPicture } from "./map-picture.ts";

/** How fast what drifts along a current moves in each cell: directions are the current's, speeds are compressed. */
export interface StreamField {
  readonly width: number;
  readonly height: number;
  /** Cells a second along x and y, two numbers a cell; NaN where nothing is shown. */
  readonly velocities: Float32Array;
}

/** A current closer to none than this many of its standard errors is not told apart from none: it is not drawn. */
const LEAST_ERRORS = 3;

/** What is as fast as this share of all cells crosses this share of the map in a second. */
const FAST = 0.95;
const SHARE_A_SECOND = 0.12;

/** Cells that are asked how fast "fast" is. */
const SAMPLES = 4099;

/** Speeds grow with this power of the current: the slow can be seen beside the fast, and still are the slower. */
const COMPRESSION = 0.5;

/** The field along which the current of a picture is drawn. In cells, so that lines run as they do on the map. */
export function streamField({ cells, choice: { width, height, x, y } }: MapPicture): StreamField {
  const [perX, perY] = [width / (x.to - x.from), height / (y.to - y.from)];
  const velocities = new Float32Array(2 * width * height).fill(Number.NaN);
  const speeds: number[] = [];
  const every = Math.ceil((width * height) / SAMPLES);
  let known = 0;
  for (let cell = 0; cell < width * height; cell++) {
    const at = CELL_NUMBERS * cell;
    const [jx, jy] = [cells[at + FIELD.first] ?? Number.NaN, cells[at + FIELD.first + 1] ?? Number.NaN];
    const [zx, zy] = [jx / (cells[at + FIELD.error] ?? 0), jy / (cells[at + FIELD.error + 1] ?? 0)];
    if (!(zx * zx + zy * zy >= LEAST_ERRORS * LEAST_ERRORS)) continue;
    velocities[2 * cell] = jx * perX;
    velocities[2 * cell + 1] = jy * perY;
    if (known++ % every === 0) speeds.push(Math.sqrt((jx * perX) ** 2 + (jy * perY) ** 2));
  }
  speeds.sort((a, b) => a - b);
  const fast = speeds[Math.floor(FAST * (speeds.length - 1))] ?? 1;
  const top = SHARE_A_SECOND * Math.max(width, height);
  for (let at = 0; at < velocities.length; at += 2) {
    const [vx, vy] = [velocities[at] ?? Number.NaN, velocities[at + 1] ?? Number.NaN];
    const speed = Math.sqrt(vx * vx + vy * vy);
    if (!(speed > 0)) continue;
    const factor = (top * (speed / fast) ** COMPRESSION) / speed;
    velocities[at] = vx * factor;
    velocities[at + 1] = vy * factor;
  }
  return { width, height, velocities };
}

/** Two numbers to write into. */
export interface StreamPoint {
  x: number;
  y: number;
}

/**
 * The velocity at a place in cells, (0, 0) the lower left corner of the map: between the centres of the four nearest
 * cells, or that of the cell itself where one of them shows nothing.
 * @returns whether there is one; only then is `out` written.
 */
export function velocityAt(
  { width, height, velocities }: StreamField,
  x: number,
  y: number,
  out: StreamPoint,
): boolean {
  if (!(x >= 0 && x < width && y >= 0 && y < height)) return false;
  const own = 2 * (Math.floor(y) * width + Math.floor(x));
  if (Number.isNaN(velocities[own])) return false;
  const left = Math.min(Math.max(Math.floor(x - 0.5), 0), width - 2);
  const below = Math.min(Math.max(Math.floor(y - 0.5), 0), height - 2);
  const right = Math.min(Math.max(x - 0.5 - left, 0), 1);
  const up = Math.min(Math.max(y - 0.5 - below, 0), 1);
  for (const component of [0, 1] as const) {
    const at = 2 * (below * width + left) + component;
    const lower = (velocities[at] ?? Number.NaN) * (1 - right) + (velocities[at + 2] ?? Number.NaN) * right;
    const upper =
      (velocities[at + 2 * width] ?? Number.NaN) * (1 - right) + (velocities[at + 2 * width + 2] ?? Number.NaN) * right;
    const between = lower * (1 - up) + upper * up;
    const value = Number.isNaN(between) ? (velocities[own + component] ?? 0) : between;
    if (component === 0) out.x = value;
    else out.y = value;
  }
  return true;
}

const middle: StreamPoint = { x: 0, y: 0 };

/**
 * Moves a point along the field by the midpoint rule, in place.
 * @param seconds negative: against the current.
 * @returns whether there is a current where the point was and where it came to.
 */
export function drift(field: StreamField, point: StreamPoint, seconds: number): boolean {
  if (!velocityAt(field, point.x, point.y, middle)) return false;
  // Where the middle of the way shows nothing, the velocity at its start has to do.
  velocityAt(field, point.x + (middle.x * seconds) / 2, point.y + (middle.y * seconds) / 2, middle);
  point.x += middle.x * seconds;
  point.y += middle.y * seconds;
  return velocityAt(field, point.x, point.y, middle);
}
