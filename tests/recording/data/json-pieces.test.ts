import { describe, expect, it } from "vitest";
import { jsonPieces } from "../../../src/recording/data/json-pieces.ts";

const written = (value: unknown) => [...jsonPieces(value)].join("");

describe("JSON in pieces", () => {
  it("is the JSON of the whole", () => {
    const value = {
      text: 'a "quote" and a \n break',
      nothing: null,
      missing: undefined,
      empty: [{}, [], ""],
      numbers: Array.from({ length: 5000 }, (_, index) => index / 7),
      points: Array.from({ length: 5000 }, (_, index) => [index, -index]),
      mixed: [
        1,
        [2, [3, { four: [4, true] }]],
        [
          [1, 2],
          [3, 4],
        ],
      ],
    };
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it("has texts where a number is not finite", () => {
    expect(written({ a: Number.NaN, b: [Number.POSITIVE_INFINITY, 1], c: [[Number.NEGATIVE_INFINITY]] })).toBe(
      '{"a":"NaN","b":["Infinity",1],"c":[["-Infinity"]]}',
    );
  });

  it("never makes a long piece of a long list", () => {
    const pieces = [...jsonPieces(Array.from({ length: 100_000 }, () => [0.1234567890123456, 0.1234567890123456]))];
    // 2,048 points of at most 52 characters.
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(120_000);
  });
});
