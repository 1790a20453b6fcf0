import { type Distribution, type EnsembleStatistics, QUANTILES } from "../reference/statistics.ts";
import { formatFingerprint } from "./measured-text.ts";

/** An ensemble as a table names it. */
export interface NamedEnsemble {
  readonly label: string;
  readonly optimizer: string;
}

type Cell = string | number | undefined;

/** The present statistics as tab-separated values with a header, one line an ensemble: what spreadsheets paste. */
export function statisticsTsv(statistics: readonly EnsembleStatistics[], ensembles: readonly NamedEnsemble[]): string {
  return written(table([statistics], ensembles), "\t");
}

/** All sampled rows as comma-separated values with a header: one line for each step and ensemble. */
export function seriesCsv(
  rows: readonly (readonly EnsembleStatistics[])[],
  ensembles: readonly NamedEnsemble[],
): string {
  return written(table(rows, ensembles), ",");
}

function table(rows: readonly (readonly EnsembleStatistics[])[], ensembles: readonly NamedEnsemble[]): Cell[][] {
  const basins = Math.max(0, ...rows.flatMap((row) => row.map((statistics) => statistics.basins.length)));
  const header = [
    ...["step", "ensemble", "label", "optimizer", "total", "running", "converged", "stationary", "diverged"],
    ...["arrived", "newlyArrived"],
    ...distributionHeader("loss"),
    ...distributionHeader("distance"),
    ...["lossEvaluations", "gradientEvaluations", "hessianEvaluations", "fingerprint"],
    ...Array.from({ length: basins }, (_basin, index) => `basin${index}`),
  ];
  const lines = rows.flatMap((row) =>
    row.map((statistics, index) => {
      const { label, optimizer } = ensembles[index] ?? { label: "", optimizer: "" };
      const { step, total, running, converged, stationary, diverged, arrived, newlyArrived } = statistics;
      const { loss, gradient, hessian } = statistics.evaluations;
      return [
        ...[step, index, label, optimizer, total, running, converged, stationary, diverged, arrived, newlyArrived],
        ...distributionCells(statistics.loss),
        ...distributionCells(statistics.distance),
        ...[loss, gradient, hessian, formatFingerprint(statistics.fingerprint)],
        ...Array.from({ length: basins }, (_basin, basin) => statistics.basins[basin]),
      ];
    }),
  );
  return [header, ...lines];
}

function distributionHeader(name: string): string[] {
  return [
    ...QUANTILES.map((p) => `${name}P${String(Math.round(100 * p)).padStart(2, "0")}`),
    `${name}Mean`,
    `${name}Best`,
  ];
}

function distributionCells(distribution: Distribution | undefined): Cell[] {
  if (distribution === undefined) return Array.from({ length: QUANTILES.length + 2 }, () => undefined);
  return [...distribution.quantiles, distribution.mean, distribution.best];
}

/** Numbers in full, such as Infinity; nothing where there is nothing. A text with a separator is quoted. */
function written(lines: readonly (readonly Cell[])[], separator: string): string {
  const cell = (value: Cell) => {
    const text = value === undefined ? "" : String(value);
    return /["\t\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return lines.map((line) => `${line.map(cell).join(separator)}\n`).join("");
}
