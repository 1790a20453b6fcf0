import * as v from "valibot";
import { oneOf } from "./closest-name.ts";

/** Keys that the format reserves and this version does not run. */
export type PlannedKeys = readonly string[];

type PathItem = v.ObjectPathItem;

function pathItem(input: object, key: string): PathItem {
  const record = input as Record<string, unknown>;
  return { type: "object", origin: "value", input: record, key, value: record[key] };
}

/** Whether a value is an object other than an array. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an issue says it received for a key that no object of its kind has. */
export const UNKNOWN_KEY = "an unknown key";

function mayBeMissing(schema: { readonly type: string }): boolean {
  return schema.type === "optional" || schema.type === "exact_optional";
}

/**
 * An object that knows every one of its keys: any other is an error that names the nearest known one. Only own
 * properties count (`constructor` is no key), and a missing required one is reported by its own schema, so that the
 * error says what belongs there.
 */
export function closedObject<const Entries extends v.ObjectEntries>(entries: Entries, planned: PlannedKeys = []) {
  const names = Object.keys(entries);
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Record<string, unknown> => {
      const input = dataset.value;
      if (!isPlainObject(input)) {
        addIssue({ message: `an object with ${names.join(", ")}` });
        return NEVER;
      }
      for (const key of Object.keys(input)) {
        if (Object.hasOwn(entries, key)) continue;
        const where: { input: unknown; path: [PathItem] } = { input: input[key], path: [pathItem(input, key)] };
        if (planned.includes(key)) addIssue({ message: "nothing: this version does not implement it yet", ...where });
        else addIssue({ message: oneOf(names, key), received: UNKNOWN_KEY, ...where });
        return NEVER;
      }
      const known: Record<string, unknown> = {};
      for (const [key, schema] of Object.entries(entries)) {
        if (Object.hasOwn(input, key)) known[key] = input[key];
        else if (!mayBeMissing(schema)) known[key] = undefined;
      }
      return known;
    }),
    v.object(entries),
  );
}

/** A schema that refuses everything, with an issue at `key`. */
export function refusedKey(key: string, allowed: string) {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): never => {
      const input = isPlainObject(dataset.value) ? dataset.value : {};
      addIssue({ message: allowed, input: input[key], path: [pathItem(input, key)] });
      return NEVER;
    }),
  );
}

/** The value that an object holds under `key`, if it is an object and the value its own. */
export function ownValue(input: unknown, key: string): unknown {
  return isPlainObject(input) && Object.hasOwn(input, key) ? input[key] : undefined;
}

/** An object whose `kind` says which of several closed objects it is. */
export function byKind<const Kinds extends Record<string, v.GenericSchema>>(
  kinds: Kinds,
  refuse?: (kind: unknown) => string | undefined,
) {
  type Output = v.InferOutput<Kinds[keyof Kinds]>;
  const names = Object.keys(kinds);
  return v.lazy((input): v.GenericSchema<unknown, Output> => {
    if (!isPlainObject(input)) return closedObject({ kind: v.string() }) as unknown as v.GenericSchema<unknown, Output>;
    const kind = ownValue(input, "kind");
    const schema = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (schema !== undefined) return schema as v.GenericSchema<unknown, Output>;
    return refusedKey("kind", refuse?.(kind) ?? oneOf(names, kind));
  });
}
