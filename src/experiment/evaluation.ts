import { closedObject } from "./closed-object.ts";
import { completeSurface } from "./complete-surface.ts";
import type { Point, SurfaceChoice } from "./experiment.ts";
import { parseShape } from "./parse-shape.ts";
import { pointsSchema, surfaceSchema } from "./schema.ts";

/** A request for the value, gradient and Hessian of a surface at points. */
export interface Evaluation {
  readonly surface: SurfaceChoice;
  readonly points: readonly Point[];
}

const evaluationSchema = closedObject({ surface: surfaceSchema, points: pointsSchema });

/**
 * Validates `{surface, points}` and fills the surface's parameters.
 * @throws ExperimentError for the first thing wrong.
 */
export function parseEvaluation(input: unknown): Evaluation {
  const { surface, points } = parseShape(evaluationSchema, input);
  return { surface: completeSurface(surface), points };
}
