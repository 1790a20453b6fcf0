import { describe, expect, it } from "vitest";
import { ensembleColors } from "../../src/charts/ensemble-look.ts";
import { linearFromHex, toOklab } from "../../src/math/oklab.ts";
import { optimizers } from "../../src/optimizers/index.ts";

/** The distance of two colours in OKLab. */
function distance(a: string, b: string): number {
  const [x, y] = [toOklab(linearFromHex(a)), toOklab(linearFromHex(b))];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

/** The distance of the two that are nearest to each other. */
function least(colors: readonly string[]): number {
  return Math.min(...colors.flatMap((color, i) => colors.slice(i + 1).map((other) => distance(color, other))));
}

/** Experiments of `count` optimizers: neighbours in the catalogue, and others at several strides. */
function experiments(count: number) {
  return optimizers.flatMap((_first, from) =>
    [1, 2, 3, 5, 7].map((stride) =>
      Array.from({ length: count }, (_, i) => ({
        optimizer: optimizers[(from + i * stride) % optimizers.length]?.id ?? "",
        hyperparameters: {},
      })),
    ),
  );
}

const hexOf = (id: string, theme: "night" | "paper") =>
  optimizers.find((optimizer) => optimizer.id === id)?.color[theme];

describe.each(["night", "paper"] as const)("the colours of ensembles (%s)", (theme) => {
  // Measured with 34 optimizers, whose own colours come as near to each other as 0.007: 0.120, 0.118, 0.101, 0.085.
  it.each([
    [4, 0.12],
    [8, 0.11],
    [12, 0.09],
    [16, 0.075],
  ])("%i optimizers of the catalogue, whichever: nearest %f apart in OKLab", (count, apart) => {
    for (const ensembles of experiments(count)) {
      const colors = ensembleColors(ensembles, theme);
      expect(least(colors), ensembles.map(({ optimizer }) => optimizer).join(", ")).toBeGreaterThanOrEqual(apart);
    }
  });

  it("are the optimizers' own where those are far enough apart", () => {
    const ids = ["gradient-descent", "momentum", "nesterov", "adam"];
    const colors = ensembleColors(
      ids.map((optimizer) => ({ optimizer, hyperparameters: {} })),
      theme,
    );
    expect(colors).toEqual(ids.map((id) => hexOf(id, theme)));
  });

  it("keep away from a colour that a person gave to a later ensemble", () => {
    const own = hexOf("adam", theme) ?? "";
    const plain = { optimizer: "adam", hyperparameters: {} };
    const [first, second] = ensembleColors([plain, { ...plain, color: own }], theme);
    expect(second).toBe(own);
    expect(distance(first ?? "", own)).toBeGreaterThanOrEqual(0.12);
  });

  it("are all different for as many ensembles as an experiment may have", () => {
    const colors = ensembleColors(
      Array.from({ length: 32 }, () => ({ optimizer: "adam", hyperparameters: {} })),
      theme,
    );
    expect(new Set(colors).size).toBe(32);
    // Measured: 0.056 at night, 0.068 on paper.
    expect(least(colors)).toBeGreaterThan(0.05);
  });
});
