import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { irisNetworkLandscape } from "../../public/landscapes/make-iris-network.ts";
import { LandscapeFileError } from "../../src/experiment/landscape/landscape-file-error.ts";
import { readLandscape } from "../../src/experiment/landscape/read-landscape.ts";

interface Table {
  readonly npy: {
    readonly rows: number;
    readonly columns: number;
    readonly values: readonly number[];
    readonly files: readonly {
      readonly dtype: string;
      readonly order: string;
      readonly version: number;
      readonly base64: string;
    }[];
  };
  readonly png: readonly {
    readonly depth: number;
    readonly pixels: readonly (readonly number[])[];
    readonly base64: string;
  }[];
}

const table: Table = JSON.parse(readFileSync(new URL("../oracle/landscape-table.json", import.meta.url), "utf8"));
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("An NPY file that NumPy wrote is read number for number:", () => {
  it("all types, byte orders, array orders and versions are there", () => {
    expect(table.npy.files).toHaveLength(24);
  });

  it.each(table.npy.files)("$dtype, order $order, version $version", async ({ base64 }) => {
    const { rows, columns, values } = table.npy;
    // Somewhere within another array, as a part of it may be.
    const within = new Uint8Array([1, 2, 3, ...bytesOf(base64), 9]).subarray(3, -1);
    expect(await readLandscape("a.npy", within)).toEqual({ rows, columns, values });
  });
});

describe("A greyscale PNG is read as it looks, black 0 and white its height:", () => {
  it.each(table.png)("of $depth bits", async ({ depth, pixels, base64 }) => {
    const white = 2 ** depth - 1;
    for (const height of [undefined, 2.5, -1]) {
      const { rows, columns, values } = await readLandscape("A.PNG", bytesOf(base64), height);
      expect([rows, columns]).toEqual([6, 5]);
      const expected = pixels.toReversed().flatMap((row) => row.map((pixel) => (height ?? 1) * (pixel / white)));
      expect(values).toEqual(expected);
    }
  });
});

describe("A CSV file", () => {
  const numbers = [
    [1, -2.5, 3e-3, 4],
    [5, 0.5, -7, 8],
    [9, 10, 11, -12e2],
    [13, 14, 15, 16],
    [17, 18, 19, 20],
  ];
  const plain = { rows: 5, columns: 4, values: numbers.flat() };
  const written = (delimiter: string, end = "\n"): string => numbers.map((row) => row.join(delimiter)).join(end) + end;

  it.each([
    ["commas", written(",")],
    ["semicolons", written(";")],
    ["tabs", written("\t")],
    ["single spaces, as numpy.savetxt writes", written(" ")],
    ["several spaces, before and after too", written("   ").replaceAll(/^/gm, "  ").replaceAll(/$/gm, " ")],
    ["commas and spaces", written(", ")],
    ["Windows' line ends", written(",", "\r\n")],
    ["a byte order mark", `\uFEFF${written(",")}`],
    ["comments and empty lines", `# made by hand\n\n${written(",")}\n# end\n`],
    ["quotes", written(",").replace("-2.5", '"-2.5"')],
    ["other ways to write a number", written(",").replace("0.5", "+.5").replace("13", "13.").replace("16", "1.6E+1")],
  ])("with %s is read number for number", async (_name, text) => {
    expect(await readLandscape("a.csv", textBytes(text))).toEqual(plain);
  });

  it.each([
    ["rising ones", [0, 0.5, 1, 1.5], [-2, -1, 0, 1, 2], numbers],
    ["y falling, as on a map", [0, 0.5, 1, 1.5], [2, 1, 0, -1, -2], numbers.toReversed()],
    ["x falling", [1.5, 1, 0.5, 0], [-2, -1, 0, 1, 2], numbers.map((row) => row.toReversed())],
  ])("whose first row and column are coordinates says its domain: %s", async (_name, x, y, expected) => {
    const rows = [["", ...x], ...numbers.map((row, index) => [y[index], ...row])];
    const read = await readLandscape("a.csv", textBytes(rows.map((row) => row.join(";")).join("\n")));
    const domain = { x: [0, 1.5], y: [-2, 2] };
    expect(read).toEqual({ rows: 5, columns: 4, values: expected.flat(), domain });
  });
});

