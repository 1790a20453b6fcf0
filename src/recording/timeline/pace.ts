import type { PaceKey } from "../../experiment/recording.ts";
import { RateIntegral } from "./rate-integral.ts";

/** A position this near to a whole step, as a share of it, is that step: sums of some hundred roundings miss it by less. */
const ROUNDING = 1e-12;

function slack(position: number): number {
  return ROUNDING * Math.max(1, position);
}

/** Where a run is, in steps. */
export interface Progress {
  /** Whole steps done, or begun: heads are `fraction` of the way from the step before to this one. */
  readonly step: number;
  /** Above 0, and 1 where the run is at a step, as it is before the first. */
  readonly fraction: number;
}

/** How a run goes on in the time of its film. */
export class Pace {
  readonly #steps: number;
  readonly #integral: RateIntegral;

  /**
   * @param keys ascending in time; before the first the run rests.
   * @param steps after which the run is at its end, whatever the keys say.
   */
  constructor(keys: readonly PaceKey[], steps: number) {
    this.#steps = steps;
    this.#integral = new RateIntegral(
      keys.map(({ at, stepsPerSecond }) => ({ at, rate: stepsPerSecond })),
      0,
    );
  }

  /** Steps done at a time, with the share of the one under way. */
  position(time: number): number {
    const position = Math.min(this.#integral.until(time), this.#steps);
    const whole = Math.round(position);
    return Math.abs(position - whole) <= slack(position) ? whole : position;
  }

  progress(time: number): Progress {
    const position = this.position(time);
    const step = Math.ceil(position);
    return { step, fraction: position - (step - 1) };
  }

  /** When the run goes on from a step: what holds at that time makes the next one. Infinity where it never does. */
  leaving(step: number): number {
    return step >= this.#steps ? Number.POSITIVE_INFINITY : this.#integral.leaves(step, slack(step));
  }

  /** When the run is over: it is at its last step, or its pace is 0 for good. Infinity where neither comes. */
  get over(): number {
    const last = Math.min(this.#steps, this.#integral.total);
    return this.#integral.reaches(last, slack(last));
  }
}
