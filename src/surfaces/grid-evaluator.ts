import { type Precision, type Round, rounding } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { SurfaceEvaluator } from "./surface.ts";

/** Numbers in front of the coefficients, as shaders/surfaces/grid.wgsl reads them. */
export const GRID_HEADER = 8;

/** Where a coordinate lies among the values along one axis, and the weights of the four coefficients around it. */
class Axis {
  cell = 0;
  /** Cells beyond the border; 0 inside. */
  beyond = 0;
  #value: [number, number, number, number] = [0, 0, 0, 0];
  /** Of the three first differences, and of the two second differences. */
  #slope: [number, number, number] = [0, 0, 0];
  #bend: [number, number] = [0, 0];
  readonly #sixth: number;
  readonly #twoThirds: number;

  constructor(
    private readonly origin: number,
    readonly perUnit: number,
    private readonly count: number,
    private readonly round: Round,
  ) {
    this.#sixth = round(1 / 6);
    this.#twoThirds = round(2 / 3);
  }

  locate(coordinate: number): void {
    const r = this.round;
    const u = r(r(coordinate - this.origin) * this.perUnit);
    const inside = Math.min(Math.max(u, 0), this.count - 1);
    this.cell = Math.min(Math.floor(inside), this.count - 2);
    this.beyond = r(u - inside);
    const t = inside - this.cell;
    const s = r(1 - t);
    const [tt, ss] = [r(t * t), r(s * s)];
    this.#value = [
      r(r(ss * s) * this.#sixth),
      r(this.#twoThirds - r(tt * r(1 - r(0.5 * t)))),
      r(this.#twoThirds - r(ss * r(1 - r(0.5 * s)))),
      r(r(tt * t) * this.#sixth),
    ];
    this.#slope = [r(0.5 * ss), r(0.5 + r(t * s)), r(0.5 * tt)];
    // A straight line does not bend.
    this.#bend = this.beyond === 0 ? [s, t] : [0, 0];
  }

  /** The value of the spline of four coefficients. */
  value(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    const [wa, wb, wc, wd] = this.#value;
    const inside = r(r(r(r(wa * a) + r(wb * b)) + r(wc * c)) + r(wd * d));
    return this.beyond === 0 ? inside : r(inside + r(this.beyond * this.slope(a, b, c, d)));
  }

  /** Its derivative by the coordinate in cells. */
  slope(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    const [wa, wb, wc] = this.#slope;
    return r(r(r(wa * r(b - a)) + r(wb * r(c - b))) + r(wc * r(d - c)));
  }

  /** Its second derivative. */
  bend(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    const [wa, wb] = this.#bend;
    const middle = r(c - b);
    return r(r(wa * r(middle - r(b - a))) + r(wb * r(r(d - c) - middle)));
  }
}

type Operation = "value" | "slope" | "bend";

/**
 * A natural bicubic spline, continued linearly beyond its border.
 * @param data as shaders/surfaces/grid.wgsl describes it.
 */
export function gridEvaluator(data: Float32Array, precision: Precision): SurfaceEvaluator {
  const round = rounding(precision);
  const [originX = 0, originY = 0, perX = 0, perY = 0, columns = 0, rows = 0] = data;
  const x = new Axis(originX, perX, columns, round);
  const y = new Axis(originY, perY, rows, round);
  const width = columns + 2;

  const coefficient = (index: number): number => data[index] ?? Number.NaN;

  /** One operation along x in each row, and another along y with what comes out; in cells. */
  const rowsFirst = (alongX: Operation, alongY: Operation): number => {
    const first = GRID_HEADER + y.cell * width + x.cell;
    const row = (place: number): number =>
      x[alongX](coefficient(place), coefficient(place + 1), coefficient(place + 2), coefficient(place + 3));
    return y[alongY](row(first), row(first + width), row(first + 2 * width), row(first + 3 * width));
  };

  /** The same with the columns first: derivatives come before sums, so that large values do not drown them. */
  const columnsFirst = (alongX: Operation, alongY: Operation): number => {
    const first = GRID_HEADER + y.cell * width + x.cell;
    const column = (place: number): number =>
      y[alongY](
        coefficient(place),
        coefficient(place + width),
        coefficient(place + 2 * width),
        coefficient(place + 3 * width),
      );
    return x[alongX](column(first), column(first + 1), column(first + 2), column(first + 3));
  };

  const locate = (px: number, py: number): void => {
    x.locate(px);
    y.locate(py);
  };

  return {
    loss(px, py) {
      locate(px, py);
      return rowsFirst("value", "value");
    },
    gradient(px, py, out: Vector) {
      locate(px, py);
      out.x = round(rowsFirst("slope", "value") * perX);
      out.y = round(columnsFirst("value", "slope") * perY);
    },
    hessian(px, py, out: SymmetricMatrix) {
      locate(px, py);
      out.xx = round(round(rowsFirst("bend", "value") * perX) * perX);
      out.xy = round(round(columnsFirst("slope", "slope") * perX) * perY);
      out.yy = round(round(columnsFirst("value", "bend") * perY) * perY);
    },
  };
}