/** NPY with any header; the data are zeros unless given. */
function npy(header: string, data: Uint8Array = new Uint8Array(8 * 16), version = 1): Uint8Array {
  const text = textBytes(header);
  return new Uint8Array([0x93, ...textBytes("NUMPY"), version, 0, text.length, 0, ...text, ...data]);
}

const described = (descr: string, order = "False", shape = "(4, 4)"): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

function withNumber(place: number, value: number): Uint8Array {
  const data = new Uint8Array(8 * 16);
  new DataView(data.buffer).setFloat64(8 * place, value, true);
  return data;
}

function png(
  header: readonly number[],
  pixels: Uint8Array = deflateSync(new Uint8Array(20)),
  name = "IHDR",
): Uint8Array {
  const chunk = (title: string, content: Uint8Array): Uint8Array => {
    const checked = new Uint8Array([...textBytes(title), ...content]);
    const [length, sum] = [new DataView(new ArrayBuffer(4)), new DataView(new ArrayBuffer(4))];
    length.setUint32(0, content.length);
    sum.setUint32(0, crc32(checked));
    return new Uint8Array([...new Uint8Array(length.buffer), ...checked, ...new Uint8Array(sum.buffer)]);
  };
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const parts = [chunk(name, new Uint8Array(header)), chunk("IDAT", pixels), chunk("IEND", new Uint8Array())];
  return new Uint8Array([...signature, ...parts.flatMap((part) => [...part])]);
}

/** 4 × 4 pixels of a depth and colour type. */
const four = (depth: number, color: number): number[] => [0, 0, 0, 4, 0, 0, 0, 4, depth, color, 0, 0, 0];
const square = png(four(8, 0));
const broken = square.with(32, (square[32] ?? 0) ^ 1);

const grid = "1,2,3,4\n".repeat(4);

