import * as v from "valibot";
import type { Domain } from "../../surfaces/surface.ts";
import { closedObject } from "../closed-object.ts";
import {
  ALLOWED_SIDES,
  ALLOWED_VALUES,
  isComplete,
  isSide,
  isValue,
  type Landscape,
  LONGEST_NAME,
} from "./landscape.ts";
import { LANDSCAPE_ENDINGS, landscapeEnding } from "./read-landscape.ts";

const LONGEST_FILE = 1000;

const side = v.custom<number>(isSide, `an integer, ${ALLOWED_SIDES}`);
const endings = `the name of a file (${LANDSCAPE_ENDINGS.join(", ")}) of at most ${LONGEST_FILE} characters`;
const file = v.custom<string>(
  (input) => typeof input === "string" && input.length <= LONGEST_FILE && landscapeEnding(input) !== undefined,
  endings,
);
const name = `a text of at most ${LONGEST_NAME} characters`;
const height = "a finite number";

/** A landscape that came out of `completeLandscape`: it is not looked at again. */
export const completeLandscapeSchema = v.custom<Landscape>(isComplete);

/**
 * A landscape as a file holds it, or with the values of the file that it names beside the name.
 * @param region the schema of a domain.
 */
export function landscapeSchema(region: v.GenericSchema<unknown, Domain>) {
  return v.pipe(
    closedObject({
      file: v.exactOptional(file),
      name: v.exactOptional(v.pipe(v.string(name), v.maxLength(LONGEST_NAME, name))),
      height: v.exactOptional(v.pipe(v.number(height), v.finite(height))),
      values: v.custom<readonly number[]>(Array.isArray, "a list of columns · rows numbers, or a file instead"),
      columns: side,
      rows: side,
      domain: v.exactOptional(region),
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { values, columns, rows, file: source, height: white } = dataset.value;
      const at = (key: string, value: unknown): v.ObjectPathItem => ({
        type: "object",
        origin: "value",
        input: dataset.value,
        key,
        value,
      });
      if (white !== undefined && source === undefined) {
        const message = "nothing: a height goes with the file of a picture, and these are the values themselves";
        addIssue({ message, input: white, path: [at("height", white)] });
        return;
      }
      const list = at("values", values);
      if (values.length !== columns * rows) {
        const message = `${columns * rows} numbers, ${rows} rows of ${columns}`;
        addIssue({ message, input: values, path: [list] });
        return;
      }
      const index = values.findIndex((value) => !isValue(value));
      if (index < 0) return;
      const place = `row ${Math.floor(index / columns) + 1}, column ${(index % columns) + 1}`;
      const [input, key] = [values[index], index];
      const item: v.ArrayPathItem = { type: "array", origin: "value", input: [...values], key, value: input };
      addIssue({ message: `${ALLOWED_VALUES} (this is ${place})`, input, path: [list, item] });
    }),
  );
}
