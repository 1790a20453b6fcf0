import { DIVERGED } from "../category-colors.ts";
import { CONVERGENCE } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { measuredFrom } from "../measured-from.ts";
import { pickedValues } from "../picked-values.ts";

/** The file holds the loss itself; the picture compares by ratio, and so shows how far it is above the lowest minimum. */
export const loss: MapDefinition = {
  kind: "loss",
  label: "Final loss",
  description: "How low the loss is after the last step.",
  quantity: "loss above the lowest listed minimum",
  channels: 1,
  scale: { kind: "sequential", log: true, isReversed: true },
  values: (picture) => pickedValues(picture, CONVERGENCE.loss),
  shading(picture) {
    const { cells } = picture;
    const { lossFloor } = measuredFrom(picture.experiment);
    const numbers = pickedValues(picture, CONVERGENCE.loss);
    for (let index = 0; index < numbers.length; index++)
      numbers[index] = Math.max(0, (numbers[index] ?? 0) - lossFloor);
    return {
      categories: [{ label: "diverges", color: DIVERGED }],
      numbers,
      category: (at) => (cells[at + CONVERGENCE.loss] === Number.POSITIVE_INFINITY ? 0 : -1),
    };
  },
};
