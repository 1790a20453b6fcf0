import type { Vector } from "../math/vector.ts";
import { at, type LinearChain, lagOneCovariance, stationaryCovariance } from "./linear-chain.ts";

/** A rectangle of the plane of two components of the state. */
export interface Rectangle {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The averages of density and current over a rectangle. */
export interface CellAverage {
  readonly density: number;
  readonly current: Readonly<Vector>;
}

/** Nodes and weights of Gauss and Legendre's rule on [−1, 1] that is exact for polynomials of degree 9. */
const NODES: readonly (readonly [number, number])[] = [
  [0, 128 / 225],
  ...[-1, 1].flatMap((sign): [number, number][] => [
    [(sign / 3) * Math.sqrt(5 - 2 * Math.sqrt(10 / 7)), (322 + 13 * Math.sqrt(70)) / 900],
    [(sign / 3) * Math.sqrt(5 + 2 * Math.sqrt(10 / 7)), (322 - 13 * Math.sqrt(70)) / 900],
  ]),
];

/**
 * The stationary density of two components of a linear chain's state, and the probability current in their plane, for
 * the midpoint estimator: J(s) = ρ(s) E[(s_{t+1} − s_{t−1})/2 | s_t = s] = ½(C₁ − C₁ᵀ)Σ⁻¹ s ρ(s), with the blocks of
 * these components of the covariance Σ and of the lag-one covariance C₁. It is exact for the discrete chain.
 */
export class LinearChainField {
  /** Σ of the two components. */
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** ½(C₁ − C₁ᵀ) is this times [[0, 1], [−1, 0]]: positive where the current runs clockwise. */
  readonly circulation: number;
  readonly #determinant: number;

  /**
   * @param components indices into (x, y, vx, vy).
   * @throws Error where the chain is not stable, or the components determine each other.
   */
  constructor(chain: LinearChain, [first, second]: readonly [number, number]) {
    const covariance = stationaryCovariance(chain);
    const lag = lagOneCovariance(chain, covariance);
    this.xx = at(covariance, first, first);
    this.xy = at(covariance, first, second);
    this.yy = at(covariance, second, second);
    this.circulation = (at(lag, first, second) - at(lag, second, first)) / 2;
    this.#determinant = this.xx * this.yy - this.xy * this.xy;
    if (!(this.#determinant > 0)) throw new Error("The two components have no density in their plane.");
  }

  density({ x, y }: Readonly<Vector>): number {
    const force = this.#force(x, y);
    return Math.exp(-(x * force.x + y * force.y) / 2) / (2 * Math.PI * Math.sqrt(this.#determinant));
  }

  /** J, in probability a step and unit of length. */
  current(point: Readonly<Vector>): Vector {
    const force = this.#force(point.x, point.y);
    const strength = this.circulation * this.density(point);
    return { x: strength * force.y, y: -strength * force.x };
  }

  /** ∂J_y/∂x − ∂J_x/∂y. */
  curl(point: Readonly<Vector>): number {
    const force = this.#force(point.x, point.y);
    const trace = (this.xx + this.yy) / this.#determinant;
    return this.circulation * this.density(point) * (force.x * force.x + force.y * force.y - trace);
  }

  /** Averages over a rectangle, by Gauss and Legendre's rule of 5 × 5 nodes in parts small against the density's width. */
  average({ x, y }: Rectangle): CellAverage {
    const sum = { density: 0, x: 0, y: 0 };
    // The widths of the density at a given other component.
    const columns = Math.ceil((x[1] - x[0]) / Math.sqrt(this.#determinant / this.yy));
    const rows = Math.ceil((y[1] - y[0]) / Math.sqrt(this.#determinant / this.xx));
    for (const [px, wx] of nodes(x, columns)) {
      for (const [py, wy] of nodes(y, rows)) {
        const weight = wx * wy;
        const point = { x: px, y: py };
        const current = this.current(point);
        sum.density += weight * this.density(point);
        sum.x += weight * current.x;
        sum.y += weight * current.y;
      }
    }
    return { density: sum.density, current: { x: sum.x, y: sum.y } };
  }

  /** Σ⁻¹ s, which is −∇ ln ρ. */
  #force(x: number, y: number): Vector {
    return {
      x: (this.yy * x - this.xy * y) / this.#determinant,
      y: (this.xx * y - this.xy * x) / this.#determinant,
    };
  }
}

/** Nodes of the rule in equal parts of an interval, with weights that sum to 1. */
function nodes([from, to]: readonly [number, number], parts: number): (readonly [number, number])[] {
  const half = (to - from) / parts / 2;
  return Array.from({ length: parts }, (_, part) =>
    NODES.map(([node, weight]): [number, number] => [from + half * (2 * part + 1 + node), weight / 2 / parts]),
  ).flat();
}
