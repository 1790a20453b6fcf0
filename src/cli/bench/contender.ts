/** How much one timed round does: `runs` runs from the same starts, of so many trajectories and steps. */
export interface Amount {
  readonly runs: number;
  readonly trajectories: number;
  readonly steps: number;
}

/** One way to do a workload. */
export interface Contender {
  /** The amount of work nearest to so many trajectory-steps that this contender can do in one round. */
  amountOf(trajectorySteps: number): Amount;
  /** Does it from the starts, to the last result, and gives the seconds that it took. */
  run(amount: Amount): Promise<number>;
  /** x, y, x, y, … of the first `trajectories` after `steps` steps. */
  positions(trajectories: number, steps: number): Promise<ArrayLike<number>>;
  destroy(): void;
}

/** The trajectory-steps of an amount. */
export function trajectorySteps({ runs, trajectories, steps }: Amount): number {
  return runs * trajectories * steps;
}
