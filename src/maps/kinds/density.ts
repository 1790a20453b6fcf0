import { FIELD } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { numberShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

export const density: MapDefinition = {
  kind: "density",
  label: "Density",
  description: "Where a crowd that never comes to rest is to be found.",
  quantity: "probability per unit of area",
  channels: 1,
  scale: { kind: "sequential", log: true, isReversed: false },
  values: (picture) => pickedValues(picture, FIELD.density),
  shading: (picture) => numberShading(pickedValues(picture, FIELD.density)),
};
