import { effect } from "@preact/signals";
import { foldChanges } from "../experiment/changes.ts";
import { defaultExperiment } from "../experiment/default-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { setAtPointer } from "../experiment/pointer.ts";
import { requestDevice } from "../gpu/device.ts";
import { Simulation, SimulationTooLargeError } from "../simulation/simulation.ts";
import type { ParameterValues, Surface } from "../surfaces/surface.ts";
import { CountReader } from "./count-reader.ts";
import { DeviceLoss } from "./device-loss.ts";
import { ensembleColors, withLook } from "./ensemble-look.ts";
import { freeInsets } from "./insets.ts";
import { recordInLink } from "./location.ts";
import { MarkerLabels } from "./marker-labels.ts";
import { reducedMotion } from "./motion.ts";
import { Pacer } from "./pacing.ts";
import { watchClicks } from "./pointer-drop.ts";
import { Scene } from "./scene.ts";
import type { Opening, Player } from "./store.ts";
import * as store from "./store.ts";

/** How long the cloud of starts is shown before it moves, in seconds. */
const OPENING = 0.6;
/** Steps that one submit runs while the run is driven to a far step: short enough for the system's watchdog. */
const LEAP = 50;

/** The minima of a typed formula are searched for, tens of milliseconds long: only when its sliders rest this long. */
const SEARCH_REST = 120;
/** A longer way ahead is gone in leaps, by a new run. */
const LONGEST_LEAP = 2000;

interface Request extends Opening {
  readonly experiment: Experiment;
}

/** Owns the device, the run and the picture, and drives them frame by frame. */
export class Playground implements Player {
  readonly #stage: HTMLElement;
  readonly #quality: number | undefined;
  readonly #pacer = new Pacer();
  readonly #counts = new CountReader();
  readonly #labels: MarkerLabels;
  readonly #loss = new DeviceLoss((step, play) => this.#rebuild(step, play));
  #scene: Scene;
  #simulation: Simulation | undefined;
  #request: Request | undefined;
  #isBuilding = false;
  /** What runs, or ran last: where a refused request leads back to. */
  #settled: Experiment | undefined;
  /** Changes made while a run is being built; they are made to it when it is there. */
  #late: (readonly [path: string, value: number])[] = [];
  #reshaping: ReturnType<typeof setTimeout> | undefined;
  #before = 0;

  /**
   * Asks for a device and sets the stage.
   * @param stage the element that the canvas fills.
   * @throws WebGpuUnavailableError
   */
  static async create(stage: HTMLElement, options: { readonly quality: number | undefined }): Promise<Playground> {
    const scene = await Scene.create(await requestDevice(), stage, options.quality);
    return new Playground(scene, stage, options.quality);
  }

