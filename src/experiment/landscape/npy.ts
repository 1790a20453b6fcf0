import { checkSides, checkValues } from "./check-values.ts";
import type { LandscapeValues } from "./landscape.ts";
import { LandscapeFileError } from "./landscape-file-error.ts";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const VERSION = MAGIC.length;
const LENGTH = VERSION + 2;

interface NumberType {
  readonly bytes: 4 | 8;
  readonly isLittle: boolean;
}

const TYPES: Readonly<Record<string, NumberType>> = {
  "<f4": { bytes: 4, isLittle: true },
  ">f4": { bytes: 4, isLittle: false },
  "<f8": { bytes: 8, isLittle: true },
  ">f8": { bytes: 8, isLittle: false },
};

/** One entry of the header, a Python dictionary: a name, and a text, a word, a tuple or a list. */
const ENTRY = /\s*(?:'([^']*)'|"([^"]*)")\s*:\s*('[^']*'|"[^"]*"|\([^()]*\)|\[[^[\]]*\]|\w+)\s*(?:,|(?=\}))/y;

/**
 * Reads NumPy's format, versions 1 to 3: an array of shape (rows, columns) of f4 or f8 in either byte order, in C or
 * Fortran order. Row 0 is that of the smallest y.
 *
 * Source: NumPy Enhancement Proposal 1, and the documentation of numpy.lib.format.
 * @throws LandscapeFileError
 */
export function readNpy(bytes: Uint8Array): LandscapeValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = checkPreamble(bytes, view);
  const fields = readHeader(bytes, start.header, start.data);
  const { type, isFortran, rows, columns } = fields;
  const expected = start.data + rows * columns * type.bytes;
  if (bytes.length !== expected) {
    const numbers = `${rows} × ${columns} numbers of ${type.bytes} bytes after the header end at byte ${expected}`;
    throw new LandscapeFileError(`byte ${Math.min(bytes.length, expected)}: the file has ${bytes.length}; ${numbers}`);
  }
  const values = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const place = start.data + type.bytes * (isFortran ? column * rows + row : index);
    return type.bytes === 4 ? view.getFloat32(place, type.isLittle) : view.getFloat64(place, type.isLittle);
  });
  checkValues(values, columns);
  return { columns, rows, values };
}

/** The bytes at which the header and, after it, the data begin. */
function checkPreamble(bytes: Uint8Array, view: DataView): { readonly header: number; readonly data: number } {
  const strange = MAGIC.findIndex((byte, index) => bytes[index] !== byte);
  if (strange >= 0) {
    throw new LandscapeFileError(`byte ${strange}: ${hexadecimal(bytes[strange])}; NPY begins with 93 4e 55 4d 50 59`);
  }
  const version = bytes[VERSION];
  if (version !== 1 && version !== 2 && version !== 3) {
    throw new LandscapeFileError(`byte ${VERSION}: version ${version ?? "missing"}; allowed 1, 2, 3`);
  }
  const header = LENGTH + (version === 1 ? 2 : 4);
  if (bytes.length < header) throw new LandscapeFileError(`byte ${bytes.length}: the file ends before its header`);
  const length = version === 1 ? view.getUint16(LENGTH, true) : view.getUint32(LENGTH, true);
  if (header + length > bytes.length) {
    const wanted = `a header of ${length} bytes ends at byte ${header + length}`;
    throw new LandscapeFileError(`byte ${LENGTH}: ${wanted}, and the file at byte ${bytes.length}`);
  }
  return { header, data: header + length };
}

function hexadecimal(byte: number | undefined): string {
  return byte === undefined ? "the end of the file" : byte.toString(16).padStart(2, "0");
}

function readHeader(bytes: Uint8Array, from: number, to: number) {
  const text = new TextDecoder().decode(bytes.subarray(from, to)).trim();
  const fields = new Map<string, string>();
  ENTRY.lastIndex = 1;
  let end = 1;
  for (let entry = ENTRY.exec(text); entry !== null; entry = ENTRY.exec(text)) {
    fields.set(entry[1] ?? entry[2] ?? "", entry[3] ?? "");
    end = ENTRY.lastIndex;
  }
  if (!text.startsWith("{") || text.slice(end).trim() !== "}") {
    const rest = text.startsWith("{") ? text.slice(end) : text;
    const place = from + text.length - rest.length;
    throw new LandscapeFileError(
      `byte ${place}: ${quoted(rest)}; allowed a header {'descr': …, 'fortran_order': …, 'shape': …}`,
    );
  }
  const field = (name: string): string => fields.get(name) ?? "missing";
  const name = field("descr").slice(1, -1);
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) {
    throw new LandscapeFileError(`header field 'descr': ${field("descr")}; allowed '<f4', '>f4', '<f8', '>f8'`);
  }
  const order = field("fortran_order");
  if (order !== "True" && order !== "False") {
    throw new LandscapeFileError(`header field 'fortran_order': ${order}; allowed True, False`);
  }
  const shape = /^\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*,?\s*\)$/.exec(field("shape"));
  if (shape === null) {
    throw new LandscapeFileError(`header field 'shape': ${field("shape")}; allowed (rows, columns)`);
  }
  const [rows, columns] = [Number(shape[1]), Number(shape[2])];
  checkSides(columns, rows, "header field 'shape'");
  return { type, isFortran: order === "True", rows, columns };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text);
}
