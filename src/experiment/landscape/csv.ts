import Papa from "papaparse";
import type { Domain, Interval } from "../../surfaces/surface.ts";
import { checkSides, checkValue, checkValues } from "./check-values.ts";
import type { LandscapeValues } from "./landscape.ts";
import { LandscapeFileError } from "./landscape-file-error.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const LONGEST_QUOTE = 24;
/** Coordinates may be written with some six digits. */
const UNEVEN = 1e-4;

/**
 * Reads a table of numbers, one row a line from the smallest y. What stands between them is a tab, a semicolon, a comma
 * or spaces, whichever of these comes first in this order in the first row; the decimal sign is a point. Lines that
 * begin with # are passed over.
 *
 * Where the very first field is empty, the first row and the first column are coordinates: evenly spaced, and either
 * rising or falling. They then say the domain. Any other header or label is an error.
 * @throws LandscapeFileError. Rows and columns in it count from 1, coordinates included, empty lines and # lines not.
 */
export function readCsv(bytes: Uint8Array): LandscapeValues {
  const table = readTable(new TextDecoder().decode(bytes));
  const [first = []] = table;
  for (const [index, row] of table.entries()) {
    if (row.length === first.length) continue;
    const before = index === 1 ? "the row before" : "the rows before";
    throw new LandscapeFileError(`row ${index + 1} has ${row.length} numbers, ${before} ${first.length}`);
  }
  return first[0] === "" ? withCoordinates(table) : plain(table);
}

function readTable(text: string): string[][] {
  const firstRow = /^(?!\s*#).*\S.*$/m.exec(text)?.[0] ?? "";
  const delimiter = ["\t", ";", ","].find((sign) => firstRow.includes(sign)) ?? " ";
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, comments: "#", skipEmptyLines: "greedy" });
  const [problem] = errors;
  if (problem !== undefined) {
    throw new LandscapeFileError(`row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  }
  return data.map((row) => {
    const fields = row.map((field) => field.trim());
    return delimiter === " " ? fields.filter((field) => field !== "") : fields;
  });
}

function plain(table: readonly (readonly string[])[]): LandscapeValues {
  const rows = table.length;
  const columns = table[0]?.length ?? 0;
  checkSides(columns, rows, "the table");
  const values = table.flatMap((row, index) => row.map((field, column) => numberAt(field, index, column)));
  checkValues(values, columns);
  return { columns, rows, values };
}

function numberAt(field: string, row: number, column: number): number {
  // What overflows is infinite, and told by its value.
  if (NUMBER.test(field)) return Number(field);
  const found = JSON.stringify(field.length > LONGEST_QUOTE ? `${field.slice(0, LONGEST_QUOTE)}…` : field);
  const corner = row === 0 && column === 0 ? ", or nothing before coordinates" : "";
  const allowed = `a number such as -1.5e-3${corner}`;
  throw new LandscapeFileError(`row ${row + 1}, column ${column + 1}: ${found}; allowed ${allowed}`);
}

function withCoordinates(table: readonly (readonly string[])[]): LandscapeValues {
  const [, ...across] = table[0] ?? [];
  const columns = across.length;
  const rows = table.length - 1;
  checkSides(columns, rows, "the table without its coordinates");
  const x = coordinates(
    across.map((field, index) => numberAt(field, 0, index + 1)),
    "row",
  );
  const y = coordinates(
    table.slice(1).map(([field = ""], index) => numberAt(field, index + 1, 0)),
    "column",
  );
  const values = Array.from({ length: rows * columns }, (_, index) => {
    const row = y.isRising ? Math.floor(index / columns) : rows - 1 - Math.floor(index / columns);
    const column = x.isRising ? index % columns : columns - 1 - (index % columns);
    const value = numberAt(table[row + 1]?.[column + 1] ?? "", row + 1, column + 1);
    checkValue(value, row + 1, column + 1);
    return value;
  });
  const domain: Domain = { x: x.ends, y: y.ends };
  return { columns, rows, values, domain };
}

function coordinates(
  numbers: readonly number[],
  place: "row" | "column",
): { readonly ends: Interval; readonly isRising: boolean } {
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const spacing = (last - first) / (numbers.length - 1);
  const odd = numbers.findIndex(
    (number, index) => !(Math.abs(number - (first + index * spacing)) <= UNEVEN * Math.abs(spacing)),
  );
  if (odd >= 0 || spacing === 0) {
    const where = `the first ${place} holds coordinates, as the field before them is empty`;
    const expected = spacing === 0 ? "and all are equal" : `and ${numbers[odd]} is not evenly spaced`;
    throw new LandscapeFileError(`${where}, ${expected}`);
  }
  const isRising = spacing > 0;
  return { ends: isRising ? [first, last] : [last, first], isRising };
}