  private constructor(scene: Scene, stage: HTMLElement, quality: number | undefined) {
    this.#scene = scene;
    this.#stage = stage;
    this.#quality = quality;
    this.#labels = new MarkerLabels(stage);
    this.#loss.watch(scene.device);
    watchClicks(stage, (left, top) => this.#scene.view.pick(left, top));
    effect(() => this.#scene.view.setTheme(store.theme.value));
    effect(() => this.#scene.view.setHeight(store.view.value.height));
    effect(() => this.#scene.view.setMode(store.view.value.mode));
    effect(() => {
      const [colors, hidden] = [store.colors.value, store.hidden.value];
      // While another run is being built, the picture still shows the last one.
      if (!this.#isBuilding) this.#scene.color(this.#simulation?.ensembles, colors, hidden);
    });
    effect(() => {
      const choice = store.surfaceChoice.value;
      clearTimeout(this.#reshaping);
      if (this.#isBuilding || this.#simulation === undefined) return;
      this.#scene.follow(choice.parameters);
      const reshape = () => this.#reshape(store.surface.peek(), choice.parameters);
      if ("formula" in choice) this.#reshaping = setTimeout(reshape, SEARCH_REST);
      else reshape();
    });
    effect(() => {
      // The panels that cover the scene come and go with these.
      void [store.presenting.value, store.drawer.value, store.state.value];
      requestAnimationFrame(() => this.#scene.view.setInsets(freeInsets()));
    });
    new ResizeObserver(() => this.#resize()).observe(stage);
    requestAnimationFrame(this.#frame);
  }

  open(experiment: Experiment, opening: Opening): void {
    const simulation = this.#simulation;
    const ahead = (opening.step ?? 0) - (simulation?.step ?? 0);
    const isRunning = !this.#isBuilding && experiment === store.experiment.peek();
    if (simulation !== undefined && isRunning && ahead > 0 && ahead <= LONGEST_LEAP) {
      simulation.advance(ahead);
      this.#pacer.stepped(false);
      this.#arrive(opening.play);
      return;
    }
    const isBuilding = this.#isBuilding;
    if (!isBuilding) this.#settled = store.experiment.peek();
    this.#isBuilding = true;
    this.#late = [];
    this.#request = { experiment, ...opening };
    store.experiment.value = experiment;
    if (!isBuilding) void this.#build();
  }

  change(path: string, value: number): void {
    const simulation = this.#simulation;
    if (this.#isBuilding) {
      this.#late.push([path, value]);
      store.experiment.value = setAtPointer(store.experiment.peek(), path, value);
    } else if (simulation === undefined || store.state.peek() === "finished") {
      this.open(setAtPointer(foldChanges(store.experiment.peek()), path, value), { play: true });
    } else {
      this.#changeRunning(simulation, path, value);
    }
  }

  togglePlay(): void {
    const state = store.state.peek();
    if (state === "finished") this.open(foldChanges(store.experiment.peek()), { play: true });
    else if (state === "running" || state === "paused") store.state.value = state === "running" ? "paused" : "running";
  }

  stepOnce(): void {
    const simulation = this.#simulation;
    if (simulation === undefined || simulation.step >= simulation.experiment.steps) return;
    simulation.advance(1);
    this.#pacer.stepped(!reducedMotion());
    this.#arrive(false);
  }

  /** The relief and its labels follow the surface's parameters. */
  #reshape(surface: Surface, parameters: ParameterValues): void {
    const points = surface.criticalPoints(parameters);
    store.criticalPoints.value = points;
    this.#scene.reshape(surface, parameters, points);
    this.#labels.show(points);
  }

  #changeRunning(simulation: Simulation, path: string, value: number): void {
    simulation.change(path, value);
    this.#counts.expire();
    const look = store.experiment.peek();
    store.experiment.value = withLook(simulation.experiment, look);
  }

  async #build(): Promise<void> {
    for (let request = this.#request; request !== undefined; request = this.#request) {
      this.#request = undefined;
      try {
        await this.#replace(request);
      } catch (error) {
        this.#refuse(error);
      }
    }
    this.#isBuilding = false;
    const late = this.#late;
    this.#late = [];
    for (const [path, value] of late)
      if (this.#simulation !== undefined) this.#changeRunning(this.#simulation, path, value);
  }

  async #replace({ experiment, step = 0, play }: Request): Promise<void> {
    const { device } = this.#scene;
    const simulation = await Simulation.create(device, experiment);
    try {
      const target = Math.min(step, experiment.steps);
      while (simulation.step < target) {
        simulation.advance(Math.min(LEAP, target - simulation.step));
        if (simulation.step < target) await device.queue.onSubmittedWorkDone();
      }
      await this.#scene.prepare(simulation.surface);
    } catch (error) {
      simulation.destroy();
      throw error;
    }
    const before = this.#simulation;
    this.#simulation = simulation;
    this.#settled = experiment;
    this.#counts.reset();
    const { ensembles } = experiment;
    if (before?.ensembles.length !== ensembles.length) {
      store.counts.value = [];
      store.hidden.value = new Set();
    }
    // By now the page may ask for yet another experiment; what is shown here is this one.
    this.#scene.color(simulation.ensembles, ensembleColors(ensembles, store.theme.peek()), store.hidden.peek());
    before?.destroy();
    const { surface, current } = simulation;
    clearTimeout(this.#reshaping);
    this.#reshape(surface, current.surface.parameters);
    this.#pacer.reset(step === 0 && play ? OPENING : 0);
    this.#arrive(play);
  }

  /** Says why an experiment does not run, and goes back to the one that does. */
  #refuse(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof SimulationTooLargeError) store.countError.value = text;
    else store.notice.value = { kind: "error", text };
    if (this.#request !== undefined) return;
    if (this.#simulation === undefined) {
      // A link may ask for more than this machine holds, before anything runs.
      if (error instanceof SimulationTooLargeError) this.#request = { experiment: defaultExperiment, play: true };
      else store.state.value = "error";
    }
    store.experiment.value = this.#request?.experiment ?? this.#settled ?? store.experiment.peek();
    recordInLink("small");
  }

  /** After the run was put at a step: what the page says about it. */
  #arrive(play: boolean): void {
    const simulation = this.#simulation;
    if (simulation === undefined) return;
    store.step.value = simulation.step;
    const isOver = simulation.step >= simulation.experiment.steps;
    store.state.value = isOver ? "finished" : play ? "running" : "paused";
  }

  readonly #frame = (now: number): void => {
    requestAnimationFrame(this.#frame);
    const seconds = Math.max(0, (now - this.#before) / 1000);
    this.#before = now;
    const simulation = this.#simulation;
    if (simulation === undefined) return;
    const isPlaying = store.state.peek() === "running" && !this.#isBuilding;
    const left = simulation.experiment.steps - simulation.step;
    const due = this.#pacer.advance(seconds, store.speed.peek(), isPlaying, left);
    if (due > 0) {
      simulation.advance(due);
      store.step.value = simulation.step;
      if (simulation.step >= simulation.experiment.steps) store.state.value = "finished";
    }
    const { newestSlot, filledSlots } = simulation;
    this.#scene.view.render({ newestSlot, filledSlots, fraction: this.#pacer.fraction }, seconds);
    this.#labels.place(this.#scene.view);
    this.#counts.frame(simulation, now, seconds);
  };

  #resize(): void {
    const { clientWidth, clientHeight } = this.#stage;
    this.#scene.view.resize(clientWidth, clientHeight, devicePixelRatio);
    this.#scene.view.setInsets(freeInsets());
  }

  /** Sets the stage on another device after the loss of the last, and replays the same run, step by step. */
  async #rebuild(step: number, play: boolean): Promise<void> {
    this.#simulation = undefined;
    this.#scene.dispose();
    this.#scene = await Scene.create(await requestDevice(), this.#stage, this.#quality);
    const { height, mode } = store.experiment.peek().view;
    this.#scene.view.setHeight(height);
    this.#scene.view.setMode(mode);
    this.#resize();
    this.#loss.watch(this.#scene.device);
    this.open(store.experiment.peek(), { step, play });
  }
}
