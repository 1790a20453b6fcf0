import { expect, test } from "vitest";
import { runOne } from "./run.ts";

/**
 * α, β, iterate, x, y, f: fixtures of the hero surface of Goh (Distill 2017), computed elsewhere, as printed; but for x of
 * iterate 10, printed as −.9216638198, which forty-digit arithmetic gives as −.92166381972265.
 */
const FIXTURES: readonly (readonly [number, number, number, string, string, string])[] = [
  [0.003, 0.74, 1, "-1.51469896", ".458836", "23.171029"],
  [0.003, 0.74, 10, "-.9216638197", ".2185623257", "4.4437841"],
  [0.003, 0.74, 50, ".2718777160", ".0236022362", ".5303556"],
  [0.003, 0.74, 150, ".9046240949", ".2725454189", ".0091066"],
  [0.003, 0, 150, "-.0849837803", ".0027606856", "1.1772123"],
  [0.003, 0.9, 150, ".9998889", ".3333421", "1.246e-6"],
];

function run(learningRate: number, beta: number, steps: number) {
  return runOne({
    surface: { id: "distill-banana" },
    starts: { kind: "points", points: [[-1.21, 0.853]] },
    ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate, beta } }],
    steps,
  });
}

/** Half a unit of the last printed digit. */
function halfUnit(printed: string): number {
  const [mantissa = "", exponent = "0"] = printed.split("e");
  return 0.5 * 10 ** (Number(exponent) - (mantissa.split(".")[1]?.length ?? 0));
}

test.each(FIXTURES)(
  "heavy ball with α = %f, β = %f is where it was printed after %i steps",
  (alpha, beta, k, x, y, f) => {
    const { points, losses } = run(alpha, beta, k);
    const [seenX = 0, seenY = 0] = points[k] ?? [];
    expect(Math.abs(seenX - Number(x)), `x ${seenX}`).toBeLessThanOrEqual(halfUnit(x) * 1.000001);
    expect(Math.abs(seenY - Number(y)), `y ${seenY}`).toBeLessThanOrEqual(halfUnit(y) * 1.000001);
    expect(Math.abs((losses[k] ?? 0) - Number(f)), `f ${losses[k]}`).toBeLessThanOrEqual(halfUnit(f) * 1.000001);
  },
);

test("α = .006, β = .74 diverges, though inside the local stability limit", () => {
  const { status, divergedAt, points } = run(0.006, 0.74, 400);
  expect(status).toBe("diverged");
  expect(divergedAt).toBeGreaterThan(0);
  expect(points.flat().every(Number.isFinite)).toBe(true);
});
