import type { Experiment } from "../experiment/experiment.ts";
import { DeviceLostError, isLost, unlessLost } from "../gpu/unless-lost.ts";
import { Simulation } from "../simulation/simulation.ts";
import type { Scene } from "./scene.ts";
import type { Opening } from "./store.ts";

/** A run that is to be built, and where it is to be put. */
export interface Request extends Opening {
  readonly experiment: Experiment;
}

/** What becomes of a request. */
export interface Outcome {
  /** Whether another run is drawn meanwhile. */
  readonly isDrawing: boolean;
  /** The run is there, at its step, and the scene is ready for it. */
  built(simulation: Simulation, request: Request): void;
  /** It cannot run. @returns what to build instead, if anything. */
  refused(error: unknown, isLatest: boolean): Request | undefined;
}

/**
 * Builds runs aside, while another is shown: one at a time, always the one that was asked for last. Where the device
 * is lost meanwhile, the request waits for the next.
 */
export class RunBuilder {
  #scene: Scene | undefined;
  #waiting: Request | undefined;
  #underWay: Request | undefined;
  #work: Promise<void> | undefined;

  constructor(private readonly outcome: Outcome) {}

  /** What is to be shown next, if anything. */
  get pending(): Request | undefined {
    return this.#waiting ?? this.#underWay;
  }

  /** Where only another step is asked for than that of the run under way, it is put there instead. */
  ask(request: Request): void {
    if (this.#waiting === undefined && this.#underWay?.experiment === request.experiment) this.#underWay = request;
    else this.#waiting = request;
    this.#start();
  }

  /** Builds on this scene from now on; undefined while there is none. What was not finished begins anew. */
  setScene(scene: Scene | undefined): void {
    this.#waiting = this.pending;
    this.#underWay = undefined;
    this.#scene = scene;
    this.#start();
  }

  /** Resolves when everything that was asked for is built or refused. */
  async settled(): Promise<void> {
    while (this.#work !== undefined) await this.#work;
  }

  #start(): void {
    if (this.#scene === undefined || this.#waiting === undefined || this.#work !== undefined) return;
    this.#work = this.#buildAll().finally(() => {
      this.#work = undefined;
      this.#start();
    });
  }

  async #buildAll(): Promise<void> {
    while (this.#scene !== undefined && this.#waiting !== undefined) {
      const [scene, request] = [this.#scene, this.#waiting];
      this.#waiting = undefined;
      this.#underWay = request;
      try {
        const simulation = await unlessLost(scene.device, this.#build(scene, request));
        const built = this.#underWay;
        if (this.#scene !== scene || built === undefined) continue;
        this.#underWay = undefined;
        this.outcome.built(simulation, built);
      } catch (error) {
        if (this.#scene !== scene) continue;
        if (error instanceof DeviceLostError || (await isLost(scene.device))) {
          if (this.#scene === scene) this.setScene(undefined);
          continue;
        }
        this.#underWay = undefined;
        this.#waiting ??= this.outcome.refused(error, this.#waiting === undefined);
      }
    }
  }

  async #build(scene: Scene, { experiment }: Request): Promise<Simulation> {
    const simulation = await Simulation.create(scene.device, experiment);
    try {
      await scene.prepare(simulation.surface, simulation.ensembles);
      for (let step = this.#wished(experiment); simulation.step !== step; step = this.#wished(experiment)) {
        simulation.returnFor(step);
        await simulation.whenReady();
        simulation.advanceBriefly(step - simulation.step, this.outcome.isDrawing ? "drawn" : "still");
      }
      return simulation;
    } catch (error) {
      simulation.destroy();
      throw error;
    }
  }

  /** The step that the run under way is to be put at, as was asked last. */
  #wished({ steps }: Experiment): number {
    return Math.min(Math.max(0, Math.round(this.#underWay?.step ?? 0)), steps);
  }
}
