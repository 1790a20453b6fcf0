import { STEPS_PER_BLOCK } from "./compose.ts";
import { SubmissionBudget } from "./submission-budget.ts";

/** Milliseconds that the GPU should need for a submission that nobody watches: far below any watchdog's patience. */
const LONG = 1000;

/** A submission of fewer steps spends much of its time on loading and storing a huge crowd: it may take longer then. */
const WORTHWHILE_STEPS = 128;
const LONGEST = 2000;

/**
 * While frames are drawn between submissions, each of them should take the GPU no longer than this; and than that while
 * a picture stands still, where fewer ways to the GPU and back are worth more.
 */
const BRIEF = { drawn: 10, still: 30 } as const;

/**
 * The least crowd, and the fewest steps of single trajectories, that are worth a submission of a map: 4 ms of a small GPU
 * and 30 ms of a processor in its place, which loses 10 ms on every submission; twice as much while nothing moves.
 */
const LEAST_TRAJECTORIES = { drawn: 2 ** 15, still: 2 ** 16 } as const;
const LEAST_WORK = { drawn: 2 ** 22, still: 2 ** 23 } as const;

/** More submissions than this are never queued while frames are drawn: the picture must not lag behind the hand. */
const MOST_UNFINISHED = 2;

/** Whether frames are drawn while steps are done, or the picture stands still. */
export type PictureState = keyof typeof BRIEF;

/** A run's submissions to the GPU: how much each of them holds, by how long the last ones took. */
export class Submissions {
  readonly #budget: SubmissionBudget;

  /** @param trajectories of all ensembles together. */
  constructor(
    private readonly queue: GPUQueue,
    trajectories: number,
  ) {
    this.#budget = new SubmissionBudget(trajectories);
  }

  /** The most steps of a submission that nobody watches: whole blocks of steps, where it is more than one. */
  get longSteps(): number {
    const worthwhile = Math.min(WORTHWHILE_STEPS, this.#budget.stepsWithin(LONGEST));
    const most = Math.max(this.#budget.stepsWithin(LONG), worthwhile);
    return most < STEPS_PER_BLOCK ? most : most - (most % STEPS_PER_BLOCK);
  }

  /** The most steps of a submission between frames. */
  briefSteps(picture: PictureState): number {
    return this.#budget.stepsWithin(BRIEF[picture]);
  }

  /**
   * The most trajectories to run at once between frames, where there is a choice: more would do so few steps in a
   * submission that loading and storing them takes most of it, and fewer leave the GPU idle between submissions.
   */
  briefTrajectories(picture: PictureState): number {
    return Math.max(LEAST_TRAJECTORIES[picture], this.#budget.trajectoriesWithin(BRIEF[picture], WORTHWHILE_STEPS));
  }

  /**
   * The most steps of a submission, by what the picture does meanwhile, if there is one; between frames too as many as
   * are worth the way to the GPU and back.
   */
  worthwhileSteps(picture: PictureState | undefined): number {
    if (picture === undefined) return this.longSteps;
    return Math.max(this.briefSteps(picture), this.#budget.stepsFor(LEAST_WORK[picture]));
  }

  /** Whether the GPU has enough to do, so that nothing should be added in this frame. */
  get isBehind(): boolean {
    return this.#budget.unfinished >= MOST_UNFINISHED;
  }

  /**
   * Resolves once the GPU takes more work.
   * @throws DOMException when the device is lost meanwhile.
   */
  async whenReady(): Promise<void> {
    while (this.isBehind) await this.queue.onSubmittedWorkDone();
  }

  /** The trajectories of what is submitted from now on. */
  set trajectories(count: number) {
    this.#budget.trajectories = count;
  }

  /** Submits what was encoded, `steps` steps, and takes their time without waiting for it. */
  submit(encoder: GPUCommandEncoder, steps: number): void {
    const { trajectories } = this.#budget;
    let before: number | undefined;
    void this.queue.onSubmittedWorkDone().then(
      () => {
        before = performance.now();
      },
      () => undefined,
    );
    this.queue.submit([encoder.finish()]);
    this.#budget.started();
    void this.queue.onSubmittedWorkDone().then(
      () => this.#budget.finished(steps, before === undefined ? undefined : performance.now() - before, trajectories),
      () => this.#budget.finished(steps, undefined, trajectories),
    );
  }
}
