import { describe, expect, it } from "vitest";
import { ensembleColors, ensembleMark, MARKS, tellingNumbers } from "../../src/charts/ensemble-look.ts";
import { symbolLine } from "../../src/charts/symbol-text.ts";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { countTowards } from "../../src/ui/counting.ts";
import { formulaProblem, keepParameters } from "../../src/ui/formula-draft.ts";
import { parseQuery } from "../../src/ui/query.ts";
import { surfaceGroups } from "../../src/ui/surface-groups.ts";
import { sceneTitle } from "../../src/ui/title.ts";

const adam = { optimizer: "adam", hyperparameters: { learningRate: 0.02, beta1: 0.9 } };

const rosenbrock = { id: "rosenbrock", label: "Rosenbrock" };

describe("what the page says", () => {
  it("gives the scene a title", () => {
    const { ensembles } = defaultExperiment;
    expect(sceneTitle(defaultExperiment, rosenbrock)).toBe("Four ways down Rosenbrock");
    expect(
      sceneTitle({ ...defaultExperiment, ensembles: ensembles.slice(1, 3) }, { id: "beale", label: "Beale" }),
    ).toBe("Heavy ball against Nesterov on Beale");
    expect(sceneTitle({ ...defaultExperiment, ensembles: [adam] }, { id: "beale", label: "Beale" })).toBe(
      "Adam on Beale",
    );
    expect(sceneTitle(defaultExperiment, { id: "formula", label: "Your formula" })).toBe("Four ways down your formula");
  });

  it("writes symbols in plain letters", () => {
    expect(symbolLine("\\beta_1")).toBe("β₁");
    expect(symbolLine("\\varepsilon")).toBe("ε");
    expect(symbolLine("\\eta_{\\max}")).toBe("η_max");
    expect(symbolLine("b")).toBe("b");
  });

  it("tells an optimizer's two telling numbers", () => {
    expect(tellingNumbers(adam)).toBe("α 0.02 · β₁ 0.9");
  });

  it("writes every declared symbol without TeX", () => {
    const symbols = [
      ...optimizers.flatMap(({ hyperparameters }) => Object.values(hyperparameters)),
      ...surfaces.flatMap(({ parameters }) =>
        parameters.map((parameter) => ({ kind: "number", ...parameter }) as const),
      ),
    ].flatMap((declared) => (declared.kind === "number" ? [declared.symbol] : []));
    for (const symbol of symbols) expect(symbolLine(symbol), symbol).toMatch(/^[^\\{}]+$/);
  });

  it.each(["night", "paper"] as const)("tells ensembles of one optimizer apart by colour (%s) and by mark", (theme) => {
    const colors = ensembleColors([adam, adam, adam, { ...adam, color: "#123456" }], theme);
    expect(new Set(colors).size).toBe(4);
    expect(colors[3]).toBe("#123456");
    expect(new Set(MARKS.map((_mark, index) => ensembleMark(index))).size).toBe(MARKS.length);
  });

  it("offers every surface exactly once", () => {
    const offered = surfaceGroups.flatMap((group) => group.surfaces);
    expect(offered).toHaveLength(surfaces.length);
    expect(new Set(offered)).toEqual(new Set(surfaces));
  });

  it("points at what is wrong with a formula", () => {
    expect(formulaProblem("(a - x)^2 + b*(y - x^2)^2")).toBeUndefined();
    const problem = formulaProblem("x^2 + foo(y)");
    expect(problem?.excerpt?.token).toBe("foo");
    expect(problem?.excerpt?.before).toBe("x^2 + ");
    expect(formulaProblem("  ")?.message).toContain("A formula in x and y");
  });

  it("keeps the values of a formula's parameters by name", () => {
    expect(keepParameters("a*x^2 + c*y^2", { a: 5, b: 7 })).toEqual({ a: 5, c: 1 });
  });

  it("reads the address's wishes, and ignores nonsense", () => {
    expect(parseQuery("?quality=0&paused&speed=2.5&at=200")).toEqual({ quality: 0, paused: true, speed: 2.5, at: 200 });
    expect(parseQuery("?quality=-1&speed=fast&at=1.5&at=")).toEqual({
      quality: undefined,
      paused: false,
      speed: undefined,
      at: undefined,
    });
  });
});

describe("numbers that count", () => {
  it("come to their target in about a second, at any frame rate", () => {
    for (const rate of [30, 144]) {
      let shown: readonly number[] = [0];
      for (let frame = 0; frame < rate; frame++) shown = countTowards(shown, [4096], 1 / rate, false);
      expect(shown[0]).toBe(4096);
    }
  });

  it("are left alone when they are there, and cut with reduced motion", () => {
    const shown = [1, 2];
    expect(countTowards(shown, [1, 2], 0.1, false)).toBe(shown);
    expect(countTowards([0], [100], 0.001, true)).toEqual([100]);
    expect(countTowards([], [5, 6], 0.001, false)).toEqual([5, 6]);
  });
});
