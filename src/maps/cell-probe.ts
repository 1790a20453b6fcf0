import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { basinOf, type Targets, targetsOf } from "../reference/arrival.ts";
import { conditionsByStep, optimizerOf } from "../reference/conditions.ts";
import { Trajectory } from "../reference/trajectory.ts";
import { type CellPlace, type CellRun, cellRun } from "./cell-run.ts";
import { MOST_LINES, MOST_POINTS, type ProbeLine, type ProbePath } from "./probe-path.ts";
import { ProbeRecorder } from "./probe-recorder.ts";

/** Steps between two looks at the clock. */
const PIECE = 16;

/**
 * Runs the trajectories of one cell of a map by the CPU reference, in f32 as the GPU does, in pieces that take a
 * fraction of a millisecond.
 */
export class CellProbe {
  readonly #run: CellRun;
  readonly #done: ProbeLine[] = [];
  readonly #lines: number;
  readonly #loss: () => number;
  #trajectory: Trajectory | undefined;
  #recorder: ProbeRecorder | undefined;
  #steps = 0;
  #targets: Targets | undefined;

  /** @throws Error where the experiment has no map */
  constructor(
    experiment: Experiment,
    private readonly cell: CellPlace,
  ) {
    this.#run = cellRun(experiment, cell);
    this.#lines = Math.min(this.#run.streams.length, MOST_LINES);
    this.#loss = () => this.#trajectory?.loss() ?? Number.NaN;
  }

  get isDone(): boolean {
    return this.#done.length === this.#lines;
  }

  /** Goes a few steps on. */
  advance(): void {
    const { steps } = this.#run.experiment;
    const [trajectory, recorder] = this.#current();
    const until = Math.min(this.#steps + PIECE, steps);
    while (this.#steps < until && trajectory.divergedAt === null) {
      this.#steps += 1;
      trajectory.advance(this.#steps);
      // A step that would have left the plane is not made.
      if (trajectory.divergedAt === null) recorder.add(trajectory.position.x, trajectory.position.y, this.#loss);
    }
    if (this.#steps === steps || trajectory.divergedAt !== null) this.#finish(trajectory, recorder);
  }

  /** What is known so far. */
  path(): ProbePath {
    const lines = this.#recorder === undefined ? [...this.#done] : [...this.#done, this.#recorder.soFar()];
    return { ...this.cell, ensemble: this.#run.ensemble, lines, trajectories: this.#run.streams.length };
  }

  #current(): [Trajectory, ProbeRecorder] {
    if (this.#trajectory !== undefined && this.#recorder !== undefined) return [this.#trajectory, this.#recorder];
    const { experiment, streams } = this.#run;
    const { starts } = experiment;
    const [ensemble] = experiment.ensembles;
    const conditions = conditionsByStep(experiment, 0, "f32").get(0)?.(0);
    const index = this.#done.length;
    const [x, y] = ("points" in starts ? starts.points[index] : undefined) ?? [Number.NaN, Number.NaN];
    const [vx, vy] = starts.velocity ?? [0, 0];
    if (ensemble === undefined || conditions === undefined) throw new Error("A cell has one ensemble.");
    const optimizer = optimizerOf(ensemble.optimizer);
    const start = { x: Math.fround(x), y: Math.fround(y) };
    const trajectory = new Trajectory(
      optimizer,
      experiment,
      streams[index] ?? 0,
      "f32",
      start,
      { x: vx, y: vy },
      conditions,
    );
    const recorder = new ProbeRecorder(Math.floor(MOST_POINTS / this.#lines), surfaceOf(experiment.surface).domain);
    this.#trajectory = trajectory;
    this.#recorder = recorder;
    this.#steps = 0;
    recorder.add(start.x, start.y, this.#loss);
    return [trajectory, recorder];
  }

  #finish(trajectory: Trajectory, recorder: ProbeRecorder): void {
    this.#targets ??= targetsOf(this.#run.experiment);
    const { position, divergedAt } = trajectory;
    const hasArrived = basinOf(position, this.#targets) !== null;
    const end = divergedAt !== null ? "diverged" : hasArrived ? "arrived" : "running";
    this.#done.push(recorder.finish(position.x, position.y, trajectory.loss(), end));
    this.#trajectory = undefined;
    this.#recorder = undefined;
  }
}
