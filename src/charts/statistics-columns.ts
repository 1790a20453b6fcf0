import { type Distribution, type EnsembleStatistics, QUANTILES } from "../reference/statistics.ts";

/** A number that is measured of an ensemble, as tables and files name it. */
export interface MeasuredColumn {
  readonly name: string;
  /** Undefined where there is none: no distance without a minimum. */
  readonly value: (statistics: EnsembleStatistics) => number | undefined;
}

/** Everything that rows hold, from the step on; as many basins as the row with the most of them has. */
export function measuredColumns(rows: readonly (readonly EnsembleStatistics[])[]): readonly MeasuredColumn[] {
  let basins = 0;
  for (const row of rows) for (const statistics of row) basins = Math.max(basins, statistics.basins.length);
  const counts = [
    ...(["step", "total", "running", "converged", "stationary", "diverged", "arrived", "newlyArrived"] as const),
  ];
  return [
    ...counts.map((name): MeasuredColumn => ({ name, value: (statistics) => statistics[name] })),
    ...distributionColumns("loss"),
    ...distributionColumns("distance"),
    ...(["loss", "gradient", "hessian"] as const).map(
      (name): MeasuredColumn => ({ name: `${name}Evaluations`, value: ({ evaluations }) => evaluations[name] }),
    ),
    { name: "fingerprint", value: ({ fingerprint }) => fingerprint },
    ...Array.from(
      { length: basins },
      (_, index): MeasuredColumn => ({ name: `basin${index}`, value: (statistics) => statistics.basins[index] }),
    ),
  ];
}

function distributionColumns(name: "loss" | "distance"): MeasuredColumn[] {
  const column = (suffix: string, value: (distribution: Distribution) => number | undefined): MeasuredColumn => ({
    name: `${name}${suffix}`,
    value: (statistics) => {
      const distribution = statistics[name];
      return distribution === undefined ? undefined : value(distribution);
    },
  });
  return [
    ...QUANTILES.map((p, index) =>
      column(`P${String(Math.round(100 * p)).padStart(2, "0")}`, ({ quantiles }) => quantiles[index]),
    ),
    column("Mean", ({ mean }) => mean),
    column("Best", ({ best }) => best),
  ];
}
