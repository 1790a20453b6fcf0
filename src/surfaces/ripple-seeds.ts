import type { Point } from "./formula-surface.ts";
import type { ParameterValues } from "./surface.ts";

/** Of a ripple so fine that there are more, only the points nearest to the origin are listed. */
const MOST_WAVES = 24;

/** x = 0.8u and y = 0.2u lie within the domain of `cosine-quadratic` up to this u. */
const LARGEST = 3.75;

/**
 * All critical points of x²/2 + 2y² + A(1 − cos ω(x + y)) with |x| ≤ 3: x = 4y = −Aω sin ωu, where u = x + y solves
 * u + 1.25 Aω sin ωu = 0. Between two turning points of the left-hand side, where cos ωu = −1/(1.25 Aω²), there is at
 * most one solution.
 */
export function rippleSeeds({ A = 0, omega = 0 }: ParameterValues): Point[] {
  const frequency = Math.abs(omega);
  const swing = 1.25 * A * frequency;
  const balance = (u: number) => u + swing * Math.sin(frequency * u);
  const first = Math.acos(-1 / (swing * frequency));
  if (Number.isNaN(first)) {
    return [[0, 0]];
  }
  const bound = Math.min(LARGEST, (2 * Math.PI * MOST_WAVES) / frequency);
  const turns = Array.from({ length: 2 * MOST_WAVES + 1 }, (_, i) => i - MOST_WAVES)
    .flatMap((wave) => [2 * Math.PI * wave - first, 2 * Math.PI * wave + first])
    .map((angle) => angle / frequency)
    .filter((u) => Math.abs(u) < bound);
  const borders = [-bound, ...turns, bound];
  const solutions: number[] = [];
  borders.slice(1).forEach((to, i) => {
    const from = borders[i] ?? to;
    if (balance(from) < 0 !== balance(to) < 0) {
      solutions.push(bisect(balance, from, to));
    }
  });
  return solutions.map((u): Point => [0.8 * u, 0.2 * u]);
}

function bisect(f: (u: number) => number, from: number, to: number): number {
  const isRising = f(from) < 0;
  let [low, high] = [from, to];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0 === isRising) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
