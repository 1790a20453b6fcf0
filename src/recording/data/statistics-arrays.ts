import { measuredColumns } from "../../charts/statistics-columns.ts";
import { littleEndian, npyHeader } from "../../maps/npy.ts";
import type { StatisticsSeries } from "./statistics-series.ts";

/**
 * The statistics as a NumPy file of shape (rows, ensembles), whose fields have the names of the table's columns and are
 * `<f8` all of them: `data["lossP50"]` is an array. NaN stands where there is nothing.
 */
export function* statisticsArrays({ rows }: StatisticsSeries): Generator<Uint8Array<ArrayBuffer>> {
  const columns = measuredColumns(rows);
  const fields = columns.map(({ name }) => `('${name}', '<f8')`);
  yield npyHeader(`[${fields.join(", ")}]`, [rows.length, rows[0]?.length ?? 0]);
  for (const row of rows) {
    const values = row.flatMap((statistics) => columns.map(({ value }) => value(statistics) ?? Number.NaN));
    yield littleEndian(Float64Array.from(values));
  }
}
