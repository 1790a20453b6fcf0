import { effect } from "@preact/signals";
import { foldChanges } from "../experiment/changes.ts";
import { defaultExperiment } from "../experiment/default-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { setAtPointer } from "../experiment/pointer.ts";
import { OutOfGraphicsMemoryError, type Simulation, SimulationTooLargeError } from "../simulation/simulation.ts";
import type { Pose } from "../view/projection.ts";
import { DeviceLoss, type Stage } from "./device-loss.ts";
import { filmOpen } from "./film/film-store.ts";
import { everyFrame } from "./frames.ts";
import { recordInLink, settleLink } from "./location.ts";
import { silenceLostPromises } from "./lost-promises.ts";
import { reducedMotion } from "./motion.ts";
import { Pacer } from "./pacing.ts";
import { Picture } from "./picture.ts";
import { type Outcome, type Request, RunBuilder } from "./run-builder.ts";
import { Seeker, type Wish } from "./seeker.ts";
import { StatisticsReader } from "./statistics-reader.ts";
import type { Opening, Player } from "./store.ts";
import * as store from "./store.ts";
import { withLook } from "./with-look.ts";

/** How long the cloud of starts is shown before it moves, in seconds. */
const OPENING = 0.6;
/** How long the end of a run is shown before it plays again, in seconds. */
const ENDING = 1;

/** Owns the run and the picture, and drives them frame by frame. */
export class Playground implements Player, Stage, Outcome {
  readonly #picture: Picture;
  readonly #pacer = new Pacer();
  readonly #statistics = new StatisticsReader();
  readonly #builder = new RunBuilder(this);
  readonly #seeker = new Seeker((simulation, wish) => this.#arrived(simulation, wish));
  /** The device that the stage is being set on, or was. */
  #device: GPUDevice | undefined;
  #simulation: Simulation | undefined;
  /** What runs, or ran last: where a refused request leads back to. */
  #settled: Experiment | undefined;
  /** Changes made while the run is not where it will be; they are made to it when it is there. */
  #late: (readonly [path: string, value: number])[] = [];
  #endedFor = 0;

  /**
   * Asks for a device and sets the stage.
   * @param stage the element that the canvas fills.
   * @throws WebGpuUnavailableError
   */
  static async create(stage: HTMLElement, options: { readonly quality: number | undefined }): Promise<Playground> {
    silenceLostPromises();
    const playground = new Playground(stage, options.quality);
    await new DeviceLoss(playground).begin();
    return playground;
  }

