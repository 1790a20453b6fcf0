import type { Row } from "../../src/charts/fan-axes.ts";
import type { Distribution, EnsembleStatistics } from "../../src/reference/statistics.ts";

/** A distribution with these quantiles, mean the median and best the lowest. */
export function spread(...quantiles: readonly number[]): Distribution {
  return { quantiles, mean: quantiles[2] ?? Number.NaN, best: quantiles[0] ?? Number.NaN };
}

/** Statistics of 100 trajectories, of which the test says what matters. */
export function statisticsAt(step: number, some: Partial<EnsembleStatistics> = {}): EnsembleStatistics {
  return {
    step,
    total: 100,
    running: 100,
    converged: 0,
    stationary: 0,
    diverged: 0,
    arrived: 0,
    basins: [0],
    newlyArrived: 0,
    loss: spread(1, 2, 3, 4, 5),
    distance: spread(0.1, 0.2, 0.3, 0.4, 0.5),
    evaluations: { loss: 0, gradient: step, hessian: 0 },
    fingerprint: 1,
    ...some,
  };
}

/** One row for each step, of ensembles that are alike but for what `vary` makes of them. */
export function rowsAt(
  steps: readonly number[],
  ...vary: readonly ((step: number) => Partial<EnsembleStatistics>)[]
): readonly Row[] {
  return steps.map((step) => (vary.length === 0 ? [() => ({})] : vary).map((some) => statisticsAt(step, some(step))));
}
