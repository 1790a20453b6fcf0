import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { axisTarget, type MapChoice } from "../experiment/map.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { type SymmetricEigen, symmetricEigen } from "../math/symmetric-eigen.ts";
import type { SymmetricMatrix } from "../math/vector.ts";
import { diagonal, targetsOf } from "../reference/arrival.ts";
import type { CriticalPoint, Domain, SurfaceEvaluator } from "../surfaces/surface.ts";

/**
 * What hλ may be for the largest curvature λ of the window: a step of the Runge–Kutta method is then off by less than
 * 1e-5 of the way that it goes along λ. Where so short steps would take too many, longer ones are taken, still stable
 * and off by less than 1 %.
 */
const ACCURATE = 0.25;
const LONGEST = 1;

/** A map takes no more steps; what has not arrived by then is shown as under way. */
const MOST_STEPS = 20_000;
const LEAST_STEPS = 100;

/** Whether a map can be compared with gradient flow: both axes are of the place where trajectories start. */
export function hasFlow({ map }: Experiment): boolean {
  return map !== undefined && [map.x, map.y].every(({ path }) => axisTarget(path)?.kind === "position");
}

/**
 * The same map of basins under gradient flow, ẋ = −∇f(x), without noise: what basins of attraction are defined by. The
 * step of time follows from the largest curvature within the window; the number of steps from the time that the flow
 * needs to leave the listed saddle that is slowest to leave, from half a cell beside its ridge, and to arrive at the
 * minimum that is slowest to reach: twice that, since surfaces are quadratic only nearby.
 * @throws Error where the map is not over starts, see {@link hasFlow}.
 */
export function flowExperiment(experiment: Experiment): Experiment {
  const current = applyChanges(experiment, 0);
  const { map } = current;
  if (map === undefined || !hasFlow(current)) throw new Error("Only a map over starts can be compared with the flow.");
  const surface = surfaceOf(current.surface);
  const { parameters } = current.surface;
  const evaluator = surface.evaluator(parameters, "f64");
  const points = surface.criticalPoints(parameters);
  const region = { x: edges(map.x), y: edges(map.y) };
  const curvature = largestCurvature(evaluator, region, points);
  const time = 2 * timeToArrive(evaluator, points, map, diagonal(surface.domain), targetsOf(current).radius);
  const timeStep = Math.min(LONGEST / curvature, Math.max(ACCURATE / curvature, time / MOST_STEPS));
  const steps = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.ceil(time / timeStep)));
  return {
    ...current,
    noise: { kind: "none" },
    ensembles: [{ optimizer: "gradient-flow", hyperparameters: { timeStep } }],
    changes: [],
    map: { ...map, kind: "basins", ensemble: 0, steps },
  };
}

function edges({ from, to }: MapChoice["x"]): readonly [number, number] {
  return [Math.min(from, to), Math.max(from, to)];
}

/** Places along each side of the window where the curvature is looked at. */
const PLACES = 33;

/** The largest eigenvalue in magnitude of the Hessian, over the window and at the critical points. */
function largestCurvature(evaluator: SurfaceEvaluator, { x, y }: Domain, points: readonly CriticalPoint[]): number {
  let largest = 0;
  const look = (u: number, v: number): void => {
    const { small, large } = eigenAt(evaluator, u, v);
    const curvature = Math.max(Math.abs(small), Math.abs(large));
    // At a kink there is none.
    if (Number.isFinite(curvature)) largest = Math.max(largest, curvature);
  };
  for (let row = 0; row < PLACES; row += 1) {
    for (let column = 0; column < PLACES; column += 1) {
      const [u, v] = [column / (PLACES - 1), row / (PLACES - 1)];
      look(x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0]));
    }
  }
  for (const point of points) look(point.x, point.y);
  return largest > 0 ? largest : 1;
}

/** The time that the flow takes from the ridge of the slowest saddle to the slowest minimum; infinite where one is flat. */
function timeToArrive(
  evaluator: SurfaceEvaluator,
  points: readonly CriticalPoint[],
  { x, y, width, height }: MapChoice,
  size: number,
  radius: number,
): number {
  const halfCell = Math.min(Math.abs(x.to - x.from) / width, Math.abs(y.to - y.from) / height) / 2;
  let leaving = 0;
  let arriving = 0;
  for (const point of points) {
    const { small } = eigenAt(evaluator, point.x, point.y);
    if (point.kind === "minimum") arriving = Math.max(arriving, Math.log(size / radius) / Math.max(small, 0));
    if (point.kind === "saddle") leaving = Math.max(leaving, Math.log(size / halfCell) / Math.max(-small, 0));
  }
  // Without a listed minimum nobody knows when to stop.
  return arriving === 0 ? Number.POSITIVE_INFINITY : leaving + arriving;
}

function eigenAt(evaluator: SurfaceEvaluator, x: number, y: number): SymmetricEigen {
  const hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };
  evaluator.hessian(x, y, hessian);
  return symmetricEigen(hessian);
}
