import type { Precision } from "../../math/precision.ts";
import type { EnsembleStatistics } from "../../reference/statistics.ts";

/** The statistics of a run at every sampled step. */
export interface StatisticsSeries {
  readonly engine: "cpu" | "gpu";
  readonly precision: Precision;
  /** [row][ensemble], ascending steps. */
  readonly rows: readonly (readonly EnsembleStatistics[])[];
}
