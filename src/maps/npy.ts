/** Bytes before the values are a multiple of this, so that readers may map them into memory. */
const ALIGNMENT = 64;
/** The magic text, the version and the length of the header. */
const PREFIX = 10;
/** What the two bytes of the header's length hold. */
const LONGEST_HEADER = 2 ** 16 - 1;

/** Numbers in the order of bytes that the files have, on any machine. */
export function littleEndian(values: Float32Array | Float64Array): Uint8Array<ArrayBuffer> {
  const size = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(size * values.length);
  const view = new DataView(bytes.buffer);
  const isSingle = values instanceof Float32Array;
  values.forEach((value, index) => {
    if (isSingle) view.setFloat32(size * index, value, true);
    else view.setFloat64(size * index, value, true);
  });
  return bytes;
}

/**
 * What a NumPy file, version 1.0, begins with; the values follow in C order, the last dimension varying fastest.
 * @param type as Python writes it: `'<f4'`, or a list of fields, `[('step', '<f8'), …]`.
 * @throws RangeError where so many fields do not fit into a header.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyHeader(type: string, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const content = `{'descr': ${type}, 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((PREFIX + content.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${content.padEnd(start - PREFIX - 1)}\n`;
  if (header.length > LONGEST_HEADER) throw new RangeError(`A header of ${header.length} bytes is too long.`);
  const bytes = new Uint8Array(start);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), PREFIX);
  return bytes;
}

/**
 * Values as a NumPy file: `<f4`, or `<f8` where they are in double precision.
 * @param shape their number in each dimension.
 * @throws RangeError where the shape is of another number of values.
 */
export function encodeNpy(values: Float32Array | Float64Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== values.length) throw new RangeError(`${values.length} values have no shape (${shape.join(", ")}).`);
  const header = npyHeader(`'<f${values.BYTES_PER_ELEMENT}'`, shape);
  const file = new Uint8Array(header.length + values.byteLength);
  file.set(header);
  file.set(littleEndian(values), header.length);
  return file;
}
