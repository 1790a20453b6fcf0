import { TRAINABILITY } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { numberShading } from "../number-shading.ts";
import { pickedValues } from "../picked-values.ts";

/** After J. Sohl-Dickstein, The boundary of neural network trainability is fractal, 2024. */
export const trainability: MapDefinition = {
  kind: "trainability",
  label: "Trainability",
  description: "The border between settings that learn and settings that do not.",
  quantity: "sum of loss ratios, below 0 where it does not converge",
  channels: 1,
  scale: { kind: "ranked" },
  values: (picture) => pickedValues(picture, TRAINABILITY.sum),
  shading: (picture) => numberShading(pickedValues(picture, TRAINABILITY.sum)),
};
