import type { Experiment } from "../experiment/experiment.ts";
import { type Precision, type Round, rounding } from "../math/precision.ts";
import { randomBits, standardNormals, unitInterval } from "../math/random.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import {
  type HyperparameterValue,
  type Optimizer,
  type StepContext,
  type StepHyperparameters,
  zeroState,
} from "../optimizers/optimizer.ts";
import type { LinearSystem, SurfaceEvaluator } from "../surfaces/surface.ts";
import { isWithinReach, Monitor } from "./monitor.ts";
import { correlate, type NoiseFactor } from "./noise.ts";
import type { Evaluations, Status } from "./result.ts";

/** What the steps of a trajectory depend on; changes while running replace parts of it. */
export interface Conditions {
  readonly surface: SurfaceEvaluator;
  readonly hyperparameters: Record<string, HyperparameterValue>;
  /** Undefined where there is no noise, so that nothing is drawn. */
  readonly noise: NoiseFactor | undefined;
  /** Data of a minibatch; undefined where steps see the whole loss. */
  readonly batchSize?: number | undefined;
  /** What the learning rate is multiplied by at step t, rounded to the run's precision; constant when absent. */
  readonly schedule?: ((t: number) => number) | undefined;
  /** Rounded to the run's precision; present where the surface offers it. */
  readonly linearSystem?: LinearSystem | undefined;
}

/** One trajectory of the CPU reference. Its noise and draws are those of (seed, index, step), as on the GPU. */
export class Trajectory {
  readonly position: Vector;
  state: Record<string, Vector | number>;
  readonly evaluations: Evaluations = { loss: 0, gradient: 0, hessian: 0 };
  divergedAt: number | null = null;
  readonly #monitor: Monitor;
  readonly #round: Round;
  readonly #context: StepContext;
  readonly #origin: Vector = { x: 0, y: 0 };
  #epsilon: Vector = { x: 0, y: 0 };
  #conditions: Conditions;
  /** What the step in progress sees of the surface: all of it, or a batch of its data. */
  #seen: SurfaceEvaluator;
  #step = 0;
  #draw = 0;

  constructor(
    private readonly optimizer: Optimizer,
    private readonly experiment: Pick<Experiment, "seed" | "stopping">,
    private readonly index: number,
    private readonly precision: Precision,
    start: Readonly<Vector>,
    velocity: Readonly<Vector>,
    conditions: Conditions,
  ) {
    this.position = { ...start };
    this.#round = rounding(precision);
    this.#conditions = conditions;
    this.#seen = conditions.surface;
    this.#monitor = new Monitor(experiment.stopping, precision);
    this.state = zeroState(optimizer);
    this.#context = this.#createContext();
    const begun = { position: this.position, velocity: { x: this.#round(velocity.x), y: this.#round(velocity.y) } };
    optimizer.initialize?.(this.state, begun, this.#hyperparameters(1), this.#round);
  }

  get status(): Status {
    return this.divergedAt === null ? this.#monitor.status : "diverged";
  }

  /** The values that hold from the next step on. */
  set conditions(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** The full, noiseless loss here. */
  loss(): number {
    return this.#conditions.surface.loss(this.position.x, this.position.y);
  }

  /** Does step `t` (the first is 1), unless the trajectory has diverged, or rests where `halt` is asked for. */
  advance(t: number): void {
    if (this.divergedAt !== null) return;
    if (this.experiment.stopping.halt && this.#monitor.status !== "running") return;
    const { x, y } = this.position;
    const before = cloneState(this.state);
    this.#begin(t);
    this.optimizer.step(this.position, this.state, this.#hyperparameters(t), t, this.#context);
    if (isWithinReach(this.position, this.precision)) {
      const r = this.#round;
      this.#monitor.observe(this.position, r(this.position.x - x), r(this.position.y - y), this.#conditions.surface);
      return;
    }
    this.position.x = x;
    this.position.y = y;
    this.state = before;
    this.divergedAt = t;
  }

  /**
   * The values of step t, with the learning rate that the schedule makes of it. The optimizer's own file built these
   * types; here they are known by name only.
   */
  #hyperparameters(t: number): StepHyperparameters<Optimizer["hyperparameters"]> {
    const { hyperparameters, schedule } = this.#conditions;
    const scheduled =
      schedule === undefined
        ? hyperparameters
        : { ...hyperparameters, learningRate: this.#round(Number(hyperparameters.learningRate) * schedule(t)) };
    return scheduled as StepHyperparameters<Optimizer["hyperparameters"]>;
  }

  #begin(t: number): void {
    this.#step = t;
    this.#draw = 0;
    this.#origin.x = this.position.x;
    this.#origin.y = this.position.y;
    const { noise, batchSize, surface } = this.#conditions;
    if (noise !== undefined) this.#epsilon = correlate(noise, this.#nextNormals(), this.#round);
    this.#seen = batchSize === undefined ? surface : (surface.batch?.(this.#nextBits(), batchSize) ?? surface);
    // The first draw is the noise's, whether there is any: noise that moves nothing changes nothing.
    this.#draw = 1;
  }

  #nextBits(): readonly [number, number, number, number] {
    const bits = randomBits(this.experiment.seed, this.index, this.#step, this.#draw);
    this.#draw += 1;
    return bits;
  }

  #nextNormals(): Vector {
    const bits = this.#nextBits();
    return standardNormals(bits[0], bits[1], this.#round);
  }

  #linearSystem(): LinearSystem {
    const { linearSystem } = this.#conditions;
    if (linearSystem === undefined) throw new Error(`${this.optimizer.id} runs on a surface without a linear system.`);
    return linearSystem;
  }

  #createContext(): StepContext {
    const round = this.#round;
    return {
      round,
      loss: (x, y) => {
        this.evaluations.loss += 1;
        const { noise } = this.#conditions;
        const value = this.#seen.loss(x, y);
        if (noise === undefined) return value;
        const alongX = round(this.#epsilon.x * round(x - this.#origin.x));
        const alongY = round(this.#epsilon.y * round(y - this.#origin.y));
        return round(value + round(alongX + alongY));
      },
      gradient: (x, y) => {
        this.evaluations.gradient += 1;
        const { noise } = this.#conditions;
        const gradient: Vector = { x: 0, y: 0 };
        this.#seen.gradient(x, y, gradient);
        if (noise === undefined) return gradient;
        return { x: round(gradient.x + this.#epsilon.x), y: round(gradient.y + this.#epsilon.y) };
      },
      hessian: (x, y) => {
        this.evaluations.hessian += 1;
        const hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };
        this.#seen.hessian(x, y, hessian);
        return hessian;
      },
      applyMatrix: (x, y) => {
        this.evaluations.gradient += 1;
        const { matrix } = this.#linearSystem();
        return {
          x: round(round(matrix[0] * x) + round(matrix[1] * y)),
          y: round(round(matrix[2] * x) + round(matrix[3] * y)),
        };
      },
      rightSide: () => {
        const [x, y] = this.#linearSystem().rightSide;
        return { x, y };
      },
      normals: () => this.#nextNormals(),
      uniform: () => unitInterval(this.#nextBits()[0]),
    };
  }
}

function cloneState(state: Record<string, Vector | number>): Record<string, Vector | number> {
  const copy: Record<string, Vector | number> = {};
  for (const slot in state) {
    const value = state[slot];
    if (value !== undefined) copy[slot] = typeof value === "number" ? value : { x: value.x, y: value.y };
  }
  return copy;
}
