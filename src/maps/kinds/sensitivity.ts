import { DIVERGED } from "../category-colors.ts";
import { SENSITIVITY } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { pickedValues } from "../picked-values.ts";

export const sensitivity: MapDefinition = {
  kind: "sensitivity",
  label: "Sensitivity",
  description: "Whether two runs that begin a hair apart come together (below 0) or part (above 0).",
  quantity: "exponent per step",
  channels: 1,
  scale: { kind: "diverging", centre: 0, log: false },
  values: (picture) => pickedValues(picture, SENSITIVITY.exponent),
  shading(picture) {
    const { cells } = picture;
    return {
      categories: [{ label: "diverges", color: DIVERGED }],
      numbers: pickedValues(picture, SENSITIVITY.exponent),
      category: (at) => (cells[at + SENSITIVITY.diverged] === 1 ? 0 : -1),
    };
  },
};
