import { expect, test } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";

test("every requirement of an optimizer is offered by a surface of the catalogue", () => {
  for (const { id } of optimizers) {
    const able = surfaces.filter((surface) => mismatch(id, surface) === undefined);
    expect(able.length, id).toBeGreaterThan(0);
  }
});

test("an optimizer that needs a linear system is refused elsewhere, and told where it can run", () => {
  const on = (id: string) => () =>
    parseExperiment({ version: 1, surface: { id }, ensembles: [{ optimizer: "adam" }, { optimizer: "bicgstab" }] });
  expect(on("linear-system")).not.toThrow();
  expect(on("quadratic")).toThrow(
    /^\/ensembles\/1\/optimizer: found "bicgstab"; allowed: another optimizer, as bicgstab needs a surface that offers a linear system Ax = b \(linear-system\), and quadratic offers none$/,
  );
});

test("minibatches are refused where there are no data, and taken where there are", () => {
  const on = (id: string) => () =>
    parseExperiment({
      version: 1,
      surface: { id },
      noise: { kind: "minibatch", size: 4 },
      ensembles: [{ optimizer: "adam" }],
    });
  expect(on("linear-regression")).not.toThrow();
  expect(on("ravine")).toThrow(
    /^\/noise\/kind: found "minibatch"; allowed: none, gaussian: ravine offers no data to draw minibatches from \(linear-regression, .* do\)$/,
  );
});

test("what offers a linear system says which, and what offers minibatches has batches", () => {
  for (const surface of surfaces) {
    const parameters = Object.fromEntries(surface.parameters.map(({ name, default: value }) => [name, value]));
    expect(surface.linearSystem !== undefined, surface.id).toBe(surface.offers.includes("linear-system"));
    const { batch } = surface.evaluator(parameters, "f64");
    expect(batch !== undefined, surface.id).toBe(surface.offers.includes("minibatch"));
    expect(surface.wgsl.includes("fn surface_apply_matrix("), surface.id).toBe(
      surface.offers.includes("linear-system"),
    );
    // shaders/surfaces/data-set.wgsl has the batches.
    expect(surface.chunk === "data-set", surface.id).toBe(surface.offers.includes("minibatch"));
  }
  expect(findSurface("rosenbrock")?.offers).toEqual(["hessian"]);
});
