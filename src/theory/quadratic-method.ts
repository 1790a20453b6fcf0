import { heavyBallRate, heavyBallRegime, optimalHeavyBall } from "./heavy-ball.ts";
import { nesterovRate, nesterovRegime, optimalNesterov } from "./nesterov.ts";
import { gradientDescentFactor, gradientDescentRegime, optimalGradientDescent } from "./quadratic.ts";
import { gradientDescentLevel, heavyBallLevel, nesterovLevel, type RateLevel } from "./rate-levels.ts";
import type { Regime } from "./regime.ts";

/** A curve in the (αλ, β) plane: αλ for each β. It rises, falls or stays, and never turns. */
export interface RegimeCurve {
  /** `critical` parts monotone decrease from ripples; at `oscillation` a change of sign at every step begins. */
  readonly kind: "critical" | "oscillation";
  readonly equation: string;
  /** It ends where this does; infinite where it never does. */
  readonly largestBeta: number;
  product(beta: number): number;
}

/** A method that theory solves on quadratics, with learning rate α and momentum β along an eigenvalue λ. */
export interface QuadraticMethod {
  /** The optimizer's id. */
  readonly id: "gradient-descent" | "momentum" | "nesterov";
  readonly hasMomentum: boolean;
  /** The asymptotic factor per step. */
  rate(alpha: number, beta: number, lambda: number): number;
  regime(alpha: number, beta: number, lambda: number): Regime;
  /** The coefficients of e^{k+1} = trace·eᵏ − determinant·e^{k−1}; at rest e¹ = (1 − αλ)e⁰ with every method. */
  recurrence(alpha: number, beta: number, lambda: number): { readonly trace: number; readonly determinant: number };
  /** The best worst-case rate for eigenvalues within [smallest, largest], and what has it. */
  optimum(smallest: number, largest: number): { readonly alpha: number; readonly beta: number; readonly rate: number };
  level(r: number): RateLevel;
  /** The equations of the edges of `level(1)`, outside of which the error grows; `top` where β has a limit. */
  readonly stability: { readonly low: string; readonly high: string; readonly top?: string };
  readonly regimeCurves: readonly RegimeCurve[];
}

const gradientDescent: QuadraticMethod = {
  id: "gradient-descent",
  hasMomentum: false,
  rate: (alpha, _beta, lambda) => Math.abs(gradientDescentFactor(alpha, lambda)),
  regime: (alpha, _beta, lambda) => gradientDescentRegime(alpha, lambda),
  recurrence: (alpha, _beta, lambda) => ({ trace: 1 - alpha * lambda, determinant: 0 }),
  optimum: (smallest, largest) => ({ beta: 0, ...optimalGradientDescent(smallest, largest) }),
  level: gradientDescentLevel,
  stability: { low: "αλ = 0", high: "αλ = 2" },
  regimeCurves: [{ kind: "oscillation", equation: "αλ = 1", largestBeta: Number.POSITIVE_INFINITY, product: () => 1 }],
};

const heavyBall: QuadraticMethod = {
  id: "momentum",
  hasMomentum: true,
  rate: heavyBallRate,
  regime: heavyBallRegime,
  recurrence: (alpha, beta, lambda) => ({ trace: 1 + beta - alpha * lambda, determinant: beta }),
  optimum: optimalHeavyBall,
  level: heavyBallLevel,
  stability: { low: "αλ = 0", high: "αλ = 2(1 + β)", top: "β = 1" },
  regimeCurves: [
    {
      kind: "critical",
      equation: "αλ = (1 − √β)²",
      largestBeta: 1,
      product: (beta) => (1 - Math.sqrt(beta)) ** 2,
    },
    {
      kind: "oscillation",
      equation: "αλ = (1 + √β)²",
      largestBeta: 1,
      product: (beta) => (1 + Math.sqrt(beta)) ** 2,
    },
  ],
};

const nesterov: QuadraticMethod = {
  id: "nesterov",
  hasMomentum: true,
  rate: nesterovRate,
  regime: nesterovRegime,
  recurrence: (alpha, beta, lambda) => {
    const factor = 1 - alpha * lambda;
    return { trace: factor * (1 + beta), determinant: factor * beta };
  },
  optimum: optimalNesterov,
  level: nesterovLevel,
  stability: { low: "αλ = 1 − 1/max(β, 1)", high: "αλ = 2(1 + β)/(1 + 2β)" },
  regimeCurves: [
    {
      kind: "critical",
      equation: "αλ = ((1 − β)/(1 + β))²",
      largestBeta: 1,
      product: (beta) => ((1 - beta) / (1 + beta)) ** 2,
    },
    { kind: "oscillation", equation: "αλ = 1", largestBeta: Number.POSITIVE_INFINITY, product: () => 1 },
  ],
};

const METHODS: readonly QuadraticMethod[] = [gradientDescent, heavyBall, nesterov];

/** The method of an optimizer's id; undefined where theory has none. */
export function quadraticMethod(id: string): QuadraticMethod | undefined {
  return METHODS.find((method) => method.id === id);
}

/** What an error at rest along one eigenvector is multiplied by in `steps` steps, by the recurrence in f64. */
export function factorAfter(
  method: QuadraticMethod,
  alpha: number,
  beta: number,
  lambda: number,
  steps: number,
): number {
  const { trace, determinant } = method.recurrence(alpha, beta, lambda);
  if (steps === 0) return 1;
  let before = 1;
  let current = 1 - alpha * lambda;
  for (let k = 1; k < steps; k++) {
    const next = trace * current - determinant * before;
    before = current;
    current = next;
  }
  return current;
}

/** The rate on a quadratic: that of its slowest eigenvalue. */
export function worstRate(method: QuadraticMethod, alpha: number, beta: number, lambdas: readonly number[]): number {
  let worst = 0;
  for (const lambda of lambdas) worst = Math.max(worst, method.rate(alpha, beta, lambda));
  return worst;
}
