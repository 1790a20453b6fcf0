import { type Abscissa, abscissaOf, type Row } from "../charts/fan-axes.ts";
import { nearestRow } from "../charts/nearest-row.ts";

/** Rows that the page keys skip. */
const PAGE = 10;

/**
 * Where the arrow keys, page keys, Home and End take the read-out among the sampled rows; Escape brings it back to the
 * present. Undefined for keys that mean nothing here.
 * @param pointed the horizontal value that is read; undefined at the present `step`.
 */
export function pointedByKey(
  key: string,
  pointed: number | undefined,
  rows: readonly Row[],
  abscissa: Abscissa,
  step: number,
): { readonly value: number | undefined } | undefined {
  if (key === "Escape") return pointed === undefined ? undefined : { value: undefined };
  const last = rows.length - 1;
  const present = pointed === undefined ? nearestRow(rows, 0, "steps", step) : nearestRow(rows, 0, abscissa, pointed);
  const target = targetOf(key, present, last);
  const statistics = rows[Math.min(Math.max(target ?? -1, 0), last)]?.[0];
  if (target === undefined || statistics === undefined) return undefined;
  return { value: abscissaOf(statistics, abscissa) };
}

function targetOf(key: string, present: number, last: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return present - 1;
    case "ArrowRight":
    case "ArrowUp":
      return present + 1;
    case "PageDown":
      return present - PAGE;
    case "PageUp":
      return present + PAGE;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
