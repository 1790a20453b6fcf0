import { DIVERGED, minimumColor } from "../category-colors.ts";
import { CONVERGENCE, CONVERGENCE_CLASSES } from "../cell-numbers.ts";
import type { MapDefinition } from "../map.ts";
import { CELL_NUMBERS } from "../map-picture.ts";
import { pickedValues } from "../picked-values.ts";

/** Whether it stays bounded: the verdict tells stable from unstable, and what it does besides tells the rest apart. */
export const stability: MapDefinition = {
  kind: "stability",
  label: "Stability",
  description: "Which settings converge, cycle or blow up.",
  quantity: "1 stable, 0 not",
  channels: 1,
  scale: { kind: "categories" },
  values: (picture) => pickedValues(picture, CONVERGENCE.stable),
  shading({ cells }) {
    return {
      numbers: new Float32Array(cells.length / CELL_NUMBERS),
      categories: [
        { label: "converges", color: minimumColor(0) },
        { label: "bounded, still under way", color: minimumColor(6) },
        { label: "cycles", color: minimumColor(11) },
        { label: "unstable", color: DIVERGED },
      ],
      category(at) {
        const verdict = cells[at + CONVERGENCE.stable];
        const found = cells[at + CONVERGENCE.class];
        if (verdict === undefined || Number.isNaN(verdict)) return -1;
        if (found === CONVERGENCE_CLASSES.cycles) return 2;
        if (verdict === 0) return 3;
        return found === CONVERGENCE_CLASSES.converges ? 0 : 1;
      },
    };
  },
};
