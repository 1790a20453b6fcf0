import * as v from "valibot";
import { UNKNOWN_KEY } from "./closed-object.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";

/**
 * What a schema makes of a value.
 * @param keys the way to the value, for the error's path.
 * @throws ExperimentError for the first issue.
 */
export function parseShape<Output>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
  keys: readonly (string | number)[] = [],
): Output {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const within = (issue.path ?? []).map(({ key }) => key as string | number);
  const found = issue.received === UNKNOWN_KEY ? UNKNOWN_KEY : describeValue(issue.input);
  throw new ExperimentError([...keys, ...within], found, issue.message);
}
