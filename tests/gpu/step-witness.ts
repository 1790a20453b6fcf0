import type { Experiment } from "../../src/experiment/experiment.ts";
import type { Precision } from "../../src/math/precision.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";
import type { Vector } from "../../src/math/vector.ts";
import type { Optimizer } from "../../src/optimizers/optimizer.ts";
import { stepHyperparameters } from "../../src/reference/hyperparameters.ts";
import { Trajectory } from "../../src/reference/trajectory.ts";
import type { Surface, SurfaceEvaluator } from "../../src/surfaces/surface.ts";
import type { StateRecord } from "./state-records.ts";

/** How far the GPU's step is from f64's, in units of what f32 allows. */
export interface Deviation {
  readonly ratio: number;
  /** Whether only the second rule lets it pass. */
  readonly isConditioned: boolean;
  readonly text: string;
}

/** As many times the unit of the first rule may be exceeded before the second is asked. */
const FACTOR = 8;
/** Perturbed steps that the second rule looks at. */
const SAMPLES = 48;

type Numbers = Readonly<Record<string, number>>;

/**
 * Says how well a step on the GPU agrees with the CPU's from the same f32 state.
 *
 * First rule: |gpu − f64| in units of max(|f32 − f64|, ulp(value), 2⁻²²·|change|), where ulp is no less than 2⁻¹⁰⁰,
 * because of subnormal numbers.
 *
 * Second rule, for numbers beyond 8 of that: a step may decide (the sign of a gradient, whether a trial point of a line
 * search is good enough) or cancel, and then the f32 reference's own error may happen to be small. The f64 step is
 * repeated with state and evaluations perturbed by up to 8 times what f32 gets wrong of them, as the first rule allows;
 * an eighth of how far the results then spread is the unit, where it is larger.
 */
export class StepWitness {
  readonly #evaluators: Readonly<Record<Precision, SurfaceEvaluator>>;
  readonly #hyperparameters: ReturnType<typeof stepHyperparameters>;

  constructor(
    private readonly experiment: Experiment,
    private readonly optimizer: Optimizer,
    private readonly surface: Surface,
  ) {
    const { parameters } = experiment.surface;
    this.#evaluators = { f64: surface.evaluator(parameters, "f64"), f32: surface.evaluator(parameters, "f32") };
    const [ensemble] = experiment.ensembles;
    if (ensemble === undefined) throw new Error("no ensemble");
    // The hyperparameters are inputs of the step, so all sides take the same f32 values.
    this.#hyperparameters = stepHyperparameters(optimizer, ensemble, 0, Math.fround);
  }

  /** Compares step t of trajectory `index`. */
  compare(index: number, t: number, before: StateRecord, after: StateRecord): Deviation {
    const start = numbersOf(before);
    const seen = numbersOf(after);
    const f64 = this.#step(index, t, before, "f64", this.#evaluators.f64);
    const f32 = this.#step(index, t, before, "f32", this.#evaluators.f32);
    const units = Object.fromEntries(
      Object.entries(f64).map(([name, value]) => [
        name,
        Math.max(
          Math.abs((f32[name] ?? Number.NaN) - value),
          ulp(value),
          2 ** -22 * Math.abs(value - (start[name] ?? 0)),
        ),
      ]),
    );
    const first = worstOf(seen, f64, f32, units);
    if (first.ratio <= FACTOR) return { ...first, isConditioned: false };
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const perturbed = this.#perturbedStep(index, t, before, sample);
      for (const [name, value] of Object.entries(f64)) {
        const moved = Math.abs((perturbed[name] ?? Number.NaN) - value) / FACTOR;
        units[name] = Math.max(units[name] ?? 0, moved || 0);
      }
    }
    const { ratio, name } = worstOf(seen, f64, f32, units);
    const { x, y } = before.position;
    const text = `${name} from (${x}, ${y}), state ${JSON.stringify(before.state)}, trajectory ${index} at step ${t}: f64 ${f64[name]}, f32 ${f32[name]}, gpu ${seen[name]}, ${first.ratio.toFixed(1)} of the first rule's units`;
    return { ratio, isConditioned: true, text };
  }

  /** How much higher the loss is after a step than before, in f64, in units of max(1, |loss|). */
  rise(before: StateRecord, after: StateRecord): number {
    const { f64 } = this.#evaluators;
    const loss = f64.loss(before.position.x, before.position.y);
    return (f64.loss(after.position.x, after.position.y) - loss) / Math.max(1, Math.abs(loss));
  }

  #step(index: number, t: number, before: StateRecord, precision: Precision, surface: SurfaceEvaluator): Numbers {
    const linearSystem = this.surface.linearSystem?.(this.experiment.surface.parameters);
    const { noise } = this.experiment;
    const trajectory = new Trajectory(
      this.optimizer,
      this.experiment,
      index,
      precision,
      before.position,
      { x: 0, y: 0 },
      {
        surface,
        hyperparameters: this.#hyperparameters,
        noise: undefined,
        batchSize: noise.kind === "minibatch" ? noise.size : undefined,
        linearSystem,
      },
    );
    trajectory.state = structuredClone(before.state);
    trajectory.advance(t);
    return numbersOf({ position: trajectory.position, status: "", state: trajectory.state });
  }

  /** A step in f64 from a state, and with evaluations, as far off as f32's. */
  #perturbedStep(index: number, t: number, before: StateRecord, sample: number): Numbers {
    let draw = 0;
    const random = (): number => {
      draw += 1;
      return 2 * unitInterval(randomBits(sample, index, t, draw)[0]) - 1;
    };
    const off = (value: number): number => value * (1 + FACTOR * 2 ** -23 * random());
    const state = Object.entries(before.state).map(([name, value]): [string, Vector | number] => [
      name,
      typeof value === "number" ? off(value) : { x: off(value.x), y: off(value.y) },
    ]);
    const perturbed = { ...before, state: Object.fromEntries(state) };
    return this.#step(index, t, perturbed, "f64", perturbedEvaluator(this.#evaluators, random));
  }
}

