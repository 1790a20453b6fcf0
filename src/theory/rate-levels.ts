/**
 * Where the rate along one eigenvalue is at most r, 0 < r ≤ 1: for each β ≥ 0 an interval of αλ. Jury's conditions for
 * roots within the circle of radius r, |det| ≤ r² and |trace| ≤ r + det/r, solved for αλ; r = 1 is the boundary of
 * stability. Source of the conditions: E. I. Jury, "Theory and Application of the z-Transform Method", 1964.
 */
export interface RateLevel {
  /** The largest β that allows the rate, itself included; infinite where every β does. */
  readonly largestBeta: number;
  /** The β at which the lower edge turns from falling to rising; infinite where it never does. */
  readonly turn: number;
  /** The smallest and the largest αλ of the rate r or less, for 0 ≤ β ≤ {@link largestBeta}. */
  low(beta: number): number;
  high(beta: number): number;
}

/** 1 − r ≤ αλ ≤ 1 + r. It does not depend on β. */
export function gradientDescentLevel(r: number): RateLevel {
  return { largestBeta: Number.POSITIVE_INFINITY, turn: Number.POSITIVE_INFINITY, low: () => 1 - r, high: () => 1 + r };
}

/** β ≤ r² and (1 − r)(1 − β/r) ≤ αλ ≤ (1 + r)(1 + β/r): a trapezoid, whose top is what ripples at the rate r. */
export function heavyBallLevel(r: number): RateLevel {
  return {
    largestBeta: r * r,
    turn: Number.POSITIVE_INFINITY,
    low: (beta) => (1 - r) * (1 - beta / r),
    high: (beta) => (1 + r) * (1 + beta / r),
  };
}

/**
 * 1 − r²/max(β, r − β(1 − r)) ≤ αλ ≤ 1 + r²/(r + β(1 + r)). The lower edge falls, while its roots are real, to (1 − r)²
 * at β = r/(2 − r), and rises from there, where they are complex.
 */
export function nesterovLevel(r: number): RateLevel {
  return {
    largestBeta: Number.POSITIVE_INFINITY,
    turn: r / (2 - r),
    low: (beta) => 1 - (r * r) / Math.max(beta, r - beta * (1 - r)),
    high: (beta) => 1 + (r * r) / (r + beta * (1 + r)),
  };
}
