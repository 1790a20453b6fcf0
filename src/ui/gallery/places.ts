import type { SurfaceChoice } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { defaultParameters, type ParameterValues, type Surface } from "../../surfaces/surface.ts";

/** A surface with the values of its parameters; the same object stands for the same picture. */
export interface Place {
  readonly surface: Surface;
  readonly parameters: ParameterValues;
}

const declared = new WeakMap<Surface, Place>();
const chosen = new WeakMap<SurfaceChoice, Place>();

/** A surface as it is declared; always the same object. */
export function declaredPlace(surface: Surface): Place {
  const known = declared.get(surface);
  if (known !== undefined) return known;
  const place = { surface, parameters: defaultParameters(surface) };
  declared.set(surface, place);
  return place;
}

/** A surface as an experiment has it; the same object for the same choice. */
export function chosenPlace(choice: SurfaceChoice): Place {
  const known = chosen.get(choice);
  if (known !== undefined) return known;
  const place = { surface: surfaceOf(choice), parameters: choice.parameters };
  chosen.set(choice, place);
  return place;
}
