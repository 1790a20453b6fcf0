import type { Ensemble } from "../../src/experiment/experiment.ts";
import type { TrajectoryResult } from "../../src/reference/result.ts";
import type { OracleCase } from "./oracle-case.ts";

/** Points of a case that a run must repeat, by the case's samples, and what the run has at the listed step `index`. */
export interface Series {
  readonly name: string;
  readonly points: readonly (OracleCase["points"][number] | undefined)[];
  readonly sensitivities: readonly number[];
  readonly seen: (index: number) => readonly [number, number];
}

/** Everything of a case that can be compared: the parameter itself, and the averaged iterate where there is one. */
export function seriesOf(
  oracleCase: OracleCase,
  ensemble: Pick<Ensemble, "optimizer" | "hyperparameters">,
  result: TrajectoryResult,
  precision: "f64" | "f32",
): Series[] {
  const f64 = precision === "f64";
  const sensitivities = f64 ? oracleCase.sens : oracleCase.sens32;
  const parameter = {
    name: "parameter",
    points: oracleCase.points,
    sensitivities,
    seen: (index: number) => comparablePoint(ensemble, result, index),
  };
  const average = { name: "average", seen: (index: number) => slot(result, "average", index) };
  const { pointsX, sensX = [], sensX32 = [], axEnd, steps } = oracleCase;
  if (pointsX !== undefined) {
    return [parameter, { ...average, points: pointsX, sensitivities: f64 ? sensX : sensX32 }];
  }
  if (axEnd !== undefined) {
    // Only the last is listed, without a sensitivity: an average moves at most as far as what it averages.
    const last = steps.length - 1;
    const largest = Math.max(...sensitivities);
    const points = steps.map((_, sample) => (sample === last ? axEnd : undefined));
    return [parameter, { ...average, points, sensitivities: steps.map(() => largest) }];
  }
  return [parameter];
}

/** For Nesterov x + βv, since PyTorch's parameter is the look-ahead point; elsewhere the position. */
function comparablePoint(
  { optimizer, hyperparameters }: Pick<Ensemble, "optimizer" | "hyperparameters">,
  result: TrajectoryResult,
  index: number,
): readonly [number, number] {
  const [x, y] = result.points[index] ?? [Number.NaN, Number.NaN];
  if (optimizer !== "nesterov") return [x, y];
  const [vx, vy] = slot(result, "velocity", index);
  const beta = Number(hyperparameters.beta);
  return [x + beta * vx, y + beta * vy];
}

function slot({ state }: TrajectoryResult, name: string, index: number): readonly [number, number] {
  const [x = Number.NaN, y = Number.NaN] = state?.[name]?.[index] ?? [];
  return [x, y];
}