  private constructor(stage: HTMLElement, quality: number | undefined) {
    this.#picture = new Picture(stage, quality, () => (this.#isBuilding ? undefined : this.#simulation));
    everyFrame((now, seconds) => this.#frame(now, seconds));
    effect(() => {
      if (store.openEnsemble.value !== undefined) this.#prepareChanges();
    });
  }

  open(experiment: Experiment, opening: Opening): void {
    if (!this.#isBuilding) this.#settled = store.experiment.peek();
    this.#stopSeeking();
    this.#late = [];
    // Asked for first: the picture must not take the new experiment's numbers while it shows the old one.
    this.#builder.ask({ experiment, ...opening });
    store.experiment.value = experiment;
  }

  change(path: string, value: number): void {
    const simulation = this.#simulation;
    if (this.#isBuilding) {
      this.#late.push([path, value]);
      store.experiment.value = setAtPointer(store.experiment.peek(), path, value);
    } else if (this.#seeker.wish !== undefined) {
      this.#late.push([path, value]);
    } else if (simulation === undefined || store.state.peek() === "finished") {
      this.open(setAtPointer(foldChanges(store.experiment.peek()), path, value), { play: true });
    } else {
      this.#changeRunning(simulation, path, value);
    }
  }

  togglePlay(): void {
    const state = store.state.peek();
    if (state === "finished") this.seek(0, true);
    else if (state === "running" || state === "paused") store.state.value = state === "running" ? "paused" : "running";
  }

  seek(step: number, play: boolean): void {
    const [simulation, pending] = [this.#simulation, this.#builder.pending];
    if (pending !== undefined) this.#builder.ask({ ...pending, step, play });
    if (simulation === undefined || pending !== undefined) return;
    const target = Math.min(Math.max(0, Math.round(step)), simulation.experiment.steps);
    store.seeking.value = target;
    this.#seeker.seek(simulation, { step: target, play });
  }

  get eye(): Readonly<Pose> | undefined {
    return this.#picture.eye;
  }

  stepBy(steps: number): void {
    const simulation = this.#simulation;
    if (simulation === undefined || this.#isBuilding) return;
    const from = this.#seeker.wish?.step ?? simulation.step;
    if (steps !== 1 || this.#seeker.wish !== undefined) {
      this.seek(from + steps, false);
    } else if (from < simulation.experiment.steps) {
      simulation.advance(1);
      this.#pacer.stepped(!reducedMotion());
      this.#settleAt(simulation, false);
    }
  }

  async raise(device: GPUDevice): Promise<number> {
    this.#device = device;
    const scene = await this.#picture.createScene(device);
    if (this.#device !== device) {
      // Too late: the device was lost meanwhile, and another has taken its place.
      scene.dispose();
      return 0;
    }
    this.#picture.setScene(scene);
    this.#builder.setScene(scene);
    await this.#builder.settled();
    store.device.value = this.#device;
    return store.step.peek();
  }

  lower(): void {
    this.#device = undefined;
    store.device.value = undefined;
    this.#builder.setScene(undefined);
    const simulation = this.#simulation;
    if (simulation !== undefined) {
      const { step, play } = this.#seeker.wish ?? { step: simulation.step, play: store.state.peek() === "running" };
      this.#simulation = undefined;
      this.#stopSeeking();
      // What was being built comes first; else what ran goes on where it was.
      if (this.#builder.pending === undefined) this.#builder.ask({ experiment: store.experiment.peek(), step, play });
    }
    store.state.value = "loading";
    this.#picture.setScene(undefined);
  }

  get isDrawing(): boolean {
    return this.#simulation !== undefined;
  }

  built(simulation: Simulation, { experiment, step = 0, play }: Request): void {
    const before = this.#simulation;
    this.#simulation = simulation;
    this.#settled = experiment;
    this.#statistics.reset();
    const { ensembles } = experiment;
    if (before?.ensembles.length !== ensembles.length) {
      store.statistics.value = [];
      store.series.value = [];
      store.hidden.value = new Set();
    }
    this.#picture.show(simulation, experiment);
    before?.destroy();
    this.#pacer.reset(step === 0 && play ? OPENING : 0);
    this.#settleAt(simulation, play);
    if (!this.#isBuilding) this.#makeLateChanges(simulation);
    if (store.openEnsemble.peek() !== undefined) this.#prepareChanges();
  }

  refused(error: unknown, isLatest: boolean): Request | undefined {
    const text = error instanceof Error ? error.message : String(error);
    const isTooLarge = error instanceof SimulationTooLargeError || error instanceof OutOfGraphicsMemoryError;
    if (isTooLarge) store.countError.value = text;
    else store.notice.value = { kind: "error", text };
    if (!isLatest) return undefined;
    this.#late = [];
    const simulation = this.#simulation;
    // A link may ask for more than this machine holds, before anything runs.
    const instead =
      simulation === undefined && isTooLarge && this.#settled !== defaultExperiment
        ? { experiment: defaultExperiment, play: true }
        : undefined;
    store.experiment.value = instead?.experiment ?? this.#settled ?? store.experiment.peek();
    if (instead !== undefined) this.#settled = defaultExperiment;
    else if (simulation === undefined) store.state.value = "error";
    else this.#settleAt(simulation, store.state.peek() === "running");
    recordInLink("small");
    return instead;
  }

  get #isBuilding(): boolean {
    return this.#builder.pending !== undefined;
  }

  #changeRunning(simulation: Simulation, path: string, value: number): void {
    const { step } = simulation;
    const goesAnotherWay = simulation.experiment.changes.some((change) => change.step > step);
    if (goesAnotherWay) settleLink();
    simulation.change(path, value);
    this.#statistics.changed(step);
    const look = store.experiment.peek();
    store.experiment.value = withLook(simulation.experiment, look);
    if (!goesAnotherWay) return;
    recordInLink("structural");
    const text = `The changes that were recorded after step ${step} are gone from this run. Back, in the browser, returns to them.`;
    store.notice.value = { kind: "info", text };
  }

  /** Where sliders are open, a drag must not wait for a kernel. What fails here is told when it is needed. */
  #prepareChanges(): void {
    this.#simulation?.prepareChanges().catch(() => undefined);
  }

  #makeLateChanges(simulation: Simulation): void {
    const late = this.#late;
    this.#late = [];
    for (const [path, value] of late) this.#changeRunning(simulation, path, value);
    if (late.length > 0) recordInLink("small");
  }

  #arrived(simulation: Simulation, { step, play }: Wish): void {
    store.seeking.value = undefined;
    this.#pacer.reset(step === 0 && play ? OPENING : 0);
    this.#statistics.expire();
    this.#settleAt(simulation, play);
    this.#makeLateChanges(simulation);
  }

  #stopSeeking(): void {
    this.#seeker.cancel();
    store.seeking.value = undefined;
  }

  /** After the run was put at a step: what the page says about it. */
  #settleAt(simulation: Simulation, play: boolean): void {
    store.step.value = simulation.step;
    const isOver = simulation.step >= simulation.experiment.steps;
    store.state.value = isOver ? "finished" : play ? "running" : "paused";
  }

  #frame(now: number, seconds: number): void {
    const simulation = this.#simulation;
    // While the studio is open it has the device: the run rests where it is, unseen.
    if (simulation === undefined || this.#seeker.isHolding || filmOpen.peek()) return;
    if (this.#seeker.wish === undefined) this.#play(simulation, seconds);
    const { newestSlot, filledSlots, step, experiment: run } = simulation;
    this.#picture.render({ newestSlot, filledSlots, fraction: this.#pacer.fraction, step, run }, seconds);
    if (this.#seeker.wish === undefined) this.#statistics.frame(simulation, now, seconds);
  }

  /** The steps of one frame. A run that is about to be replaced by another from its start goes on until then. */
  #play(simulation: Simulation, seconds: number): void {
    const pending = this.#builder.pending;
    const isPlaying = store.state.peek() === "running" && (pending?.step ?? 0) === 0;
    const left = simulation.experiment.steps - simulation.step;
    const due = this.#pacer.advance(seconds, store.speed.peek(), isPlaying, simulation.isBehind ? 0 : left);
    if (due > 0) simulation.advanceBriefly(due);
    if (pending !== undefined || !isPlaying) return;
    if (due > 0) store.step.value = simulation.step;
    if (simulation.step < simulation.experiment.steps) this.#endedFor = 0;
    else this.#end(simulation, seconds);
  }

  /** At the last step: rests, or, after a look at it, plays again. */
  #end(simulation: Simulation, seconds: number): void {
    this.#endedFor += seconds;
    if (!store.looping.peek() || simulation.experiment.steps === 0) store.state.value = "finished";
    else if (this.#endedFor >= ENDING) this.seek(0, true);
  }
}
