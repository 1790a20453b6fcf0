import { FIELD } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { numberShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

/** The file holds xx, xy and yy of the matrix; the picture shows its trace. */
export const diffusion: MapDefinition = {
  kind: "diffusion",
  label: "Diffusion",
  description: "How far a step scatters from here; the picture shows xx + yy.",
  quantity: "half the mean square of the displacement per step",
  channels: 3,
  scale: { kind: "sequential", log: false, isReversed: false },
  values: (picture) => pickedValues(picture, FIELD.first, 3),
  shading(picture) {
    const traces = pickedValues(picture, FIELD.first);
    const others = pickedValues(picture, FIELD.first + 2);
    for (let index = 0; index < traces.length; index++) traces[index] = (traces[index] ?? 0) + (others[index] ?? 0);
    return numberShading(traces);
  },
};
