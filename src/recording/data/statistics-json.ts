import { formatFingerprint } from "../../charts/measured-text.ts";
import type { NamedEnsemble } from "../../charts/statistics-text.ts";
import { QUANTILES } from "../../reference/statistics.ts";
import { jsonPieces } from "./json-pieces.ts";
import type { StatisticsSeries } from "./statistics-series.ts";

/**
 * The statistics as JSON: `{engine, precision, quantiles, ensembles: [{optimizer, label, rows: […]}]}`. A row has the
 * names of the statistics; where no minimum is listed, its distance is null.
 */
export function statisticsJson(
  { engine, precision, rows }: StatisticsSeries,
  ensembles: readonly NamedEnsemble[],
): Generator<string> {
  return jsonPieces({
    engine,
    precision,
    quantiles: QUANTILES,
    ensembles: ensembles.map(({ optimizer, label }, index) => ({
      optimizer,
      label,
      rows: rows.flatMap((row) => {
        const statistics = row[index];
        if (statistics === undefined) return [];
        const { distance = null, evaluations, fingerprint, ...rest } = statistics;
        return [{ ...rest, distance, evaluations, fingerprint: formatFingerprint(fingerprint) }];
      }),
    })),
  });
}
