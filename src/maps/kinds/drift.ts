import { FIELD } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { lengthShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

export const drift: MapDefinition = {
  kind: "drift",
  label: "Drift",
  description: "Where the next step leads on average from here; the picture shows how far.",
  quantity: "mean displacement per step",
  channels: 2,
  scale: { kind: "sequential", log: false, isReversed: false },
  values: (picture) => pickedValues(picture, FIELD.first, 2),
  shading: (picture) => lengthShading(picture, FIELD.first),
};
