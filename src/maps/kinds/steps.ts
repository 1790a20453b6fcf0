import { DIVERGED, UNDER_WAY } from "../category-colors.ts";
import { CONVERGENCE, CONVERGENCE_CLASSES } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { pickedValues } from "../picked-values.ts";

export const steps: MapDefinition = {
  kind: "steps",
  label: "Steps to ε",
  description: "How many steps it takes until the loss is within ε of the lowest minimum.",
  quantity: "steps",
  channels: 1,
  scale: { kind: "sequential", log: true, isReversed: true },
  values: (picture) => pickedValues(picture, CONVERGENCE.steps),
  shading(picture) {
    const { cells } = picture;
    return {
      categories: [
        { label: "not within these steps", color: UNDER_WAY },
        { label: "grows or diverges", color: DIVERGED },
      ],
      numbers: pickedValues(picture, CONVERGENCE.steps),
      category(at) {
        if (cells[at + CONVERGENCE.steps] !== -1) return -1;
        return cells[at + CONVERGENCE.class] === CONVERGENCE_CLASSES.grows ? 1 : 0;
      },
    };
  },
};
