const SLICE = 2048;

function scalar(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return `"${value}"`;
  return JSON.stringify(value) ?? "null";
}

function isShallow(value: unknown): boolean {
  return (
    typeof value !== "object" ||
    value === null ||
    (Array.isArray(value) && value.length <= 4 && value.every((part) => typeof part !== "object" || part === null))
  );
}

function shallow(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(scalar).join(",")}]` : scalar(value);
}

/**
 * JSON in pieces, so that no text as long as the whole is ever made (a string ends at 512 MB). Numbers that are not
 * finite are the strings "NaN", "Infinity" and "-Infinity".
 */
export function* jsonPieces(value: unknown): Generator<string> {
  if (isShallow(value)) {
    yield shallow(value);
  } else if (Array.isArray(value)) {
    yield "[";
    for (let from = 0; from < value.length; from += SLICE) {
      const slice: readonly unknown[] = value.slice(from, from + SLICE);
      if (from > 0) yield ",";
      if (slice.every(isShallow)) {
        yield slice.map(shallow).join(",");
      } else {
        for (const [index, part] of slice.entries()) {
          if (index > 0) yield ",";
          yield* jsonPieces(part);
        }
      }
    }
    yield "]";
  } else {
    let separator = "{";
    for (const [key, part] of Object.entries(value as object)) {
      if (part === undefined) continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* jsonPieces(part);
      separator = ",";
    }
    yield separator === "{" ? "{}" : "}";
  }
}
