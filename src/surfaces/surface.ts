import type { Capability } from "../math/capability.ts";
import type { Precision } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";

/** A closed interval [from, to], from < to. */
export type Interval = readonly [number, number];

/** The rectangle of the (x, y) plane that a surface is drawn over and that starts fill by default. */
export interface Domain {
  readonly x: Interval;
  readonly y: Interval;
}

/** A number that shapes a surface, such as Rosenbrock's b. Its range is the slider's; most accept any finite number. */
export interface SurfaceParameter {
  readonly name: string;
  /** TeX. */
  readonly symbol: string;
  readonly default: number;
  readonly range: Interval;
  readonly scale: "linear" | "log";
  /** Whether it is a whole number of things, at least 0. */
  readonly isInteger?: true;
  /** What files and links accept, ends included; every finite number when absent. */
  readonly limits?: Interval;
  /** Whether it decides about the surface's data: then it cannot change while an experiment runs. */
  readonly isStructural?: true;
}

/** Values by parameter name; complete. */
export type ParameterValues = Readonly<Record<string, number>>;

/** A point where the gradient vanishes, or (at a kink or on the domain's border) where a minimum is known to lie. */
export interface CriticalPoint extends Readonly<Vector> {
  /** Degenerate: none of the others, since the loss rises and falls through it as on a slope, like x³ + y² at 0. */
  readonly kind: "minimum" | "saddle" | "maximum" | "degenerate";
}

/** A surface with its parameters set, in one precision. Nothing here allocates. */
export interface SurfaceEvaluator {
  loss(x: number, y: number): number;
  gradient(x: number, y: number, out: Vector): void;
  hessian(x: number, y: number, out: SymmetricMatrix): void;
  /**
   * The same of a batch of `size` data, drawn without replacement by a key of four 32-bit integers; all of the data
   * where there are no more. The evaluator that it returns is good until the next call. Present where the surface
   * offers minibatches.
   */
  batch?(key: readonly [number, number, number, number], size: number): SurfaceEvaluator;
}

/** The system Ax = b that a surface stands for; A need not be symmetric. */
export interface LinearSystem {
  readonly matrix: readonly [xx: number, xy: number, yx: number, yy: number];
  readonly rightSide: readonly [x: number, y: number];
}

/** The basename of a file of `shaders/surfaces`. */
export type SurfaceChunk = "data-set" | "grid";

/** Takes suggestions of where the critical points of a surface may be, when none are known beforehand. */
export interface CriticalPointSearch {
  /** Whether {@link suggest} was called for these parameters. */
  hasSuggestions(parameters: ParameterValues): boolean;
  /**
   * Takes points, found elsewhere, close to which there may be critical points: they can only add to the list that
   * {@link Surface.criticalPoints} gives from then on.
   */
  suggest(parameters: ParameterValues, suggestions: readonly Readonly<Vector>[]): void;
}

/** One loss f: R² → R with everything that the rest of the playground asks of it. */
export interface Surface {
  /** kebab-case; the value in links and files; "formula" for a user's own. */
  readonly id: string;
  readonly label: string;
  /** One plain sentence: what is worth seeing here. */
  readonly description: string;
  readonly domain: Domain;
  readonly parameters: readonly SurfaceParameter[];
  /** What it answers beside loss and gradient. */
  readonly offers: readonly Capability[];
  /** The formula as text, as `compileExpression` reads it; absent where the loss is none. */
  readonly formula?: string;
  /** The right-hand side of f(x, y) = …, in TeX. */
  readonly tex: string;
  /**
   * WGSL that defines `fn surface_loss(p: vec2f) -> f32`, `fn surface_gradient(p: vec2f) -> vec2f` and
   * `fn surface_hessian(p: vec2f) -> vec3f` (xx, xy, yy). It reads a parameter b as `surface.p_b` from a variable
   * `surface` that the composing module declares (the prefix keeps WGSL's reserved words apart from a user's names),
   * its data from `surfaceData: array<f32>`, and calls only `shaders/lib`. Where the surface offers minibatches, it also
   * defines `fn batch_loss(p: vec2f, key: vec4u, size: u32) -> f32`, `batch_gradient` and `batch_hessian`; where it
   * offers a linear system, `fn surface_apply_matrix(v: vec2f) -> vec2f` and `fn surface_right_side() -> vec2f`.
   */
  readonly wgsl: string;
  /** The file of `shaders/surfaces` that completes {@link wgsl}, where part of it is written by hand. */
  readonly chunk?: SurfaceChunk;
  /**
   * The data that the loss is made of, as `surfaceData` holds them; absent where there are none. The same array as
   * long as the structural parameters are the same.
   */
  data?(parameters: ParameterValues): Float32Array<ArrayBuffer>;
  /** Present where the surface offers a linear system. */
  linearSystem?(parameters: ParameterValues): LinearSystem;
  /**
   * Known minima (global ones first), saddles, maxima and degenerate points. A trajectory's basin is an index into the
   * minima in this order.
   */
  criticalPoints(parameters: ParameterValues): readonly CriticalPoint[];
  /** Present where the critical points are searched for. */
  readonly search?: CriticalPointSearch;
  evaluator(parameters: ParameterValues, precision: Precision): SurfaceEvaluator;
}

/** The minima of {@link Surface.criticalPoints}, in order. */
export function minimaOf(surface: Surface, parameters: ParameterValues): readonly CriticalPoint[] {
  return surface.criticalPoints(parameters).filter((point) => point.kind === "minimum");
}

/** The declared defaults of a surface's parameters. */
export function defaultParameters(surface: Surface): ParameterValues {
  return Object.fromEntries(surface.parameters.map((parameter) => [parameter.name, parameter.default]));
}
