import { FIELD } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { numberShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

export const curl: MapDefinition = {
  kind: "curl",
  label: "Curl",
  description: "Where the probability current turns: above 0 anticlockwise, below 0 clockwise.",
  quantity: "curl of the current per step",
  channels: 1,
  scale: { kind: "diverging", centre: 0, log: false },
  values: (picture) => pickedValues(picture, FIELD.first),
  shading: (picture) => numberShading(pickedValues(picture, FIELD.first)),
};
