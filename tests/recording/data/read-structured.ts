/** A NumPy file as its header describes it, read by the text of the format alone. */
export interface NumpyFile {
  /** The type as it is written there: `'<f4'`, or a list of fields. */
  readonly type: string;
  readonly shape: readonly number[];
  /** Names of the fields; empty where the values have none. */
  readonly fields: readonly string[];
  /** All numbers, one after another. */
  readonly values: readonly number[];
}

/** Reads what {@link https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html} says of version 1.0. */
export function readNumpy(bytes: Uint8Array): NumpyFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(1, 6));
  if (bytes[0] !== 0x93 || magic !== "NUMPY" || bytes[6] !== 1 || bytes[7] !== 0) throw new Error("not version 1.0");
  const start = 10 + view.getUint16(8, true);
  if (start % 64 !== 0) throw new Error(`values begin at ${start}`);
  const header = new TextDecoder().decode(bytes.subarray(10, start));
  const [, type = "", tuple = ""] =
    /^\{'descr': (.*), 'fortran_order': False, 'shape': \((.*)\), \} *\n$/.exec(header) ?? [];
  const shape = tuple.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
  const fields = [...type.matchAll(/\('([^']+)', '<f8'\)/g)].map((match) => match[1] ?? "");
  const size = type === "'<f4'" ? 4 : 8;
  const count = shape.reduce((product, length) => product * length, 1) * Math.max(1, fields.length);
  if (bytes.length !== start + size * count) throw new Error(`${bytes.length} bytes for ${count} numbers of ${size}`);
  const values = Array.from({ length: count }, (_, index) =>
    size === 4 ? view.getFloat32(start + 4 * index, true) : view.getFloat64(start + 8 * index, true),
  );
  return { type, shape, fields, values };
}
