import type { Capability } from "../math/capability.ts";
import type { Round } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";

/** A hyperparameter that is a number: it may change while running, and differ per trajectory (axes). */
export interface NumberHyperparameter {
  readonly kind: "number";
  readonly default: number;
  /** The slider's range; files and links accept every number that `accepts` does. */
  readonly range: readonly [number, number];
  readonly scale: "linear" | "log";
  /** Whether it counts something, so that a slider offers whole numbers only. */
  readonly isInteger?: true;
  /** TeX. */
  readonly symbol: string;
  readonly label: string;
  /** Where the update is defined; every finite number when absent. `text` completes "must be …". */
  readonly accepts?: { readonly test: (value: number) => boolean; readonly text: string };
  /**
   * Adds `oneMinus<Name>` to the values of a step, computed as 1 − value in f64 and rounded once: 1 − .999 taken in
   * f32 is off by 1e-5 (MATHEMATICS: bias correction).
   */
  readonly complement?: true;
  /**
   * The value at which its term does nothing. The WGSL step puts the term into `if (has<Name>)`: while all such values
   * are neutral, `has<Name>` is a constant false, and the term costs nothing.
   */
  readonly neutral?: number;
}

/** A hyperparameter that is yes or no: it chooses code, and becomes a constant when the shader is composed. */
export interface FlagHyperparameter {
  readonly kind: "flag";
  readonly default: boolean;
  readonly label: string;
}

/** A hyperparameter with named options: it chooses code, and becomes a constant when the shader is composed. */
export interface ChoiceHyperparameter<Option extends string = string> {
  readonly kind: "choice";
  readonly options: readonly Option[];
  readonly default: Option;
  readonly label: string;
}

export type Hyperparameter = NumberHyperparameter | FlagHyperparameter | ChoiceHyperparameter;
export type HyperparameterValue = number | boolean | string;
export type HyperparameterValues = Readonly<Record<string, HyperparameterValue>>;

/** What an optimizer remembers of a trajectory between steps: a number, or one for each coordinate. */
export type StateSlot = "scalar" | "vector";

type ValueOf<H extends Hyperparameter> =
  H extends ChoiceHyperparameter<infer Option> ? Option : H extends FlagHyperparameter ? boolean : number;

type Complements<H extends Record<string, Hyperparameter>> = {
  readonly [K in keyof H as H[K] extends { complement: true } ? `oneMinus${Capitalize<K & string>}` : never]: number;
};

/** The hyperparameters as a step receives them: by value, with the complements that were asked for. */
export type StepHyperparameters<H extends Record<string, Hyperparameter>> = {
  readonly [K in keyof H]: ValueOf<H[K]>;
} & Complements<H>;

type SlotValue<Slot extends StateSlot> = Slot extends "vector" ? Vector : number;

/** The state of one trajectory, by slot. */
export type State<S extends Record<string, StateSlot>> = { -readonly [K in keyof S]: SlotValue<S[K]> };

/** What a step may ask for. Every evaluation is counted; all evaluations within a step share one draw of the noise. */
export interface StepContext {
  /** Rounds one operation to the precision of the run; a step wraps every operation in it. */
  readonly round: Round;
  loss(x: number, y: number): number;
  gradient(x: number, y: number): Vector;
  hessian(x: number, y: number): SymmetricMatrix;
  /**
   * A v, for the matrix A of a surface that offers a linear system Ax = b; counted as an evaluation of the gradient,
   * which costs as much.
   */
  applyMatrix(x: number, y: number): Vector;
  /** b of a surface that offers a linear system Ax = b; costs nothing. */
  rightSide(): Vector;
  /** Two independent standard normal numbers, the next draw of this (seed, trajectory, step). */
  normals(): Vector;
  /** The next uniform number of this (seed, trajectory, step), in [0, 1). */
  uniform(): number;
}

/** Families of update rules, in the order in which they are offered. */
export const OPTIMIZER_GROUPS = [
  "first-order",
  "momentum",
  "adaptive",
  "second-order",
  "continuous-time",
  "stochastic",
  "linear-solvers",
] as const;
export type OptimizerGroup = (typeof OPTIMIZER_GROUPS)[number];

/** How a trajectory begins: where, and with which displacement it arrives there. */
export interface Start {
  readonly position: Readonly<Vector>;
  readonly velocity: Readonly<Vector>;
}

export interface Reference {
  readonly text: string;
  readonly url?: string;
}

/** The declaration of an update rule: everything that is said once, and its step in TypeScript. */
export interface OptimizerDeclaration<H extends Record<string, Hyperparameter>, S extends Record<string, StateSlot>> {
  /** kebab-case; also the basename of `shaders/optimizers/<id>.wgsl`. */
  readonly id: string;
  readonly label: string;
  readonly group: OptimizerGroup;
  readonly description: string;
  /** The update in TeX, one line a formula. */
  readonly tex: readonly string[];
  readonly reference: Reference;
  /** Where other libraries differ. */
  readonly differences?: string;
  /** On a dark ground, and on paper; chosen to differ in lightness and for colour-blind eyes. */
  readonly color: { readonly night: string; readonly paper: string };
  readonly hyperparameters: H;
  readonly state: S;
  /** What a step asks of the surface beyond loss and gradient; none when absent. */
  readonly requires?: readonly Capability[];
  /**
   * What every step evaluates, where that is always the same: the GPU then counts steps instead of evaluations. Absent
   * where steps differ, as those of a line search do, or where a choice decides.
   */
  readonly evaluationsPerStep?: { readonly loss?: number; readonly gradient?: number; readonly hessian?: number };
  /**
   * Sets what the state must hold before the first step beyond zero; `h` holds the values of the first step.
   */
  initialize?(state: State<S>, start: Start, h: StepHyperparameters<H>, round: Round): void;
  /**
   * One step, t = 1, 2, …: moves `position` and `state` in place. Written from the reference, by hand, and
   * independently of the WGSL twin, since comparing the two is a test.
   */
  step(position: Vector, state: State<S>, h: StepHyperparameters<H>, t: number, context: StepContext): void;
}

/** An optimizer with its types erased, as everything outside its own file sees it. */
export type Optimizer = OptimizerDeclaration<Record<string, Hyperparameter>, Record<string, StateSlot>>;

/** Declares an optimizer; the types of its hyperparameters and state follow from the declaration. */
export function defineOptimizer<
  const H extends Record<string, Hyperparameter>,
  const S extends Record<string, StateSlot>,
>(declaration: OptimizerDeclaration<H, S>): Optimizer {
  // Only the declaration's own file knows H and S; every caller builds values and state from the declaration itself.
  return declaration as unknown as Optimizer;
}

/** The declared defaults of an optimizer's hyperparameters. */
export function defaultHyperparameters(optimizer: Optimizer): HyperparameterValues {
  return Object.fromEntries(
    Object.entries(optimizer.hyperparameters).map(([name, { default: value }]) => [name, value]),
  );
}

/** The name under which a step finds 1 − value: `beta1` → `oneMinusBeta1`. */
export function complementName(name: string): string {
  return `oneMinus${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The WGSL constant that tells whether the term of a hyperparameter is there: `weightDecay` → `hasWeightDecay`. */
export function termName(name: string): string {
  return `has${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** A fresh state with every slot at zero. */
export function zeroState(optimizer: Optimizer): Record<string, Vector | number> {
  return Object.fromEntries(
    Object.entries(optimizer.state).map(([name, slot]) => [name, slot === "vector" ? { x: 0, y: 0 } : 0]),
  );
}
