import { describe, expect, test } from "vitest";
import { readBuffer } from "../../src/gpu/readback.ts";
import { evaluateSurface } from "../../src/simulation/evaluate-surface.ts";
import { ReliefGrid } from "../../src/simulation/relief-grid.ts";
import { dataSets } from "../../src/surfaces/data-sets.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters, type ParameterValues, type Surface } from "../../src/surfaces/surface.ts";
import { scatter } from "../surfaces/scatter.ts";
import { testDevice } from "./device.ts";

const NAMES = ["loss", "∂x", "∂y", "∂xx", "∂xy", "∂yy"];

function numbersOf(surface: Surface, parameters: ParameterValues, precision: "f64" | "f32", x: number, y: number) {
  const evaluator = surface.evaluator(parameters, precision);
  const g = { x: 0, y: 0 };
  const h = { xx: 0, xy: 0, yy: 0 };
  evaluator.gradient(x, y, g);
  evaluator.hessian(x, y, h);
  return [evaluator.loss(x, y), g.x, g.y, h.xx, h.xy, h.yy];
}

describe.each(dataSets)("$id on the GPU", (surface) => {
  // One datum, an odd number that fills no 16 bytes, the default, and many.
  test.each([1, 5, 64, 300])("agrees with f64 on %i data", async (count) => {
    const parameters = { ...defaultParameters(surface), count, seed: 3 };
    const points = scatter(surface.domain, 400).map(({ x, y }) => [Math.fround(x), Math.fround(y)] as const);
    const seen = await evaluateSurface(await testDevice(), surface, parameters, points);
    const exact = points.map(([x, y]) => numbersOf(surface, parameters, "f64", x, y));
    const single = points.map(([x, y]) => numbersOf(surface, parameters, "f32", x, y));
    for (const [component, name] of NAMES.entries()) {
      let [worst, own, scale, where] = [0, 0, 0, ""];
      for (const [index, point] of points.entries()) {
        const { values, gradients, hessians } = seen;
        const [row, column] = hessians[index] ?? [];
        const all = [values[index], ...(gradients[index] ?? []), row?.[0], row?.[1], column?.[1]];
        const expected = exact[index]?.[component] ?? Number.NaN;
        const error = Math.abs((all[component] ?? Number.NaN) - expected);
        own = Math.max(own, Math.abs((single[index]?.[component] ?? Number.NaN) - expected));
        scale = Math.max(scale, Math.abs(expected));
        if (!(error <= worst)) [worst, where] = [error, `(${point.join(", ")}): ${all[component]}, f64 ${expected}`];
      }
      // Single precision's own worst error sets the scale, as for formulas. Measured .76 at most.
      const ratio = worst === 0 ? 0 : worst / (own + scale * 2 ** -22);
      expect(ratio, `${name} at ${where}`).toBeLessThanOrEqual(1.6);
    }
  });
});

describe("the relief", () => {
  async function reliefOf(grid: ReliefGrid): Promise<Float32Array> {
    return new Float32Array(await readBuffer(await testDevice(), grid.buffer));
  }

  /** The largest difference of the relief's losses from the CPU's f64, relative to the largest loss. */
  async function errorOf(grid: ReliefGrid, surface: Surface, parameters: ParameterValues): Promise<number> {
    const vertices = await reliefOf(grid);
    const evaluator = surface.evaluator(parameters, "f64");
    const { x, y } = surface.domain;
    let [worst, largest] = [0, 0];
    for (let row = 0; row < grid.rows; row += 1) {
      for (let column = 0; column < grid.columns; column += 1) {
        const px = x[0] + (column / (grid.columns - 1)) * (x[1] - x[0]);
        const py = y[0] + (row / (grid.rows - 1)) * (y[1] - y[0]);
        const expected = evaluator.loss(px, py);
        const error = Math.abs((vertices[4 * (row * grid.columns + column)] ?? Number.NaN) - expected);
        largest = Math.max(largest, Math.abs(expected));
        if (!(error <= worst)) worst = error;
      }
    }
    return worst / largest;
  }

  // No parameters; parameters that its gradient alone reads; data.
  test.each(["himmelblau", "rastrigin", "oscillator", "tiny-network"])("of %s is its loss", async (id) => {
    const surface = findSurface(id);
    if (surface === undefined) throw new Error(`expected the surface ${id}`);
    const grid = await ReliefGrid.create(await testDevice(), surface, 33, 17);
    const error = await errorOf(grid, surface, defaultParameters(surface));
    // Measured 5.3e-7 at most, for rastrigin, where single precision loses digits of the cosines' angles.
    expect(error).toBeLessThan(1e-6);
    grid.destroy();
  });

  test("follows data that change in number and kind", async () => {
    const surface = findSurface("oscillator");
    if (surface === undefined) throw new Error("expected the surface oscillator");
    const grid = await ReliefGrid.create(await testDevice(), surface, 33, 17);
    const before = await reliefOf(grid);
    for (const change of [{ count: 300 }, { seed: 9, count: 7 }, { k: 1 }]) {
      const parameters = { ...defaultParameters(surface), ...change };
      grid.update(parameters);
      const error = await errorOf(grid, surface, parameters);
      // Measured 4.0e-7 at most: the sum of 300.
      expect(error, JSON.stringify(change)).toBeLessThan(1e-6);
    }
    grid.update(defaultParameters(surface));
    expect(await reliefOf(grid)).toEqual(before);
    grid.destroy();
  });
});
