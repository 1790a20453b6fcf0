import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import type { Precision } from "../math/precision.ts";
import { simulateReference } from "../reference/simulate.ts";
import { referenceSeries } from "../reference/statistics-series.ts";
import { sampledSteps } from "../simulation/sampled-steps.ts";
import { StatisticsTargets } from "../simulation/statistics-targets.ts";
import type { Engine } from "./task.ts";

/** The CPU reference, in a precision; evaluations are always in f64. */
export function cpuEngine(precision: Precision): Engine {
  return {
    async simulate(experiment, { every, state }) {
      return simulateReference(experiment, { precision, every, state });
    },
    async statistics(experiment) {
      const { ensembles, steps } = experiment;
      const trajectories = ensembles.reduce((sum, _, index) => sum + trajectoryCount(experiment, index), 0);
      const targets = new StatisticsTargets();
      const measuredFrom = (current: Experiment) => targets.of(current);
      const rows = referenceSeries(experiment, sampledSteps(steps, trajectories), precision, measuredFrom);
      return { engine: "cpu", precision, rows };
    },
    async evaluate({ surface, points }) {
      const evaluator = surfaceOf(surface).evaluator(surface.parameters, "f64");
      const gradient = { x: 0, y: 0 };
      const hessian = { xx: 0, xy: 0, yy: 0 };
      return {
        values: points.map(([x, y]) => evaluator.loss(x, y)),
        gradients: points.map(([x, y]) => {
          evaluator.gradient(x, y, gradient);
          return [gradient.x, gradient.y] as const;
        }),
        hessians: points.map(([x, y]) => {
          evaluator.hessian(x, y, hessian);
          const { xx, xy, yy } = hessian;
          return [
            [xx, xy],
            [xy, yy],
          ] as const;
        }),
      };
    },
  };
}
