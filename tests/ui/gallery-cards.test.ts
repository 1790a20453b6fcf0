import { describe, expect, it } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { OPTIMIZER_GROUPS } from "../../src/optimizers/optimizer.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";
import { landscapeSamples } from "../../src/surfaces/landscape-samples.ts";
import type { Surface } from "../../src/surfaces/surface.ts";
import { byGroup, listOf, OWN_GROUP, optimizerCards, surfaceCards } from "../../src/ui/gallery/cards.ts";
import { fitTo } from "../../src/ui/gallery/fitting.ts";
import { GROUP_LABELS } from "../../src/ui/gallery/optimizer-groups.ts";

function surfaceOf(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(`There is no surface ${id}.`);
  return surface;
}

const adam = { optimizer: "adam", hyperparameters: {} };
const bicgstab = { optimizer: "bicgstab", hyperparameters: {} };
const quiet = { kind: "none" } as const;

describe("the cards of the gallery", () => {
  it("show every optimizer once, in the order of their families", () => {
    const groups = byGroup(optimizerCards(surfaceOf("rosenbrock")));
    expect(groups.flatMap(({ cards }) => cards.map(({ id }) => id)).sort()).toEqual(
      optimizers.map(({ id }) => id).sort(),
    );
    const labels = groups.map(({ label }) => label);
    const declared = OPTIMIZER_GROUPS.map((group) => GROUP_LABELS[group]);
    expect(labels).toEqual(declared.filter((label) => labels.includes(label)));
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("show every surface once, in named groups alone, and last what people bring themselves", () => {
    const groups = byGroup(surfaceCards({ ensembles: [adam], noise: quiet }));
    const shown = groups.flatMap(({ cards }) => cards.map(({ id }) => id));
    const own = [...landscapeSamples.map(({ file }) => file), "formula", "file"];
    expect(shown.toSorted()).toEqual([...surfaces.map(({ id }) => id), ...own].sort());
    expect(groups.map(({ label }) => label)).not.toContain("Others");
    expect(groups.at(-1)).toMatchObject({ label: OWN_GROUP });
    expect(groups.at(-1)?.cards.map(({ id }) => id)).toEqual(own);
  });

  it("object to exactly the optimizers that a validated experiment could not run there, and say why", () => {
    for (const id of ["rosenbrock", "linear-system", "linear-regression"]) {
      const surface = surfaceOf(id);
      for (const card of optimizerCards(surface)) {
        const isRefused = mismatch(card.id, surface) !== undefined;
        expect(card.objection !== undefined, `${card.id} on ${id}: ${card.objection}`).toBe(isRefused);
      }
    }
    const refused = optimizerCards(surfaceOf("rosenbrock")).find(({ id }) => id === "bicgstab");
    expect(refused?.objection).toBe("Needs a linear system Ax = b, which Rosenbrock has not.");
  });

  it("say what a surface would leave out, and object where nothing would be left", () => {
    const cardOf = (id: string, ensembles: readonly (typeof adam)[]) =>
      surfaceCards({ ensembles, noise: quiet }).find((card) => card.id === id);
    expect(cardOf("beale", [adam])).not.toHaveProperty("remark");
    expect(cardOf("beale", [adam, bicgstab])?.remark).toBe("Runs without BiCGSTAB.");
    expect(cardOf("beale", [adam, bicgstab])).not.toHaveProperty("objection");
    expect(cardOf("beale", [bicgstab, bicgstab])?.objection).toBe("Nothing that runs now can run here: BiCGSTAB.");
    expect(cardOf("formula", [bicgstab])?.objection).toBeDefined();
    expect(cardOf("linear-system", [bicgstab])).not.toHaveProperty("objection");
  });
});

describe("fitting an experiment to a surface", () => {
  it("keeps everything, as it is, where all of it can run", () => {
    const ensembles = [adam, { ...adam, label: "slow" }];
    const noise = { kind: "gaussian", sigma: 2 } as const;
    expect(fitTo(surfaceOf("beale"), { ensembles, noise })).toEqual({ ensembles, noise, left: [] });
  });

  it("leaves minibatches where there are no data, and keeps them where there are", () => {
    const noise = { kind: "minibatch", size: 4 } as const;
    expect(fitTo(surfaceOf("beale"), { ensembles: [adam], noise })).toEqual({
      ensembles: [adam],
      noise: quiet,
      left: ["minibatches"],
    });
    expect(fitTo(surfaceOf("linear-regression"), { ensembles: [adam], noise }).noise).toEqual(noise);
  });

  it("names what it leaves by the names that people gave, each once", () => {
    const named = { ...bicgstab, label: "Krylov" };
    const { ensembles, left } = fitTo(surfaceOf("beale"), { ensembles: [named, adam, named, bicgstab], noise: quiet });
    expect(ensembles).toEqual([adam]);
    expect(listOf(left)).toBe("Krylov and BiCGSTAB");
  });
});