const MALFORMED: readonly (readonly [name: string, file: string, bytes: Uint8Array, message: string])[] = [
  ["no NPY", "a.npy", textBytes("<!doctype html>"), "byte 0: 3c; NPY begins with 93 4e 55 4d 50 59"],
  ["an empty NPY", "a.npy", new Uint8Array(), "byte 0: the end of the file; NPY begins with 93 4e 55 4d 50 59"],
  ["another version", "a.npy", npy(described("'<f8'"), undefined, 4), "byte 6: version 4; allowed 1, 2, 3"],
  ["no header", "a.npy", npy("").subarray(0, 9), "byte 9: the file ends before its header"],
  [
    "a header that is cut short",
    "a.npy",
    npy(described("'<f8'")).subarray(0, 40),
    "byte 8: a header of 59 bytes ends at byte 69, and the file at byte 40",
  ],
  [
    "a header that is no dictionary",
    "a.npy",
    npy("[1, 2]"),
    "byte 10: \"[1, 2]\"; allowed a header {'descr': …, 'fortran_order': …, 'shape': …}",
  ],
  [
    "a header with something else in it",
    "a.npy",
    npy("{'descr': '<f8', 'shape': x+1}"),
    "byte 26: \" 'shape': x+1}\"; allowed a header {'descr': …, 'fortran_order': …, 'shape': …}",
  ],
  ["integers", "a.npy", npy(described("'>i4'")), "header field 'descr': '>i4'; allowed '<f4', '>f4', '<f8', '>f8'"],
  [
    "a structured array",
    "a.npy",
    npy(described("[('a', '<f8')]")),
    "header field 'descr': [('a', '<f8')]; allowed '<f4', '>f4', '<f8', '>f8'",
  ],
  [
    "no type",
    "a.npy",
    npy("{'fortran_order': False, 'shape': (4, 4), }"),
    "header field 'descr': missing; allowed '<f4', '>f4', '<f8', '>f8'",
  ],
  [
    "another order",
    "a.npy",
    npy(described("'<f8'", "None")),
    "header field 'fortran_order': None; allowed True, False",
  ],
  [
    "three dimensions",
    "a.npy",
    npy(described("'<f8'", "False", "(4, 4, 4)")),
    "header field 'shape': (4, 4, 4); allowed (rows, columns)",
  ],
  [
    "one dimension",
    "a.npy",
    npy(described("'<f8'", "False", "(16,)")),
    "header field 'shape': (16,); allowed (rows, columns)",
  ],
  [
    "too few rows",
    "a.npy",
    npy(described("'<f8'", "False", "(3, 4)")),
    "header field 'shape': 3 rows of 4; allowed 4 to 2048 of each",
  ],
  [
    "too many columns",
    "a.npy",
    npy(described("'<f8'", "False", "(4, 2049)")),
    "header field 'shape': 4 rows of 2049; allowed 4 to 2048 of each",
  ],
  [
    "too few numbers",
    "a.npy",
    npy(described("'<f8'"), new Uint8Array(100)),
    "byte 169: the file has 169; 4 × 4 numbers of 8 bytes after the header end at byte 197",
  ],
  [
    "too many numbers",
    "a.npy",
    npy(described("'<f4'"), new Uint8Array(65)),
    "byte 133: the file has 134; 4 × 4 numbers of 4 bytes after the header end at byte 133",
  ],
  [
    "NaN",
    "a.npy",
    npy(described("'<f8'"), withNumber(6, Number.NaN)),
    "row 2, column 3: NaN; allowed are finite numbers of at most 1e+30 in magnitude",
  ],
  [
    "a number beyond f32",
    "a.npy",
    npy(described("'<f8'"), withNumber(15, -1e31)),
    "row 4, column 4: -1e+31; allowed are finite numbers of at most 1e+30 in magnitude",
  ],
  ["no PNG", "a.png", textBytes("GIF89a"), "byte 0: 47; PNG begins with 89 50 4e 47 0d 0a 1a 0a"],
  ["a PNG that is cut short", "a.png", square.subarray(0, 20), "byte 20: the file ends before its header"],
  [
    "a PNG that begins otherwise",
    "a.png",
    png(four(8, 0), undefined, "CgBI"),
    'byte 12: chunk "CgBI"; allowed "IHDR" first',
  ],
  ["a colour PNG", "a.png", png(four(8, 2)), "byte 25: colour type 2 (truecolour); allowed 0 (greyscale)"],
  ["a PNG with a palette", "a.png", png(four(8, 3)), "byte 25: colour type 3 (indexed colour); allowed 0 (greyscale)"],
  [
    "a PNG with alpha",
    "a.png",
    png(four(8, 4)),
    "byte 25: colour type 4 (greyscale with alpha); allowed 0 (greyscale)",
  ],
  ["a PNG of 4 bits", "a.png", png(four(4, 0)), "byte 24: bit depth 4; allowed 8, 16"],
  [
    "a small PNG",
    "a.png",
    png([0, 0, 0, 4, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
    "byte 16: 1 rows of 4; allowed 4 to 2048 of each",
  ],
  [
    "a PNG of no end",
    "a.png",
    png([0, 1, 0, 0, 0, 0, 0, 4, 8, 0, 0, 0, 0]),
    "byte 16: 4 rows of 65536; allowed 4 to 2048 of each",
  ],
  [
    "a PNG with a wrong checksum",
    "a.png",
    broken,
    "the picture's data are damaged (CRC mismatch for chunk IHDR. Expected 2358952355, found 2358952354)",
  ],
  ["an uneven table", "a.csv", textBytes(`${grid}1,2,3\n`), "row 5 has 3 numbers, the rows before 4"],
  ["a row too long", "a.csv", textBytes(`1,2,3,4\n1,2,3,4,5\n${grid}`), "row 2 has 5 numbers, the row before 4"],
  [
    "a header line",
    "a.csv",
    textBytes(`a,b,c,d\n${grid}`),
    'row 1, column 1: "a"; allowed a number such as -1.5e-3, or nothing before coordinates',
  ],
  [
    "a word",
    "a.csv",
    textBytes(grid.replace("3,4\n1", "abc,4\n1")),
    'row 1, column 3: "abc"; allowed a number such as -1.5e-3',
  ],
  [
    "an empty field",
    "a.csv",
    textBytes(grid.replace("2", "")),
    'row 1, column 2: ""; allowed a number such as -1.5e-3',
  ],
  [
    "decimal commas",
    "a.csv",
    textBytes("1,5;2;3;4\n".repeat(4)),
    'row 1, column 1: "1,5"; allowed a number such as -1.5e-3, or nothing before coordinates',
  ],
  [
    "infinity",
    "a.csv",
    textBytes(`${grid}1,2,3,1e999`),
    "row 5, column 4: Infinity; allowed are finite numbers of at most 1e+30 in magnitude",
  ],
  [
    "coordinates that are not even",
    "a.csv",
    textBytes(`,0,1,3,4\n${"1,2,3,4,5\n".repeat(4)}`),
    "the first row holds coordinates, as the field before them is empty, and 1 is not evenly spaced",
  ],
  [
    "coordinates that stand still",
    "a.csv",
    textBytes(`,0,1,2,3\n${"1,2,3,4,5\n".repeat(4)}`),
    "the first column holds coordinates, as the field before them is empty, and all are equal",
  ],
  [
    "an infinity under coordinates",
    "a.csv",
    textBytes(`,0,1,2,3\n0,2,3,4,5\n1,2,3,4,5\n2,2,3,1e40,5\n3,2,3,4,5\n`),
    "row 4, column 4: 1e+40; allowed are finite numbers of at most 1e+30 in magnitude",
  ],
  ["a small table", "a.csv", textBytes("1,2,3,4\n"), "the table: 1 rows of 4; allowed 4 to 2048 of each"],
  ["an empty table", "a.csv", new Uint8Array(), "the table: 0 rows of 0; allowed 4 to 2048 of each"],
  ["another format", "a.tiff", new Uint8Array(), "the name ends in none of .npy, .csv, .png"],
];

describe("A landscape's file is refused with the place of what is wrong:", () => {
  it.each(MALFORMED)("%s", async (_name, file, bytes, message) => {
    const error: unknown = await readLandscape(file, bytes).then(
      () => "it was accepted",
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LandscapeFileError);
    expect((error as LandscapeFileError).message).toBe(message);
  });

  it("a height for what is no picture", async () => {
    const [file] = table.npy.files;
    await expect(readLandscape("a.npy", bytesOf(file?.base64 ?? ""), 2)).rejects.toThrow(
      /a height goes with a picture/,
    );
  });

  it("every file that is cut short, and none in any other way", async () => {
    const whole = [
      ["a.npy", bytesOf(table.npy.files[0]?.base64 ?? "")],
      ["a.png", bytesOf(table.png[1]?.base64 ?? "")],
    ] as const;
    for (const [name, bytes] of whole) {
      for (let length = 0; length < bytes.length; length += 1) {
        await expect(readLandscape(name, bytes.subarray(0, length)), `${name}, ${length}`).rejects.toThrow(
          LandscapeFileError,
        );
      }
    }
  });
});

it("The sample is what its script makes, byte for byte", () => {
  const kept = readFileSync(new URL("../../public/landscapes/iris-network.npy", import.meta.url));
  expect(kept.length).toBeLessThan(60_000);
  expect(Buffer.compare(kept, irisNetworkLandscape())).toBe(0);
});
