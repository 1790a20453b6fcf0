import { describe, expect, it } from "vitest";
import { RankSearch } from "../../src/maps/sorted-numbers.ts";

describe("The search for ranks", () => {
  /** Spread over seventy decades, and a tenth of them within a millionth of 1; some are there twice. */
  const magnitudes = Float32Array.from({ length: 1000 }, (_, index) =>
    index % 10 === 0 ? 1 + ((index * 7) % 50) * 2 ** -23 : 10 ** (((index * 389) % 700) / 10 - 35),
  ).sort();
  const search = new RankSearch(magnitudes);
  const asked = [
    0,
    1e-40,
    1e-35,
    1e-3,
    1,
    1 + 2 ** -23,
    1.000001,
    2,
    1e34,
    3e38,
    Number.POSITIVE_INFINITY,
    ...magnitudes,
  ];

  it("counts what is at a magnitude or below it", () => {
    for (const magnitude of asked) {
      const expected = magnitudes.filter((other) => other <= magnitude).length / 1000;
      expect(search.share(magnitude), String(magnitude)).toBe(expected);
    }
  });

  it("counts what is below it, the most being 1", () => {
    for (const magnitude of asked) {
      const expected = Math.min(1, magnitudes.filter((other) => other < magnitude).length / 999);
      expect(search.shareBelow(magnitude), String(magnitude)).toBe(expected);
    }
  });

  it("of nothing is in the middle, and at the lower end", () => {
    expect(new RankSearch(new Float32Array()).share(1)).toBe(0.5);
    expect(new RankSearch(new Float32Array()).shareBelow(1)).toBe(0);
  });
});
