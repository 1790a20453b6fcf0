import { DIVERGED } from "../category-colors.ts";
import { CONVERGENCE, CONVERGENCE_CLASSES } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { pickedValues } from "../picked-values.ts";

export const rate: MapDefinition = {
  kind: "rate",
  label: "Convergence rate",
  description: "By what factor the error shrinks with every step, measured.",
  quantity: "factor per step",
  channels: 1,
  scale: { kind: "sequential", log: false, isReversed: true },
  values: (picture) => pickedValues(picture, CONVERGENCE.rate),
  shading(picture) {
    const { cells } = picture;
    return {
      categories: [{ label: "grows or diverges", color: DIVERGED }],
      numbers: pickedValues(picture, CONVERGENCE.rate),
      category: (at) => (cells[at + CONVERGENCE.class] === CONVERGENCE_CLASSES.grows ? 0 : -1),
    };
  },
};
