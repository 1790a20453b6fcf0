import { ensembleLabel } from "../../charts/ensemble-look.ts";
import { type NamedEnsemble, type NamedSeries, seriesCsv, seriesListCsv } from "../../charts/statistics-text.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { DataFormat } from "./data-format.ts";
import type { Piece } from "./piece.ts";
import { statisticsArrays } from "./statistics-arrays.ts";
import { statisticsJson } from "./statistics-json.ts";
import type { StatisticsSeries } from "./statistics-series.ts";

/** How statistics are written. */
export interface StatisticsOptions {
  readonly format: DataFormat;
  /** Whether the experiments came as a list, and are answered as one. A NumPy file holds one that did not. */
  readonly isList: boolean;
}

/**
 * The statistics of experiments as a file, in pieces; each experiment runs only when the one before it has been taken. A
 * table of a list is written at the end, since its columns are those of the experiment with the most basins.
 * @param run what runs the experiment of an index.
 * @param onDone told how many experiments have been answered.
 */
export async function* statisticsPieces(
  experiments: readonly Experiment[],
  { format, isList }: StatisticsOptions,
  run: (experiment: Experiment, index: number) => Promise<StatisticsSeries>,
  onDone: (count: number) => void,
): AsyncGenerator<Piece> {
  const tables: NamedSeries[] = [];
  if (format === "json" && isList) yield "[";
  for (const [index, experiment] of experiments.entries()) {
    if (format === "json" && isList) yield index === 0 ? "\n" : ",\n";
    const series = await run(experiment, index);
    const ensembles = namedEnsembles(experiment);
    if (format === "csv") tables.push({ rows: series.rows, ensembles });
    else if (format === "json") yield* statisticsJson(series, ensembles);
    else yield* statisticsArrays(series);
    onDone(index + 1);
  }
  if (format === "json") yield isList ? "\n]\n" : "\n";
  const [first] = tables;
  if (format === "csv" && isList) yield seriesListCsv(tables);
  else if (first !== undefined) yield seriesCsv(first.rows, first.ensembles);
}

function namedEnsembles({ ensembles }: Experiment): readonly NamedEnsemble[] {
  return ensembles.map((ensemble) => ({ label: ensembleLabel(ensemble), optimizer: ensemble.optimizer }));
}
