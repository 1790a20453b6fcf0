import { describe, expect, it } from "vitest";
import { readNpy } from "../../src/experiment/landscape/npy.ts";
import { encodeNpy } from "../../src/maps/npy.ts";

describe("A NumPy file", () => {
  it("is read back by the reader of landscapes, row 0 first", () => {
    const values = Float32Array.from({ length: 20 }, (_, index) => Math.fround(index / 3));
    expect(readNpy(encodeNpy(values, [5, 4]))).toEqual({ columns: 4, rows: 5, values: [...values] });
  });

  it("has the bytes that the format asks for", () => {
    const file = encodeNpy(Float32Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY, 0.5, -2, 0), [1, 2, 3]);
    expect([...file.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    const length = (file[8] ?? 0) + 256 * (file[9] ?? 0);
    expect((10 + length) % 64).toBe(0);
    const header = new TextDecoder().decode(file.subarray(10, 10 + length));
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(1, 2, 3\), \} *\n$/);
    expect(file.length).toBe(10 + length + 24);
    // 1 is 3f800000, the quiet NaN 7fc00000, −∞ ff800000: the lowest byte first.
    expect([...file.subarray(10 + length, 10 + length + 12)]).toEqual([
      0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0xff,
    ]);
  });

  it("says a shape of one dimension as Python does", () => {
    expect(new TextDecoder().decode(encodeNpy(new Float32Array(7), [7]))).toContain("'shape': (7,), }");
  });

  it("is refused where the shape is of another number of values", () => {
    expect(() => encodeNpy(new Float32Array(7), [2, 4])).toThrow("7 values have no shape (2, 4).");
  });
});
