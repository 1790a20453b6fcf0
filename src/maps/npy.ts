/** Bytes before the values are a multiple of this, so that readers may map them into memory. */
const ALIGNMENT = 64;
/** The magic text, the version and the length of the header. */
const PREFIX = 10;

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return bytes;
}

/**
 * Values as a NumPy file, version 1.0: `<f4`, in C order.
 * @param shape their number in each dimension, the last varying fastest.
 * @throws RangeError where the shape is of another number of values.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function encodeNpy(values: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== values.length) throw new RangeError(`${values.length} values have no shape (${shape.join(", ")}).`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const content = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((PREFIX + content.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${content.padEnd(start - PREFIX - 1)}\n`;
  const file = new Uint8Array(start + 4 * values.length);
  file.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length & 0xff, header.length >> 8]);
  file.set(new TextEncoder().encode(header), PREFIX);
  file.set(littleEndian(values), start);
  return file;
}
