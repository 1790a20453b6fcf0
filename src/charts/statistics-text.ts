import type { EnsembleStatistics } from "../reference/statistics.ts";
import { formatFingerprint } from "./measured-text.ts";
import { measuredColumns } from "./statistics-columns.ts";

/** An ensemble as a table names it. */
export interface NamedEnsemble {
  readonly label: string;
  readonly optimizer: string;
}

/** The rows of a run, [row][ensemble], and who its ensembles are. */
export interface NamedSeries {
  readonly rows: readonly (readonly EnsembleStatistics[])[];
  readonly ensembles: readonly NamedEnsemble[];
}

type Cell = string | number | undefined;

/** The present statistics as tab-separated values with a header, one line an ensemble: what spreadsheets paste. */
export function statisticsTsv(statistics: readonly EnsembleStatistics[], ensembles: readonly NamedEnsemble[]): string {
  return written(table([{ rows: [statistics], ensembles }]), "\t");
}

/** All sampled rows as comma-separated values with a header: one line for each step and ensemble. */
export function seriesCsv(
  rows: readonly (readonly EnsembleStatistics[])[],
  ensembles: readonly NamedEnsemble[],
): string {
  return written(table([{ rows, ensembles }]), ",");
}

/** The same of several experiments, which a first column tells apart. */
export function seriesListCsv(list: readonly NamedSeries[]): string {
  const [header = [], ...lines] = table(list);
  const lengths = list.map(({ rows }) => rows.reduce((sum, row) => sum + row.length, 0));
  const places = lengths.flatMap((length, index) => Array.from({ length }, () => index));
  return written([["experiment", ...header], ...lines.map((line, index) => [places[index], ...line])], ",");
}

function table(list: readonly NamedSeries[]): Cell[][] {
  const [step, ...measured] = measuredColumns(list.flatMap(({ rows }) => rows));
  const header = ["step", "ensemble", "label", "optimizer", ...measured.map(({ name }) => name)];
  const lines = list.flatMap(({ rows, ensembles }) =>
    rows.flatMap((row) =>
      row.map((statistics, index): Cell[] => {
        const { label, optimizer } = ensembles[index] ?? { label: "", optimizer: "" };
        const cells = measured.map(({ name, value }) => {
          const number = value(statistics);
          return name === "fingerprint" ? formatFingerprint(number ?? 0) : number;
        });
        return [step?.value(statistics), index, label, optimizer, ...cells];
      }),
    ),
  );
  return [header, ...lines];
}

/** Numbers in full, such as Infinity; nothing where there is nothing. A text with a separator is quoted. */
function written(lines: readonly (readonly Cell[])[], separator: string): string {
  const cell = (value: Cell) => {
    const text = value === undefined ? "" : String(value);
    return /["\t\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return lines.map((line) => `${line.map(cell).join(separator)}\n`).join("");
}
