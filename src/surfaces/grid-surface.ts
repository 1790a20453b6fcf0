import { solveNaturalSplines } from "../math/natural-spline.ts";
import { type BicubicSpline, type GridAxis, gridEvaluator } from "./grid-evaluator.ts";
import { SearchedCriticalPoints } from "./searched-critical-points.ts";
import type { Domain, Interval, Surface } from "./surface.ts";

/** Numbers on the nodes of a rectangular grid, the outermost of which lie on the domain's border. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** columns · rows numbers, row by row from the smallest y, each row from the smallest x. */
  readonly values: readonly number[];
  readonly domain: Domain;
}

/** Grids have at least and at most so many columns, and so many rows. */
export const GRID_SIDES: Interval = [4, 2048];

/** Values beyond this magnitude would leave f32 on the way to a Hessian. */
export const LARGEST_VALUE = 1e30;

/** The splines of values that some grid holds: a domain that is edited does not cost a new one. */
const solved = new WeakMap<readonly number[], { readonly columns: number; readonly coefficients: Float32Array }>();

/** Numbers in front of the coefficients, as shaders/surfaces/grid.wgsl reads them. */
const HEADER = 8;

/**
 * The smooth surface through a grid's values: an interpolating bicubic spline with natural ends, C² everywhere, and
 * beyond the domain its linear continuation. The coefficients are computed in f64 and rounded to f32 once: with these
 * numbers it is the same surface in f64, in f32 and on the GPU.
 */
export function gridSurface(grid: Grid, label: string): Surface {
  let known: BicubicSpline | undefined;
  const spline = (): BicubicSpline => {
    known ??= splineOf(grid);
    return known;
  };
  let data: Float32Array<ArrayBuffer> | undefined;
  const search = new SearchedCriticalPoints(grid.domain, () => gridEvaluator(spline(), "f64"));
  return {
    id: "grid",
    label,
    description:
      "The values of a file with a smooth surface through them: a natural bicubic spline, which goes on in straight lines beyond the border.",
    domain: grid.domain,
    parameters: [],
    offers: ["hessian"],
    tex: "\\operatorname{spline}(x, y)",
    wgsl: "",
    chunk: "grid",
    data() {
      data ??= dataOf(spline());
      return data;
    },
    search,
    criticalPoints: (parameters) => search.at(parameters),
    evaluator: (_parameters, precision) => gridEvaluator(spline(), precision),
  };
}

function splineOf(grid: Grid): BicubicSpline {
  const { columns, rows, values, domain } = grid;
  let stored = solved.get(values);
  if (stored?.columns !== columns) {
    stored = { columns, coefficients: splineCoefficients(grid) };
    solved.set(values, stored);
  }
  const axis = (interval: Interval, count: number): GridAxis => ({
    origin: interval[0],
    perUnit: cellsPerUnit(interval, count),
    count,
  });
  return { x: axis(domain.x, columns), y: axis(domain.y, rows), coefficients: stored.coefficients };
}

/** How many cells of a grid with `count` nodes from end to end lie in a unit of an axis. */
export function cellsPerUnit([from, to]: Interval, count: number): number {
  return (count - 1) / (to - from);
}

/** What shaders/surfaces/grid.wgsl reads. */
function dataOf({ x, y, coefficients }: BicubicSpline): Float32Array<ArrayBuffer> {
  const data = new Float32Array(HEADER + coefficients.length);
  data.set([x.origin, y.origin, x.perUnit, y.perUnit, x.count, y.count]);
  data.set(coefficients, HEADER);
  return data;
}

function splineCoefficients({ columns, rows, values }: Grid): Float32Array {
  const width = columns + 2;
  const coefficients = new Float64Array(width * (rows + 2));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      coefficients[(row + 1) * width + column + 1] = values[row * columns + column] ?? Number.NaN;
    }
  }
  const firstOfRows = Array.from({ length: rows }, (_, row) => (row + 1) * width);
  solveNaturalSplines(coefficients, { starts: firstOfRows, stride: 1, count: columns });
  // The coefficients of the rows, those beyond their ends included, are the values of the columns.
  const firstOfColumns = Array.from({ length: width }, (_, column) => column);
  solveNaturalSplines(coefficients, { starts: firstOfColumns, stride: width, count: rows });
  return new Float32Array(coefficients);
}
