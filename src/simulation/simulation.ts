import { appendChange, applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { UniformArena } from "../gpu/uniform-arena.ts";
import type { Surface } from "../surfaces/surface.ts";
import { EnsembleCounter, type EnsembleCounts } from "./ensemble-counter.ts";
import { EnsembleRun } from "./ensemble-run.ts";
import { trajectoryBytes } from "./layouts.ts";
import { fittingSlots, suitableSlots } from "./limits.ts";

export type { EnsembleCounts } from "./ensemble-counter.ts";
export { SimulationTooLargeError } from "./limits.ts";

/** What drawing needs of an ensemble. */
export interface EnsembleBuffers {
  readonly trajectories: number;
  /**
   * Ring of `slots` samples, element [slot · trajectories + trajectory] = (x, y, loss, speed), all finite; loss is
   * noiseless, speed = |Δx| of the last step, and −1 once diverged.
   */
  readonly history: GPUBuffer;
  readonly slots: number;
}

export interface SimulationOptions {
  /** Samples that the history keeps (fewer where memory ends); 0 for none; as suits the crowd when absent. */
  readonly slots?: number;
  /** Steps from one sample to the next. */
  readonly stride?: number;
}

/** The arena holds this many bytes of uniform blocks a submission. */
const ARENA_BYTES = 2 ** 18;

/** The stride of a run that keeps no history: longer than any run, so that the kernel never stops for a sample. */
const NO_SAMPLES = 2 ** 31 - 1;

/** A submission does about this many trajectory-steps an ensemble, so that a slow adapter stays responsive. */
const STEPS_PER_SUBMISSION = 2 ** 25;

/** The run of one experiment on the GPU. Positions stay there; the counts are the only readback. */
export class Simulation {
  #experiment: Experiment;
  #current: Experiment;
  #step = 0;
  readonly #counter: EnsembleCounter;

  private constructor(
    private readonly device: GPUDevice,
    experiment: Experiment,
    readonly surface: Surface,
    private readonly runs: readonly EnsembleRun[],
    private readonly arena: UniformArena,
    private readonly stride: number,
  ) {
    this.#experiment = experiment;
    this.#current = applyChanges(experiment, 0);
    this.#counter = new EnsembleCounter(device, runs);
    this.#seed();
  }

  /**
   * Compiles, allocates and seeds.
   * @throws SimulationTooLargeError before anything is allocated; Error where the driver is out of memory all the same;
   * ShaderError.
   */
  static async create(device: GPUDevice, experiment: Experiment, options: SimulationOptions = {}): Promise<Simulation> {
    const surface = surfaceOf(experiment.surface);
    const { slots = suitableSlots(experiment) } = options;
    const stride = slots === 0 ? NO_SAMPLES : (options.stride ?? 1);
    const shape = { slots: fittingSlots(experiment, trajectoryBytes(experiment), slots, device.limits), stride };
    const arena = new UniformArena(device, "simulation.uniforms", ARENA_BYTES);
    device.pushErrorScope("out-of-memory");
    const results = await Promise.allSettled(
      experiment.ensembles.map((_, index) => EnsembleRun.create(device, experiment, index, surface, shape, arena)),
    );
    const outOfMemory = await device.popErrorScope();
    const runs = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const failure = results.find((result) => result.status === "rejected");
    if (failure !== undefined || outOfMemory !== null) {
      for (const run of runs) run.destroy();
      arena.buffer.destroy();
      throw failure?.reason ?? new Error(`The graphics adapter is out of memory: ${outOfMemory?.message}`);
    }
    return new Simulation(device, experiment, surface, runs, arena, stride);
  }

  /** As given, with the changes appended that were made while it ran. */
  get experiment(): Experiment {
    return this.#experiment;
  }

  /** The experiment's values at the present step. */
  get current(): Experiment {
    return this.#current;
  }

  get ensembles(): readonly (EnsembleBuffers & EnsembleRun)[] {
    return this.runs;
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  /** The slot of the history that holds the present positions. */
  get newestSlot(): number {
    return this.#samples % Math.max(this.#slots, 1);
  }

  /** How many slots, backwards from the newest, hold samples. */
  get filledSlots(): number {
    return Math.min(this.#samples + 1, this.#slots);
  }

  get #slots(): number {
    return this.runs[0]?.shape.slots ?? 0;
  }

  get #samples(): number {
    return Math.ceil(this.#step / this.stride);
  }

  /**
   * Does up to `steps` steps, no further than the experiment's last, each under the values that the changes give it.
   */
  advance(steps: number): void {
    const last = Math.min(this.#step + Math.max(0, Math.floor(steps)), this.#experiment.steps);
    while (this.#step < last) {
      const encoder = this.device.createCommandEncoder({ label: "advance" });
      this.encodeAdvance(encoder, last);
      this.submit(encoder);
    }
  }

  /**
   * Encodes steps towards `last`, as many as one submission should hold; `step` counts them as done. The caller
   * submits by {@link submit}.
   */
  encodeAdvance(encoder: GPUCommandEncoder, last: number): void {
    const most = Math.max(1, Math.floor(STEPS_PER_SUBMISSION / Math.max(...this.runs.map((run) => run.trajectories))));
    const end = Math.min(last, this.#step + most);
    const pass = encoder.beginComputePass({ label: "advance" });
    while (this.#step < end && this.hasRoom()) {
      const next = this.#experiment.changes.find((change) => change.step > this.#step)?.step ?? end;
      const steps = Math.min(next, end) - this.#step;
      for (const run of this.runs) run.encodeSteps(pass, this.#current, this.#step, steps);
      this.#step += steps;
      if (this.#current.changes[0] !== undefined) this.#current = applyChanges(this.#experiment, this.#step);
    }
    pass.end();
  }

  /** Whether another round of dispatches fits into the submission being encoded. */
  hasRoom(): boolean {
    return this.arena.hasRoom(3 * this.runs.length, Math.max(...this.runs.map((run) => run.largestBlock)));
  }

  /** Submits what was encoded, its uniforms first. */
  submit(encoder: GPUCommandEncoder): void {
    this.arena.flush();
    this.device.queue.submit([encoder.finish()]);
  }

  /**
   * Sets a number while it runs: it holds from the next step on, and is recorded among the changes (before the first
   * step, in the experiment itself).
   * @param path JSON pointer.
   * @throws ExperimentError
   */
  change(path: string, value: number): void {
    const changed = appendChange(this.#experiment, { step: this.#step, path, value });
    this.#experiment = this.#step === 0 ? applyChanges(changed, 0) : changed;
    this.#current = applyChanges(this.#experiment, this.#step);
    // The newest sample's loss follows a changed surface at once.
    if (path.startsWith("/surface/")) this.#refresh();
  }

  /** Counts by status and arrivals, at the step that the GPU has reached. One call at a time. */
  counts(): Promise<readonly EnsembleCounts[]> {
    return this.#counter.count(this.#current);
  }

  destroy(): void {
    for (const run of this.runs) run.destroy();
    this.#counter.destroy();
    this.arena.buffer.destroy();
  }

  #seed(): void {
    const encoder = this.device.createCommandEncoder({ label: "seed" });
    const pass = encoder.beginComputePass({ label: "seed" });
    for (const run of this.runs) {
      run.encodeSeed(pass, this.#current);
      run.encodeSteps(pass, this.#current, 0, 0);
    }
    pass.end();
    this.submit(encoder);
  }

  #refresh(): void {
    const encoder = this.device.createCommandEncoder({ label: "refresh" });
    const pass = encoder.beginComputePass({ label: "refresh" });
    for (const run of this.runs) run.encodeSteps(pass, this.#current, this.#step, 0);
    pass.end();
    this.submit(encoder);
  }
}
