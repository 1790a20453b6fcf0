import { type Precision, type Round, rounding } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { SurfaceEvaluator } from "./surface.ts";

/** Where the values of a grid lie along one axis: the first at `origin`, `count` in all, so many cells per unit. */
export interface GridAxis {
  readonly origin: number;
  readonly perUnit: number;
  readonly count: number;
}

/** A bicubic spline by its coefficients, row by row, with one more at either end of each row and column. */
export interface BicubicSpline {
  readonly x: GridAxis;
  readonly y: GridAxis;
  readonly coefficients: Float32Array;
}

/** Where a coordinate lies among the values along one axis, and the weights of the four coefficients around it. */
class Place {
  cell = 0;
  /** Cells beyond the border; 0 inside. */
  beyond = 0;
  // Weights as fields, not lists: this is evaluated millions of times.
  #value0 = 0;
  #value1 = 0;
  #value2 = 0;
  #value3 = 0;
  /** Of the three first differences … */
  #slope0 = 0;
  #slope1 = 0;
  #slope2 = 0;
  /** … and of the two second differences. */
  #bend0 = 0;
  #bend1 = 0;
  readonly perUnit: number;
  readonly #origin: number;
  readonly #count: number;
  readonly #sixth: number;
  readonly #twoThirds: number;

  constructor(
    { origin, perUnit, count }: GridAxis,
    private readonly round: Round,
  ) {
    this.#origin = round(origin);
    this.perUnit = round(perUnit);
    this.#count = count;
    this.#sixth = round(1 / 6);
    this.#twoThirds = round(2 / 3);
  }

  locate(coordinate: number): void {
    const r = this.round;
    const u = r(r(coordinate - this.#origin) * this.perUnit);
    const inside = Math.min(Math.max(u, 0), this.#count - 1);
    this.cell = Math.min(Math.floor(inside), this.#count - 2);
    this.beyond = r(u - inside);
    const t = inside - this.cell;
    const s = r(1 - t);
    const tt = r(t * t);
    const ss = r(s * s);
    this.#value0 = r(r(ss * s) * this.#sixth);
    this.#value1 = r(this.#twoThirds - r(tt * r(1 - r(0.5 * t))));
    this.#value2 = r(this.#twoThirds - r(ss * r(1 - r(0.5 * s))));
    this.#value3 = r(r(tt * t) * this.#sixth);
    this.#slope0 = r(0.5 * ss);
    this.#slope1 = r(0.5 + r(t * s));
    this.#slope2 = r(0.5 * tt);
    // A straight line does not bend.
    const isBent = this.beyond === 0;
    this.#bend0 = isBent ? s : 0;
    this.#bend1 = isBent ? t : 0;
  }

  /** The value of the spline of four coefficients. */
  value(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    const inside = r(r(r(r(this.#value0 * a) + r(this.#value1 * b)) + r(this.#value2 * c)) + r(this.#value3 * d));
    return this.beyond === 0 ? inside : r(inside + r(this.beyond * this.slope(a, b, c, d)));
  }

  /** Its derivative by the coordinate in cells. */
  slope(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    return r(r(r(this.#slope0 * r(b - a)) + r(this.#slope1 * r(c - b))) + r(this.#slope2 * r(d - c)));
  }

  /** Its second derivative. */
  bend(a: number, b: number, c: number, d: number): number {
    const r = this.round;
    const middle = r(c - b);
    return r(r(this.#bend0 * r(middle - r(b - a))) + r(this.#bend1 * r(r(d - c) - middle)));
  }
}

type Operation = "value" | "slope" | "bend";

/** A bicubic spline with natural ends, continued linearly beyond its border. */
export function gridEvaluator(spline: BicubicSpline, precision: Precision): SurfaceEvaluator {
  const { coefficients } = spline;
  const round = rounding(precision);
  const x = new Place(spline.x, round);
  const y = new Place(spline.y, round);
  const width = spline.x.count + 2;

  const coefficient = (index: number): number => coefficients[index] ?? Number.NaN;

  /** One operation along x in each row, and another along y with what comes out; in cells. */
  const rowsFirst = (alongX: Operation, alongY: Operation): number => {
    const first = y.cell * width + x.cell;
    const row = (place: number): number =>
      x[alongX](coefficient(place), coefficient(place + 1), coefficient(place + 2), coefficient(place + 3));
    return y[alongY](row(first), row(first + width), row(first + 2 * width), row(first + 3 * width));
  };

  /** The same with the columns first: derivatives come before sums, so that large values do not drown them. */
  const columnsFirst = (alongX: Operation, alongY: Operation): number => {
    const first = y.cell * width + x.cell;
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
      out.x = round(rowsFirst("slope", "value") * x.perUnit);
      out.y = round(columnsFirst("value", "slope") * y.perUnit);
    },
    hessian(px, py, out: SymmetricMatrix) {
      locate(px, py);
      out.xx = round(round(rowsFirst("bend", "value") * x.perUnit) * x.perUnit);
      out.xy = round(round(columnsFirst("slope", "slope") * x.perUnit) * y.perUnit);
      out.yy = round(round(columnsFirst("value", "bend") * y.perUnit) * y.perUnit);
    },
  };
}
