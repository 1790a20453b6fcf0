import type { Precision } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";

/** A closed interval [from, to], from < to. */
export type Interval = readonly [number, number];

/** The rectangle of the (x, y) plane that a surface is drawn over and that starts fill by default. */
export interface Domain {
  readonly x: Interval;
  readonly y: Interval;
}

/** A number that shapes a surface, such as Rosenbrock's b. Its range is the slider's; any finite number is accepted. */
export interface SurfaceParameter {
  readonly name: string;
  /** TeX. */
  readonly symbol: string;
  readonly default: number;
  readonly range: Interval;
  readonly scale: "linear" | "log";
}

/** Values by parameter name; complete. */
export type ParameterValues = Readonly<Record<string, number>>;

/** A point where the gradient vanishes, or (at a kink or on the domain's border) where a minimum is known to lie. */
export interface CriticalPoint extends Readonly<Vector> {
  readonly kind: "minimum" | "saddle" | "maximum";
}

/** A surface with its parameters set, in one precision. Nothing here allocates. */
export interface SurfaceEvaluator {
  loss(x: number, y: number): number;
  gradient(x: number, y: number, out: Vector): void;
  hessian(x: number, y: number, out: SymmetricMatrix): void;
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
  /** The formula as text, as `compileExpression` reads it. */
  readonly formula: string;
  /** The right-hand side of f(x, y) = …, in TeX. */
  readonly tex: string;
  /**
   * WGSL that defines `fn surface_loss(p: vec2f) -> f32`, `fn surface_gradient(p: vec2f) -> vec2f` and
   * `fn surface_hessian(p: vec2f) -> vec3f` (xx, xy, yy). It reads a parameter b as `surface.p_b` from a variable
   * `surface` that the composing module declares (the prefix keeps WGSL's reserved words apart from a user's names),
   * and calls only `shaders/lib`.
   */
  readonly wgsl: string;
  /**
   * Known minima (global ones first), saddles and maxima. A trajectory's basin is an index into the minima in this
   * order.
   */
  criticalPoints(parameters: ParameterValues): readonly CriticalPoint[];
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
