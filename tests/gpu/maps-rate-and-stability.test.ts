import { expect, test } from "vitest";
import type { MapAxis, MapKind } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { CELL_NUMBERS, type MapPicture } from "../../src/maps/map-picture.ts";
import { runMap } from "../../src/maps/run-map.ts";
import { heavyBallRate, isHeavyBallStable } from "../../src/theory/heavy-ball.ts";
import { isNesterovStable, nesterovRate } from "../../src/theory/nesterov.ts";
import { testDevice } from "./device.ts";

const BETA = { path: "/ensembles/0/hyperparameters/beta", from: 0, to: 1, scale: "linear" } as const;
/** Gradient descent has no β: where its trajectories start goes up the map in its place. */
const START = { path: "/starts/y", from: 0.5, to: 1.5, scale: "linear" } as const;

function learningRateTo(to: number): MapAxis {
  return { path: "/ensembles/0/hyperparameters/learningRate", from: 0, to, scale: "linear" };
}

/** The map of αλ₂ in [0, 4] against β on the quadratic with eigenvalues 1 and κ, whose minimum is the origin. */
async function planeOf(optimizer: string, kappa: number, side: number, kind: MapKind, steps: number) {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: kappa, theta: 0 } },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer }],
    map: {
      kind,
      x: learningRateTo(4 / kappa),
      y: optimizer === "gradient-descent" ? START : BETA,
      width: side,
      height: side,
      steps,
    },
  });
  return runMap(await testDevice(), experiment);
}

const METHODS = {
  "gradient-descent": {
    isStable: (alpha: number, _beta: number, lambda: number) => isHeavyBallStable(alpha, 0, lambda),
    rate: (alpha: number, _beta: number, lambda: number) => heavyBallRate(alpha, 0, lambda),
  },
  momentum: { isStable: isHeavyBallStable, rate: heavyBallRate },
  nesterov: { isStable: isNesterovStable, rate: nesterovRate },
} as const;

type Method = keyof typeof METHODS;

/** Calls `look` with α, β and the numbers of every cell. */
function eachCell({ x, y, cells }: MapPicture, look: (alpha: number, beta: number, cell: Float32Array) => void): void {
  for (const [row, beta] of y.entries()) {
    for (const [column, alpha] of x.entries()) {
      const first = (row * x.length + column) * CELL_NUMBERS;
      look(alpha, beta, cells.subarray(first, first + CELL_NUMBERS));
    }
  }
}

test.for<Method>(["gradient-descent", "momentum", "nesterov"])(
  "%s is stable where the inequalities say so",
  async (method) => {
    const picture = await planeOf(method, 1, 400, "stability", 4000);
    let wrong = 0;
    eachCell(picture, (alpha, beta, cell) => {
      if ((cell[1] === 1) !== METHODS[method].isStable(alpha, beta, 1)) wrong += 1;
    });
    const share = wrong / (400 * 400);
    console.log(`${method}: ${wrong} of 160,000 cells differ, ${(100 * share).toFixed(4)} %`);
    expect(share).toBeLessThanOrEqual(1e-4);
  },
);

test.for<readonly [Method, number]>([
  ["momentum", 1],
  ["momentum", 10],
  ["momentum", 100],
])("the rate of %s at κ = %d is the spectral radius", async ([method, kappa]) => {
  const picture = await planeOf(method, kappa, 200, "rate", 2000);
  let converging = 0;
  let off = 0;
  let worst: { error: number; where: string } = { error: 0, where: "" };
  eachCell(picture, (alpha, beta, cell) => {
    const { isStable, rate } = METHODS[method];
    if (![1, kappa].every((lambda) => isStable(alpha, beta, lambda))) return;
    const expected = Math.log(Math.max(...[1, kappa].map((lambda) => rate(alpha, beta, lambda))));
    const error = Math.abs(Math.log(cell[0] ?? Number.NaN) - expected) / Math.abs(expected);
    converging += 1;
    if (error <= 0.02) return;
    off += 1;
    if (!(error <= worst.error))
      worst = { error, where: `α = ${alpha}, β = ${beta}: ${cell[0]}, expected ${Math.exp(expected)}` };
  });
  console.log(
    `${method}, κ = ${kappa}: ${off} of ${converging} off by more than 2 %; ${worst.error} at ${worst.where}`,
  );
  expect(off / converging).toBeLessThanOrEqual(1e-3);
});
