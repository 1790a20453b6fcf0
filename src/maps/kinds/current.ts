import { FIELD } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { lengthShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

export const current: MapDefinition = {
  kind: "current",
  label: "Probability current",
  description: "How probability flows round in a steady state that is no equilibrium; the picture shows how much.",
  quantity: "probability per unit of length and step",
  channels: 2,
  scale: { kind: "sequential", log: false, isReversed: false },
  values: (picture) => pickedValues(picture, FIELD.first, 2),
  shading: (picture) => lengthShading(picture, FIELD.first),
};
