import type { SymmetricMatrix } from "../math/vector.ts";

/**
 * Descent on a two-dimensional quadratic under normal gradient noise, as the Markov chain that it is:
 * s ← M s + B ξ with s = (x, y, vx, vy), the velocity v being the last displacement, and ξ of covariance C. Source: the
 * update rules themselves; on the discrete Lyapunov equation, J. D. Hamilton, "Time Series Analysis", 1994, §10.2.
 */

/** A real matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** The methods whose chain is linear, each the optimizer of that id without weight decay and dampening. */
export type LinearMethod = "gradient-descent" | "momentum" | "nesterov";

/** A method with its numbers on a quadratic ½ pᵀHp whose gradients carry noise of covariance C. */
export interface NoisyDescent {
  readonly method: LinearMethod;
  readonly alpha: number;
  /** Of no meaning to gradient descent. */
  readonly beta: number;
  readonly hessian: SymmetricMatrix;
  readonly covariance: SymmetricMatrix;
}

/** s ← M s + w, with w of mean 0 and covariance `noise` = B C Bᵀ. */
export interface LinearChain {
  readonly transition: Matrix;
  readonly noise: Matrix;
}

/** Squarings after which a chain that has not come to rest never will: 2⁴⁸ steps. */
const MOST_DOUBLINGS = 48;

/** Powers of M whose entries are this small add nothing that f64 could hold. */
const NEGLIGIBLE = 1e-20;

/** The chain of a method: v ← βv − α(H(x + aβv) + ξ) and x ← x + v, with a = 1 for Nesterov's look-ahead and 0 else. */
export function linearChain({ method, alpha, beta, hessian, covariance }: NoisyDescent): LinearChain {
  const carried = method === "gradient-descent" ? 0 : beta;
  const ahead = method === "nesterov" ? carried : 0;
  const h = symmetric(hessian);
  const c = symmetric(covariance);
  const velocity = [0, 1].map((i) => [
    ...[0, 1].map((j) => -alpha * at(h, i, j)),
    ...[0, 1].map((j) => (i === j ? carried : 0) - alpha * ahead * at(h, i, j)),
  ]);
  const position = velocity.map((row, i) => row.map((entry, j) => (i === j ? 1 + entry : entry)));
  return {
    transition: [...position, ...velocity],
    noise: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => alpha * alpha * at(c, i % 2, j % 2))),
  };
}

/**
 * The covariance Σ of the state in the long run, which solves Σ = M Σ Mᵀ + B C Bᵀ, by doubling: the sum of the first
 * 2ᵏ terms of Σ Mʲ (B C Bᵀ) Mʲᵀ gives that of the first 2ᵏ⁺¹.
 * @throws Error where the chain is not stable: the covariance then grows without end.
 */
export function stationaryCovariance({ transition, noise }: LinearChain): Matrix {
  let sum = noise;
  let power = transition;
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    sum = added(sum, product(product(power, sum), transposed(power)));
    power = product(power, power);
    const size = Math.max(...power.flat().map(Math.abs));
    if (size < NEGLIGIBLE) return sum;
    if (!Number.isFinite(size)) break;
  }
  throw new Error("The chain is not stable: it has no stationary covariance.");
}

/** E[s_{t+1} s_tᵀ] = M Σ in the long run. */
export function lagOneCovariance({ transition }: LinearChain, covariance: Matrix): Matrix {
  return product(transition, covariance);
}

/** A B. */
export function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, entry, k) => sum + entry * at(b, k, j), 0)));
}

/** The transpose. */
export function transposed(a: Matrix): Matrix {
  return (a[0] ?? []).map((_, j) => a.map((_row, i) => at(a, i, j)));
}

/**
 * One entry of a matrix.
 * @throws RangeError outside of it.
 */
export function at(a: Matrix, row: number, column: number): number {
  const entry = a[row]?.[column];
  if (entry === undefined) throw new RangeError(`The matrix has no entry (${row}, ${column}).`);
  return entry;
}

function added(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((entry, j) => entry + at(b, i, j)));
}

function symmetric({ xx, xy, yy }: SymmetricMatrix): Matrix {
  return [
    [xx, xy],
    [xy, yy],
  ];
}