/** Evaluations are off by what f32 gets wrong of them about so near: at one point its error may happen to be small. */
const NEAR = 2 ** -18;

/** Evaluations off by up to the f32 evaluator's error at a point nearby, and half a unit in the last place. */
function perturbedEvaluator(
  { f64, f32 }: Readonly<Record<Precision, SurfaceEvaluator>>,
  random: () => number,
): SurfaceEvaluator {
  const off = (value: number, exactNear: number, singleNear: number): number => {
    const error = Math.abs(singleNear - exactNear);
    return value + FACTOR * random() * ((Number.isFinite(error) ? error : 0) + 2 ** -23 * Math.abs(value));
  };
  const near = (x: number): number => Math.fround(x * (1 + NEAR * random()));
  const exact = { x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  const single = { x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  return {
    loss: (x, y) => {
      const [u, v] = [near(x), near(y)];
      return off(f64.loss(x, y), f64.loss(u, v), f32.loss(u, v));
    },
    gradient: (x, y, out) => {
      const [u, v] = [near(x), near(y)];
      f64.gradient(u, v, exact);
      f32.gradient(u, v, single);
      f64.gradient(x, y, out);
      for (const axis of ["x", "y"] as const) out[axis] = off(out[axis], exact[axis], single[axis]);
    },
    hessian: (x, y, out) => {
      const [u, v] = [near(x), near(y)];
      f64.hessian(u, v, exact);
      f32.hessian(u, v, single);
      f64.hessian(x, y, out);
      for (const entry of ["xx", "xy", "yy"] as const) out[entry] = off(out[entry], exact[entry], single[entry]);
    },
    batch: (key, size) =>
      perturbedEvaluator({ f64: f64.batch?.(key, size) ?? f64, f32: f32.batch?.(key, size) ?? f32 }, random),
  };
}

/** Position and state slots as one list of named numbers. */
function numbersOf({ position, state }: StateRecord): Numbers {
  const numbers: Record<string, number> = { x: position.x, y: position.y };
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === "number") numbers[name] = value;
    else {
      numbers[`${name}.x`] = value.x;
      numbers[`${name}.y`] = value.y;
    }
  }
  return numbers;
}

function worstOf(
  seen: Numbers,
  expected: Numbers,
  f32: Numbers,
  units: Numbers,
): { ratio: number; name: string; text: string } {
  let worst = { ratio: 0, name: "", text: "" };
  for (const [name, value] of Object.entries(expected)) {
    const gpu = seen[name] ?? Number.NaN;
    // Beyond f32's range there is nothing to compare; that both go there is.
    if (!Number.isFinite(gpu) && !Number.isFinite(f32[name])) continue;
    const ratio = Math.abs(gpu - value) / (units[name] ?? 0);
    if (!(ratio <= worst.ratio))
      worst = { ratio: Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio, name, text: name };
  }
  return worst;
}

/**
 * WGSL lets a GPU flush subnormal numbers, below 2⁻¹²⁶, to zero, and software does; a step may have divided one by an ε
 * of 1e-8 (2⁻²⁶) before it is seen.
 */
const SMALLEST = 2 ** -100;

function ulp(value: number): number {
  return Math.max(2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), SMALLEST))) - 23), SMALLEST);
}
