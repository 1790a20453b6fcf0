import { factorAfter, type QuadraticMethod } from "./quadratic-method.ts";

/** A quadratic, the errors that runs start with at rest, and the steps that they have. */
export interface BudgetedRun {
  readonly method: QuadraticMethod;
  /** The eigenvalues of the Hessian. */
  readonly lambdas: readonly number[];
  /** For each start its errors along the eigenvectors, in the order of `lambdas`. */
  readonly starts: readonly (readonly number[])[];
  readonly steps: number;
}

/** The learning rate and the momentum that do best within a number of steps. */
export interface FiniteBudgetOptimum {
  readonly alpha: number;
  readonly beta: number;
  /** The median loss there. */
  readonly loss: number;
  /** The mean of the median loss over the settings within the spread: what was minimised. */
  readonly spreadLoss: number;
}

/**
 * The median over the starts of ½ Σ λᵢ eᵢ² after the last step, by the recurrence in f64. All starts share one factor
 * for each eigenvalue, since the error is linear in the start.
 */
export function medianLossAfter(run: BudgetedRun, alpha: number, beta: number): number {
  const { method, lambdas, starts, steps } = run;
  const weights = lambdas.map((lambda) => {
    const factor = factorAfter(method, alpha, beta, lambda, steps);
    return 0.5 * lambda * factor * factor;
  });
  const losses = Float64Array.from(starts, (start) =>
    weights.reduce((sum, weight, i) => sum + weight * (start[i] ?? 0) ** 2, 0),
  ).sort();
  const middle = losses.length / 2;
  return ((losses[Math.ceil(middle) - 1] ?? Number.NaN) + (losses[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Settings within the spread, in each direction. */
const SAMPLES = [-1, -0.5, 0, 0.5, 1];
const FIRST_GRID = 20;
const LATER_GRID = 4;

/**
 * The α and β with the smallest median loss after `steps` steps, when a setting is judged with those around it: by the
 * mean of the median loss over α(1 ± spread), β(1 ± spread).
 *
 * Without a spread there is no such setting. Where both eigenvalues ripple, the error after exactly n steps swings
 * through zero along curves of the (α, β) plane, one family for each eigenvalue, and where two of them cross, the loss
 * of every start is zero: at dozens of places within a few per cent, each a pit a fraction of a per cent wide. Which of
 * them a search finds, its grid decides (`spread: 0` shows it); a spread of their width averages them out.
 *
 * It is a numeric search, not a closed form: a grid of 41 × 41 settings around the asymptotic optimum (α within 30 %, β
 * within 20 %), then grids of 9 × 9 of half the size each around the best, down to a relative 1e-7. So it looks no
 * further than 60 % and 40 % away: with momentum it is meant for budgets of a few times √κ steps and more, since the
 * best of fewer may lie anywhere.
 * @throws RangeError where there are no starts, or no steps.
 */
export function finiteBudgetOptimum(run: BudgetedRun, spread = 0.005): FiniteBudgetOptimum {
  const { method, lambdas, starts, steps } = run;
  if (starts.length === 0 || !(steps >= 1)) throw new RangeError("A budget needs a start and a step.");
  const asymptotic = method.optimum(Math.min(...lambdas), Math.max(...lambdas));
  const score = (alpha: number, beta: number): number => {
    if (spread === 0) return medianLossAfter(run, alpha, beta);
    const betas = method.hasMomentum ? SAMPLES : [0];
    const around = SAMPLES.flatMap((a) =>
      betas.map((b) => medianLossAfter(run, alpha * (1 + a * spread), beta * (1 + b * spread))),
    );
    return around.reduce((sum, loss) => sum + loss, 0) / around.length;
  };
  let best = { alpha: asymptotic.alpha, beta: asymptotic.beta, score: Number.POSITIVE_INFINITY };
  let width = { alpha: 0.3 * asymptotic.alpha, beta: method.hasMomentum ? 0.2 * asymptotic.beta : 0 };
  let half = FIRST_GRID;
  while (width.alpha > 1e-7 * asymptotic.alpha) {
    const { alpha, beta } = best;
    let found = best;
    const across = width.beta === 0 ? 0 : half;
    for (let i = -half; i <= half; i++) {
      for (let j = -across; j <= across; j++) {
        const a = alpha + (width.alpha * i) / half;
        const b = beta + (width.beta * j) / half;
        // NaN, where a run overflows, is never better.
        const tried = b < 0 ? Number.POSITIVE_INFINITY : score(a, b);
        if (tried < found.score) found = { alpha: a, beta: b, score: tried };
      }
    }
    best = found;
    half = LATER_GRID;
    width = { alpha: width.alpha / 2, beta: width.beta / 2 };
  }
  return {
    alpha: best.alpha,
    beta: best.beta,
    loss: medianLossAfter(run, best.alpha, best.beta),
    spreadLoss: best.score,
  };
}
