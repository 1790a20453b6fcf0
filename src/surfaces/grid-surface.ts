import { solveNaturalSplines } from "../math/natural-spline.ts";
import { findCriticalPoints } from "./find-critical-points.ts";
import { GRID_HEADER, gridEvaluator } from "./grid-evaluator.ts";
import type { CriticalPoint, Domain, Interval, Surface, SurfaceEvaluator } from "./surface.ts";

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

/**
 * The smooth surface through a grid's values: an interpolating bicubic spline with natural ends, C² everywhere, and
 * beyond the domain its linear continuation. The coefficients are computed in f64 and rounded to f32 once, as are the
 * domain's corner and the cells per unit; with these numbers the surface is the same one in f64, in f32 and on the GPU.
 */
export function gridSurface(grid: Grid, label: string): Surface {
  let data: Float32Array<ArrayBuffer> | undefined;
  const filled = (): Float32Array<ArrayBuffer> => {
    data ??= gridData(grid);
    return data;
  };
  const exact = (): SurfaceEvaluator => gridEvaluator(filled(), "f64");
  let points: readonly CriticalPoint[] | undefined;
  return {
    id: "grid",
    label,
    description:
      "The values of a file with a smooth surface through them: a natural bicubic spline, which goes on in straight lines beyond the border.",
    domain: grid.domain,
    parameters: [],
    offers: ["hessian"],
    tex: "\\text{(values of a file)}",
    wgsl: "",
    chunk: "grid",
    data: filled,
    criticalPoints() {
      points ??= findCriticalPoints(exact(), grid.domain);
      return points;
    },
    evaluator: (_parameters, precision) => gridEvaluator(filled(), precision),
  };
}

/** What shaders/surfaces/grid.wgsl reads. */
function gridData(grid: Grid): Float32Array<ArrayBuffer> {
  const { columns, rows, values, domain } = grid;
  let spline = solved.get(values);
  if (spline?.columns !== columns) {
    spline = { columns, coefficients: splineCoefficients(grid) };
    solved.set(values, spline);
  }
  const { x, y } = domain;
  const data = new Float32Array(GRID_HEADER + spline.coefficients.length);
  data.set([x[0], y[0], cellsPerUnit(x, columns), cellsPerUnit(y, rows), columns, rows]);
  data.set(spline.coefficients, GRID_HEADER);
  return data;
}

/** How many cells of a grid with `count` nodes from end to end lie in a unit of an axis. */
export function cellsPerUnit([from, to]: Interval, count: number): number {
  return (count - 1) / (to - from);
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
