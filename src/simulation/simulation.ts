import { appendChange, applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { filledBuffer } from "../gpu/buffers.ts";
import { UniformArena } from "../gpu/uniform-arena.ts";
import type { Surface } from "../surfaces/surface.ts";
import { Checkpoints } from "./checkpoints.ts";
import { suggestCriticalPoints } from "./critical-search.ts";
import { EnsembleRun } from "./ensemble-run.ts";
import { trajectoryBytes } from "./layouts.ts";
import { checkpointCapacity, fittingSlots, OutOfGraphicsMemoryError, runBytes, suitableSlots } from "./limits.ts";
import { sampledSteps } from "./sampled-steps.ts";
import { type StatisticsKernels, statisticsKernels } from "./statistics-kernels.ts";
import { type StatisticsReading, StatisticsSampler } from "./statistics-sampler.ts";
import { type PictureState, Submissions } from "./submissions.ts";

export { OutOfGraphicsMemoryError, SimulationTooLargeError } from "./limits.ts";
export type { StatisticsReading } from "./statistics-sampler.ts";

/** What drawing needs of an ensemble. */
export interface EnsembleBuffers {
  readonly trajectories: number;
  /**
   * Ring of `slots` samples (x, y, loss, speed), all finite, where `historyIndex` says; loss is noiseless, speed = |Δx|
   * of the last step, and −1 once diverged.
   */
  readonly history: GPUBuffer;
  readonly slots: number;
}

export interface SimulationOptions {
  /** Samples that the history keeps (fewer where memory ends); 0 for none; as suits the crowd when absent. */
  readonly slots?: number;
  /** Steps from one sample to the next. */
  readonly stride?: number;
  /** Whether statistics are sampled as it runs, into the series that {@link Simulation.statistics} brings; true when absent. */
  readonly series?: boolean;
}

/** The arena holds this many bytes of uniform blocks a submission. */
const ARENA_BYTES = 2 ** 18;

/** The stride of a run that keeps no history: longer than any run, so that the kernel never stops for a sample. */
const NO_SAMPLES = 2 ** 31 - 8;

/** Dispatches of an ensemble that one round of encoding may take: steps, in two parts, and the newest sample again. */
const ROUND = 3;

/** The run of one experiment on the GPU. Positions stay there; the statistics are the only readback. */
export class Simulation {
  #experiment: Experiment;
  #current: Experiment;
  #step = 0;
  readonly #statistics: StatisticsSampler;
  readonly #checkpoints: Checkpoints;
  readonly #submissions: Submissions;
  /** Steps encoded since the last submission. */
  #encoded = 0;

  private constructor(
    private readonly device: GPUDevice,
    experiment: Experiment,
    readonly surface: Surface,
    private readonly data: GPUBuffer,
    private readonly runs: readonly EnsembleRun[],
    private readonly arena: UniformArena,
    private readonly stride: number,
    checkpoints: number,
    kernels: StatisticsKernels,
    hasSeries: boolean,
  ) {
    this.#experiment = experiment;
    this.#current = applyChanges(experiment, 0);
    const trajectories = runs.reduce((sum, run) => sum + run.trajectories, 0);
    const sampled = hasSeries ? sampledSteps(experiment.steps, trajectories) : [];
    this.#statistics = new StatisticsSampler(device, kernels, runs, sampled);
    const states = runs.map((run) => run.states);
    // Closer than the history is long they would save little: as much is replayed in any case.
    this.#checkpoints = new Checkpoints(device, states, checkpoints, Math.max(1, this.#slots) * stride);
    this.#submissions = new Submissions(device.queue, trajectories);
  }

  /**
   * Compiles, allocates and seeds.
   * @throws SimulationTooLargeError before anything is allocated; OutOfGraphicsMemoryError where the driver is out of
   * memory all the same; ShaderError.
   */
  static async create(device: GPUDevice, experiment: Experiment, options: SimulationOptions = {}): Promise<Simulation> {
    const surface = surfaceOf(experiment.surface);
    const { slots: wanted = suitableSlots(experiment) } = options;
    const stride = wanted === 0 ? NO_SAMPLES : (options.stride ?? 1);
    const bytes = trajectoryBytes(experiment);
    const slots = fittingSlots(experiment, bytes, wanted, device.limits);
    const checkpoints = checkpointCapacity(experiment, bytes, slots, device.limits);
    const [kernels, , ...allocations] = await Promise.all([
      statisticsKernels(device),
      suggestCriticalPoints(device, experiment),
      ...experiment.ensembles.map((_, index) =>
        EnsembleRun.compile(device, experiment, index, surface, { slots, stride }),
      ),
    ]);
    // Nothing is awaited inside: scopes are a stack of the whole device, and others push and pop theirs meanwhile.
    device.pushErrorScope("out-of-memory");
    const arena = new UniformArena(device, "simulation.uniforms", ARENA_BYTES);
    const values = surface.data?.(experiment.surface.parameters) ?? new Float32Array();
    const data = filledBuffer(device, `data.${surface.id}`, values);
    const runs = allocations.map((allocate) => allocate(arena, data));
    const hasSeries = options.series ?? true;
    const simulation = new Simulation(
      device,
      experiment,
      surface,
      data,
      runs,
      arena,
      stride,
      checkpoints,
      kernels,
      hasSeries,
    );
    if ((await device.popErrorScope()) !== null) {
      simulation.destroy();
      const most = Math.max(...runs.map((run) => run.trajectories));
      throw new OutOfGraphicsMemoryError(most, runBytes(experiment, bytes, slots));
    }
    simulation.#seed();
    return simulation;
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
   * All of them are queued at once; where frames are drawn meanwhile, {@link advanceBriefly} is for them.
   */
  advance(steps: number): void {
    const last = this.#lastOf(steps);
    while (this.#step < last) {
      const encoder = this.device.createCommandEncoder({ label: "advance" });
      this.encodeAdvance(encoder, last);
      this.submit(encoder);
    }
  }

  /**
   * Does up to `steps` steps as {@link advance} does, but only as many as the GPU does in passing, and none while it
   * is behind.
   * @param picture whether frames are drawn meanwhile, or it stands still.
   */
  advanceBriefly(steps: number, picture: PictureState = "drawn"): void {
    const last = Math.min(this.#lastOf(steps), this.#step + this.#submissions.briefSteps(picture));
    if (last <= this.#step || this.isBehind) return;
    const encoder = this.device.createCommandEncoder({ label: "advance" });
    this.encodeAdvance(encoder, last);
    this.submit(encoder);
  }

  /** Compiles, without blocking, what a change of a number may ask for; without it, such a change waits for it. */
  async prepareChanges(): Promise<void> {
    await Promise.all(this.runs.map((run) => run.prepareChanges()));
  }

  /** Whether the GPU has enough to do, so that nothing should be added in this frame. */
  get isBehind(): boolean {
    return this.#submissions.isBehind;
  }

  /**
   * Resolves once the GPU takes more work.
   * @throws DOMException when the device is lost meanwhile.
   */
  whenReady(): Promise<void> {
    return this.#submissions.whenReady();
  }

  /**
   * Encodes steps towards `last`, as many as one submission should hold; `step` counts them as done. The caller
   * submits by {@link submit}.
   */
  encodeAdvance(encoder: GPUCommandEncoder, last: number): void {
    const end = Math.min(last, this.#step + this.#submissions.longSteps);
    while (this.#step < end && this.hasRoom()) {
      const changed = this.#experiment.changes.find((change) => change.step > this.#step)?.step ?? end;
      this.#statistics.encodeRow(encoder, this.#step, this.#current);
      const [kept, sampled] = [this.#checkpoints.next(this.#step), this.#statistics.next(this.#step)];
      const steps = Math.min(changed, kept, sampled, end) - this.#step;
      const pass = encoder.beginComputePass({ label: "advance" });
      for (const run of this.runs) run.encodeSteps(pass, this.#current, this.#step, steps);
      pass.end();
      this.#step += steps;
      this.#encoded += steps;
      this.#checkpoints.keep(encoder, this.#step);
      // Before the changes of this step: so it was when they were made.
      this.#statistics.encodeRow(encoder, this.#step, this.#current);
      if (this.#step === changed) this.#takeChanges(encoder);
    }
  }

  /** Whether another round of dispatches fits into the submission being encoded. */
  hasRoom(): boolean {
    if (!this.#statistics.hasRoom()) return false;
    if (!this.runs.every((run) => run.hasRoom(ROUND))) return false;
    return this.arena.hasRoom(3 * ROUND * this.runs.length, Math.max(...this.runs.map((run) => run.largestBlock)));
  }

  /** Submits what was encoded, its uniforms first. */
  submit(encoder: GPUCommandEncoder): void {
    this.arena.flush();
    for (const run of this.runs) run.flush();
    this.#statistics.flush();
    this.#submissions.submit(encoder, this.#encoded);
    this.#encoded = 0;
  }

  /**
   * Puts the run back to a step from which the whole history up to `step` can be run again: the start, or the last
   * kept step that is early enough; or leaves it where it is, where that takes fewer steps. What is left of the way
   * is gone by advancing.
   */
  returnFor(step: number): void {
    const target = Math.min(Math.max(0, Math.floor(step)), this.#experiment.steps);
    const oldest = (Math.ceil(target / this.stride) - Math.max(this.#slots, 1) + 1) * this.stride;
    const kept = this.#checkpoints.newestUpTo(oldest);
    if (this.#step <= target && this.#step >= (kept ?? 0)) return;
    this.#step = kept ?? 0;
    this.#current = applyChanges(this.#experiment, this.#step);
    if (kept === undefined) {
      this.#seed();
      return;
    }
    const encoder = this.device.createCommandEncoder({ label: "return" });
    this.#checkpoints.restore(encoder, kept);
    this.#encodeNewest(encoder);
    this.submit(encoder);
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
    this.#checkpoints.dropAfter(this.#step);
    // The experiment itself has changed at the first step, and what was measured of it.
    this.#statistics.dropAfter(this.#step === 0 ? -1 : this.#step);
    this.#current = applyChanges(this.#experiment, this.#step);
    // The newest sample's loss follows a changed surface at once.
    if (!path.startsWith("/surface/")) return;
    const encoder = this.device.createCommandEncoder({ label: "change" });
    this.#encodeNewest(encoder);
    this.submit(encoder);
  }

  /** What losses are measured from: the lowest listed minimum's of the present surface, as an f32; 0 without one. */
  get lossFloor(): number {
    return this.#statistics.targetsOf(this.#current).lossFloor;
  }

  /**
   * Statistics of every ensemble at the step that the GPU has reached, and those sampled since the last call: a small
   * readback. One call at a time.
   * @throws DOMException "AbortError" when the simulation is destroyed meanwhile.
   */
  statistics(): Promise<StatisticsReading> {
    return this.#statistics.read(this.#step, this.#current);
  }

  destroy(): void {
    for (const run of this.runs) run.destroy();
    this.#statistics.destroy();
    this.#checkpoints.destroy();
    this.arena.buffer.destroy();
    this.data.destroy();
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

  #lastOf(steps: number): number {
    return Math.min(this.#step + Math.max(0, Math.floor(steps)), this.#experiment.steps);
  }

  /** The changes recorded at the present step take hold, and do to the newest sample what they did when they were made. */
  #takeChanges(encoder: GPUCommandEncoder): void {
    const { surface } = this.#current;
    this.#current = applyChanges(this.#experiment, this.#step);
    if (this.#current.surface !== surface) this.#encodeNewest(encoder);
  }

  /** Encodes writing the newest sample and the losses again, under the present values. */
  #encodeNewest(encoder: GPUCommandEncoder): void {
    const pass = encoder.beginComputePass({ label: "newest" });
    for (const run of this.runs) run.encodeSteps(pass, this.#current, this.#step, 0);
    pass.end();
  }
}
