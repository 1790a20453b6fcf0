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
import type { SurfaceEvaluator } from "../surfaces/surface.ts";
import { isWithinReach, Monitor } from "./monitor.ts";
import { correlate, type NoiseFactor } from "./noise.ts";
import type { Evaluations, Status } from "./result.ts";

/** What the steps of a trajectory depend on; changes while running replace parts of it. */
export interface Conditions {
  readonly surface: SurfaceEvaluator;
  readonly hyperparameters: Record<string, HyperparameterValue>;
  /** Undefined where there is no noise, so that nothing is drawn. */
  readonly noise: NoiseFactor | undefined;
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
    this.#monitor = new Monitor(experiment.stopping, precision);
    this.state = zeroState(optimizer);
    this.#context = this.#createContext();
    const arriving = { x: this.#round(velocity.x), y: this.#round(velocity.y) };
    if (arriving.x !== 0 || arriving.y !== 0) {
      optimizer.initialize?.(this.state, arriving, this.#hyperparameters(), this.#round);
    }
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
    this.optimizer.step(this.position, this.state, this.#hyperparameters(), t, this.#context);
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

  /** The optimizer's own file built these types; here they are known by name only. */
  #hyperparameters(): StepHyperparameters<Optimizer["hyperparameters"]> {
    return this.#conditions.hyperparameters as StepHyperparameters<Optimizer["hyperparameters"]>;
  }

  #begin(t: number): void {
    this.#step = t;
    this.#draw = 0;
    this.#origin.x = this.position.x;
    this.#origin.y = this.position.y;
    const { noise } = this.#conditions;
    if (noise !== undefined) this.#epsilon = correlate(noise, this.#nextNormals(), this.#round);
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

  #createContext(): StepContext {
    const round = this.#round;
    return {
      round,
      loss: (x, y) => {
        this.evaluations.loss += 1;
        const { surface, noise } = this.#conditions;
        const value = surface.loss(x, y);
        if (noise === undefined) return value;
        const alongX = round(this.#epsilon.x * round(x - this.#origin.x));
        const alongY = round(this.#epsilon.y * round(y - this.#origin.y));
        return round(value + round(alongX + alongY));
      },
      gradient: (x, y) => {
        this.evaluations.gradient += 1;
        const { surface, noise } = this.#conditions;
        const gradient: Vector = { x: 0, y: 0 };
        surface.gradient(x, y, gradient);
        if (noise === undefined) return gradient;
        return { x: round(gradient.x + this.#epsilon.x), y: round(gradient.y + this.#epsilon.y) };
      },
      hessian: (x, y) => {
        this.evaluations.hessian += 1;
        const hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };
        this.#conditions.surface.hessian(x, y, hessian);
        return hessian;
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
