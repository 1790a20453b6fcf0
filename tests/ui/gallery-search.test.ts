import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import type { Surface } from "../../src/surfaces/surface.ts";
import { ALIASES } from "../../src/ui/gallery/aliases.ts";
import { optimizerCards, surfaceCards } from "../../src/ui/gallery/cards.ts";
import { type Searchable, search, wordsOf } from "../../src/ui/gallery/search.ts";

const [anySurface] = surfaces;
const ofOptimizers = optimizerCards(anySurface as Surface);
const ofSurfaces = surfaceCards(defaultExperiment);

const ids = (entries: readonly Searchable[], query: string) => search(entries, query).map(({ id }) => id);

describe("the search of the gallery", () => {
  it.each([
    ["hb", "momentum"],
    ["HB", "momentum"],
    ["nag", "nesterov"],
    ["gd", "gradient-descent"],
    ["heavy", "momentum"],
    ["polyak", "momentum"],
    ["adam", "adam"],
    ["adamw", "adamw"],
    ["adma", "adam"],
    ["nestrov", "nesterov"],
    ["amsgrad", "adam"],
    ["kingma", "adam"],
  ])("finds for %s first %s", (query, id) => {
    expect(ids(ofOptimizers, query)[0]).toBe(id);
  });

  it.each([
    ["rosen", "rosenbrock"],
    ["rosnebrock", "rosenbrock"],
    ["rsnbrck", "rosenbrock"],
    ["banana", "distill-banana"],
    ["ms", "monkey-saddle"],
    ["six hump", "six-hump-camel"],
    ["knife-edge", "bukin-6"],
    ["formula", "formula"],
    ["numpy", "file"],
  ])("finds among surfaces for %s first %s", (query, id) => {
    expect(ids(ofSurfaces, query)[0]).toBe(id);
  });

  it("lists all in order for an empty query, and none for nonsense", () => {
    expect(ids(ofOptimizers, "  ")).toEqual(ofOptimizers.map(({ id }) => id));
    expect(ids(ofOptimizers, "xyzzy")).toEqual([]);
    expect(ids(ofSurfaces, "qqq")).toEqual([]);
  });

  it("needs every word of a query, in any order and anywhere", () => {
    expect(ids(ofSurfaces, "camel three")).toEqual(["three-hump-camel"]);
    expect(ids(ofSurfaces, "saddles monkey")).toEqual(["monkey-saddle"]);
    expect(ids(ofSurfaces, "camel xyzzy")).toEqual([]);
  });

  it("finds every entry first by its own name, its id, and each of its aliases among the first", () => {
    for (const cards of [ofOptimizers, ofSurfaces]) {
      for (const { id, label, aliases } of cards) {
        expect(ids(cards, label)[0], label).toBe(id);
        expect(ids(cards, id)[0], id).toBe(id);
        for (const alias of aliases) expect(ids(cards, alias).slice(0, 4), `${alias} of ${id}`).toContain(id);
      }
    }
  });

  it("finds a group's members by the group, after those whose names match", () => {
    const found = ids(ofOptimizers, "momentum");
    expect(found).toEqual(expect.arrayContaining(["momentum", "nesterov", "adam"]));
    expect(found.indexOf("momentum")).toBeLessThan(found.indexOf("nesterov"));
    expect(found.indexOf("nesterov")).toBeLessThan(found.indexOf("adam"));
  });

  it("reads accents, dashes and cases away", () => {
    expect(wordsOf("Polak–Ribière, O(1/k²)")).toEqual(["polak", "ribiere", "o", "1", "k2"]);
  });

  it("knows other names only of what there is", () => {
    const known = new Set([...optimizers, ...surfaces].map(({ id }) => id));
    expect(Object.keys(ALIASES).filter((id) => !known.has(id))).toEqual([]);
  });
});
