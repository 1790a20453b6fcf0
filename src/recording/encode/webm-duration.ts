const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DURATION = 0x4489;

/**
 * Where the header of a WebM (RFC 9559, the segment up to its first cluster) tells how long it is: eight bytes, milliseconds
 * as a floating-point number.
 * @returns bytes from the beginning of `data`
 * @throws Error where it does not tell.
 */
export function webmDuration(data: Uint8Array): number {
  const find = (from: number, to: number): number | undefined => {
    for (let at = from; at < to; ) {
      const [id, afterId] = variable(data, at, false);
      const [size, start] = variable(data, afterId, true);
      if (id === DURATION && size === 8) return start;
      // The segment's own size is not known yet.
      const end = id === SEGMENT ? to : start + size;
      const within = id === SEGMENT || id === INFO ? find(start, end) : undefined;
      if (within !== undefined) return within;
      at = end;
    }
    return undefined;
  };
  const found = find(0, data.length);
  if (found === undefined) throw new Error("The header of a WebM does not tell its duration.");
  return found;
}

/** A number whose first byte tells by its leading zeros how many follow; a size goes without the one that ends them. */
function variable(data: Uint8Array, at: number, isSize: boolean): readonly [value: number, next: number] {
  const first = data[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let value = isSize ? first & (0xff >> length) : first;
  for (let byte = 1; byte < length; byte++) value = value * 256 + (data[at + byte] ?? 0);
  return [value, at + length];
}
