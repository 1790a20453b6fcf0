import type { RaceChoice } from "../../experiment/race.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";

/** What a trajectory of one ensemble may spend. */
export interface EnsembleBudget {
  /** It does no more steps. */
  readonly steps: number;
  /** Gradient evaluations after which its steps count no more; absent where the steps say it already. */
  readonly gradients?: number;
}

/**
 * The budget of a race for one optimizer. Of a budget in gradient evaluations: as many steps as it pays for where every
 * step costs the same; else at most one step an evaluation, and the evaluations themselves. Losses and Hessians are
 * free: they are shown beside, since what they cost depends on the problem.
 * @throws Error where it does not pay for a single step.
 */
export function ensembleBudget({ kind, amount }: RaceChoice["budget"], optimizer: Optimizer): EnsembleBudget {
  if (kind === "steps") return { steps: amount };
  const each = optimizer.evaluationsPerStep?.gradient;
  if (each === undefined) return { steps: amount, gradients: amount };
  const steps = Math.floor(amount / each);
  if (steps > 0) return { steps };
  throw new Error(`${optimizer.label} evaluates ${each} gradients a step: a budget of ${amount} is too small for it.`);
}
