import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import { filledBuffer, storageBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { readBuffer } from "../gpu/readback.ts";
import { readField, writeField } from "../gpu/struct-layout.ts";
import { UniformArena } from "../gpu/uniform-arena.ts";
import { EnsembleRun } from "./ensemble-run.ts";
import { trajectoryBytes } from "./layouts.ts";
import { fittingSlots } from "./limits.ts";
import { type SteadyKernels, steadyKernels } from "./steady-kernels.ts";
import { KEPT_BYTES, STEADY, STEADY_CELL, STEADY_QUANTITIES, type SteadyQuantity } from "./steady-layout.ts";
import {
  isForgotten,
  isSpread,
  LEAST_CROWD,
  largestSpeeds,
  nextLag,
  type PilotStates,
  strongestCorrelation,
} from "./steady-pilot.ts";
import { checkCells, crowdOf, largestOf, type SteadyPlan } from "./steady-plan.ts";
import { SteadySchedule } from "./steady-schedule.ts";
import { type PictureState, Submissions } from "./submissions.ts";

/** What the cells have added up. */
export interface SteadySums {
  /** {@link STEADY_CELL} words a cell, row by row from the smallest y. */
  readonly words: Uint32Array;
  readonly quantity: SteadyQuantity;
  /** What each of the three numbers is divided by before it is added. */
  readonly largest: readonly [number, number, number];
  /** How many times a trajectory was looked at, wherever it was. */
  readonly looks: number;
}

const ARENA_BYTES = 2 ** 17;

/** The stride of a run that keeps no history: longer than any run, in whole blocks of steps. */
const NO_SAMPLES = 2 ** 31 - 8;

/** The first trajectories, which tell how soon the crowd forgets and how fast it moves. */
const PILOTS = 4096;

/** However slowly it forgets, this many samples are taken. */
const LEAST_SAMPLES = 8;

/** Sums have room for this many looks. */
const MOST_LOOKS = 2 ** 32;

/**
 * A crowd in its steady state: after `burnIn` steps, every K-th step is looked at, and what each trajectory did there is
 * added to the cell it was in. K is measured: the first lag at which no number of the state, position or velocity, has a
 * correlation of .2 or more left with any of the state before, so that a trajectory's samples are nearly independent; at
 * most an eighth of the steps. All sums are of integers, so that the same experiment gives the same numbers.
 */
export class SteadyState {
  #step = 0;
  #schedule: SteadySchedule | undefined;
  /** Where the pilots were, and how far they have come since. */
  #pilots: { readonly states: PilotStates; readonly from: number; readonly lag: number } | undefined;
  #speeds: readonly [number, number] = [0, 0];
  #largest: readonly [number, number, number] = [1, 1, 1];
  #looks = 0;
  readonly #cells: GPUBuffer;
  readonly #kept: GPUBuffer;
  readonly #group: GPUBindGroup;
  readonly #submissions: Submissions;

  private constructor(
    private readonly device: GPUDevice,
    private readonly experiment: Experiment,
    private readonly plan: SteadyPlan,
    private readonly kernels: SteadyKernels,
    /** The crowd, where it is now. */
    readonly run: EnsembleRun,
    private readonly arena: UniformArena,
    private readonly data: GPUBuffer,
  ) {
    const { width, height } = plan.region;
    this.#cells = storageBuffer(device, "steady.cells", 4 * STEADY_CELL.words * width * height);
    this.#kept = storageBuffer(device, "steady.kept", KEPT_BYTES * run.trajectories);
    this.#group = device.createBindGroup({
      label: "steady",
      layout: kernels.layout,
      entries: [
        { binding: 0, resource: { buffer: arena.buffer, size: STEADY.size } },
        { binding: 1, resource: { buffer: run.states } },
        { binding: 2, resource: { buffer: this.#kept } },
        { binding: 3, resource: { buffer: this.#cells } },
      ],
    });
    this.#submissions = new Submissions(device.queue, run.trajectories);
  }

  /**
   * Compiles, allocates and seeds ensemble `index` over the experiment's starts, under the values of its first step;
   * the ensemble's axes are left out, and nothing comes to rest.
   * @throws SimulationTooLargeError, ShaderError; Error where the crowd is too small, or the cells
   * do not fit.
   */
  static async create(
    device: GPUDevice,
    experiment: Experiment,
    index: number,
    plan: SteadyPlan,
  ): Promise<SteadyState> {
    const crowd = crowdOf(experiment, index, plan);
    const count = startCount(crowd.starts);
    if (count < LEAST_CROWD) {
      throw new Error(
        `A steady state is measured on a crowd of at least ${LEAST_CROWD} starts, which shows when they have forgotten where they began; here there ${count === 1 ? "is 1" : `are ${count}`}.`,
      );
    }
    const surface = surfaceOf(crowd.surface);
    fittingSlots(crowd, trajectoryBytes(crowd) + KEPT_BYTES, 0, device.limits);
    checkCells(plan.region, device.limits);
    const [kernels, allocate] = await Promise.all([
      steadyKernels(device),
      EnsembleRun.compile(device, crowd, 0, surface, { slots: 0, stride: NO_SAMPLES }),
    ]);
    // Nothing is awaited inside: scopes are a stack of the whole device.
    device.pushErrorScope("out-of-memory");
    const arena = new UniformArena(device, "steady.uniforms", ARENA_BYTES);
    const values = surface.data?.(crowd.surface.parameters) ?? new Float32Array();
    const data = filledBuffer(device, `data.${surface.id}`, values);
    const run = allocate(arena, data);
    const state = new SteadyState(device, crowd, plan, kernels, run, arena, data);
    const error = await device.popErrorScope();
    if (error !== null) {
      state.destroy();
      const { width, height } = plan.region;
      throw new Error(
        `The graphics adapter has not enough memory free for the sums of ${width} × ${height} cells, ${Math.ceil((4 * STEADY_CELL.words * width * height) / 2 ** 20)} MiB: take fewer.`,
      );
    }
    const encoder = device.createCommandEncoder({ label: "seed" });
    const pass = encoder.beginComputePass({ label: "seed" });
    run.encodeSeed(pass, crowd);
    pass.end();
    state.#submit(encoder, 0);
    return state;
  }

  /** Steps from one sample to the next; undefined until it is measured. */
  get spacing(): number | undefined {
    return this.#schedule?.spacing;
  }

  get isDone(): boolean {
    return this.#schedule !== undefined && this.#step >= this.#schedule.end;
  }

  /** Of all steps, from 0 to 1. */
  get progress(): number {
    const { burnIn, steps } = this.plan;
    return Math.min(1, this.#step / (this.#schedule?.end ?? burnIn + steps));
  }

  /** Whether there is anything in the cells. */
  get hasSamples(): boolean {
    return this.#looks > 0;
  }

  /**
   * Goes on by one submission, as soon as the GPU takes it.
   * @param picture what the picture does meanwhile, if there is one.
   */
  async advance(picture: PictureState | undefined): Promise<void> {
    await this.#submissions.whenReady();
    const { burnIn } = this.plan;
    if (this.#step < burnIn) this.#advanceTo(burnIn, picture);
    else if (this.#schedule === undefined) await this.#askPilots(picture);
    else this.#advanceTo(this.#schedule.end, picture);
  }

  /** What the cells hold. */
  async read(): Promise<SteadySums> {
    const looks = this.#looks;
    const words = new Uint32Array(await readBuffer(this.device, this.#cells));
    return { words, quantity: this.plan.quantity, largest: this.#largest, looks };
  }

  destroy(): void {
    this.run.destroy();
    for (const buffer of [this.#cells, this.#kept, this.data, this.arena.buffer]) buffer.destroy();
  }

  /** Encodes and submits steps towards `last`, as many as a submission should hold. */
  #advanceTo(last: number, picture: PictureState | undefined): void {
    const first = this.#step;
    const most = this.#submissions.worthwhileSteps(picture);
    const end = Math.min(last, first + most);
    const encoder = this.device.createCommandEncoder({ label: "steady" });
    const pass = encoder.beginComputePass({ label: "steady" });
    while (this.#step < end && this.#hasRoom()) {
      const next = Math.min(end, this.#schedule?.next(this.#step) ?? end);
      this.run.encodeSteps(pass, this.experiment, this.#step, next - this.#step);
      this.#step = next;
      if (this.#schedule?.isCounted(next)) {
        this.#encodeLook(pass, this.kernels.count);
        this.#looks += this.run.trajectories;
      }
      if (this.#schedule?.isKept(next)) this.#encodeLook(pass, this.kernels.keep);
    }
    pass.end();
    this.#submit(encoder, this.#step - first);
  }

  /** Whether steps in two parts, and two looks, fit into the submission being encoded. */
  #hasRoom(): boolean {
    return this.run.hasRoom(2) && this.arena.hasRoom(8, Math.max(this.run.largestBlock, STEADY.size));
  }

  #submit(encoder: GPUCommandEncoder, steps: number): void {
    this.arena.flush();
    this.run.flush();
    this.#submissions.submit(encoder, steps);
  }

  #encodeLook(pass: GPUComputePassEncoder, pipeline: GPUComputePipeline): void {
    const { region, quantity } = this.plan;
    const offset = this.arena.allocate(STEADY.size);
    const write = (name: string, ...values: readonly number[]) =>
      writeField(this.arena.view, offset, STEADY, name, ...values);
    write("largest", ...this.#largest, 1);
    write("lowest", region.x[0], region.y[0]);
    write("cellsPerUnit", region.width / (region.x[1] - region.x[0]), region.height / (region.y[1] - region.y[0]));
    write("size", region.width, region.height);
    write("components", ...region.components);
    write("trajectories", this.run.trajectories);
    write("words", this.run.layouts.trajectory.size / 4);
    write("quantity", STEADY_QUANTITIES.indexOf(quantity));
    write("seed", this.experiment.seed);
    write("step", this.#step);
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#group, [offset]);
    pass.dispatchWorkgroups(...dispatchSize(this.run.trajectories, this.device.limits));
  }

  /** Asks the pilots, at one lag after another, whether they have forgotten where they were. */
  async #askPilots(picture: PictureState | undefined): Promise<void> {
    const { steps, burnIn, quantity } = this.plan;
    const most = Math.max(2, Math.floor(steps / LEAST_SAMPLES));
    if (this.#pilots === undefined) {
      const states = await this.#readPilots();
      this.#pilots = { states, from: this.#step, lag: Math.min(nextLag(0), most) };
    }
    const { states, from, lag } = this.#pilots;
    if (this.#step < from + lag) {
      this.#advanceTo(from + lag, picture);
      return;
    }
    const now = await this.#readPilots();
    if (!isSpread(states) && this.#step < burnIn + most) {
      // All began in one place: what there is to forget comes with the noise.
      this.#pilots = { states: now, from: this.#step, lag };
      return;
    }
    if (lag < most && !isForgotten(strongestCorrelation(states, now))) {
      this.#pilots = { states, from, lag: Math.min(nextLag(lag), most) };
      return;
    }
    this.#pilots = undefined;
    this.#largest = largestOf(quantity, this.plan.region, this.#speeds);
    this.#schedule = new SteadySchedule(this.#step, lag, burnIn + steps, quantity === "current");
    if (this.#schedule.samples * this.run.trajectories >= MOST_LOOKS) {
      throw new Error(
        "A steady state is looked at by fewer than 4,294,967,296 trajectories and samples: take fewer steps.",
      );
    }
  }

  async #readPilots(): Promise<PilotStates> {
    const { trajectory } = this.run.layouts;
    const count = Math.min(PILOTS, this.run.trajectories);
    const view = new DataView(await readBuffer(this.device, this.run.states, 0, count * trajectory.size));
    const states = new Float32Array(4 * count);
    for (let pilot = 0; pilot < count; pilot++) {
      const read = (name: string) => readField(view, pilot * trajectory.size, trajectory, name);
      const isLost = read("divergedAt")[0] !== 0;
      states.set(isLost ? new Array(4).fill(Number.NaN) : [...read("position"), ...read("displacement")], 4 * pilot);
    }
    const [x, y] = largestSpeeds(states, this.plan.region);
    this.#speeds = [Math.max(this.#speeds[0], x), Math.max(this.#speeds[1], y)];
    return states;
  }
}
