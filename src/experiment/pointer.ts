/** The JSON pointer (RFC 6901) of a way from the root. */
export function formatPointer(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys of a JSON pointer; undefined when the text is none. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function isIndex(key: string): boolean {
  return /^(0|[1-9][0-9]*)$/.test(key);
}

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return isIndex(key) ? value[Number(key)] : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** What lies at a JSON pointer, or undefined. Only own properties are seen. */
export function getAtPointer(root: unknown, pointer: string): unknown {
  const keys = parsePointer(pointer);
  return keys?.reduce(child, root);
}

function setAtKeys(value: unknown, keys: readonly string[], leaf: unknown, pointer: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return leaf;
  const before = child(value, key);
  if (before === undefined) throw new Error(`${pointer} leads nowhere: there is no "${key}".`);
  const after = setAtKeys(before, rest, leaf, pointer);
  if (Object.is(after, before)) return value;
  return Array.isArray(value) ? value.with(Number(key), after) : { ...(value as object), [key]: after };
}

/**
 * A copy of `root` with another value at an existing place; all that lies off the way is shared with `root`, and
 * nothing is copied where the value is already there.
 * @throws Error when the pointer leads nowhere.
 */
export function setAtPointer<Root>(root: Root, pointer: string, value: unknown): Root {
  const keys = parsePointer(pointer);
  if (keys === undefined) throw new Error(`${JSON.stringify(pointer)} is not a JSON pointer.`);
  return setAtKeys(root, keys, value, pointer) as Root;
}
