import { DIVERGED, minimumColor, SADDLE, UNDER_WAY, UNLISTED } from "../category-colors.ts";
import { BASIN_ENDS, BASINS } from "../cell-numbers.ts";
import type { MapCategory, MapDefinition } from "../map.ts";
import { measuredFrom } from "../measured-from.ts";
import { pickedValues } from "../picked-values.ts";

const coordinate = (value: number): string => String(Number(value.toPrecision(3))).replace("-", "−");

/** Where a cell ended, if at no listed minimum; in the order of their categories, after those of the minima. */
const ELSEWHERE: readonly (readonly [end: number, category: MapCategory])[] = [
  [BASIN_ENDS.saddle, { label: "rests on a saddle or maximum", color: SADDLE }],
  [BASIN_ENDS.unlisted, { label: "rests at a minimum not listed", color: UNLISTED }],
  [BASIN_ENDS.underWay, { label: "still under way", color: UNDER_WAY }],
  [BASIN_ENDS.diverged, { label: "diverged", color: DIVERGED }],
];

export const basins: MapDefinition = {
  kind: "basins",
  label: "Basins",
  description: "Which minimum every start ends at; the sooner, the brighter.",
  quantity: "index of the minimum; −1 none, −2 diverged",
  channels: 1,
  scale: { kind: "categories", shadedBy: "steps to arrive" },
  values: (picture) => pickedValues(picture, BASINS.minimum),
  shading(picture) {
    const { cells, experiment } = picture;
    const minima = measuredFrom(experiment).minima.map(
      ({ x, y }, index): MapCategory => ({
        label: `minimum ${index} at (${coordinate(x)}, ${coordinate(y)})`,
        color: minimumColor(index),
        isShaded: true,
      }),
    );
    const places = new Map(ELSEWHERE.map(([end], index) => [end, minima.length + index]));
    return {
      categories: [...minima, ...ELSEWHERE.map(([, category]) => category)],
      numbers: pickedValues(picture, BASINS.steps),
      category(at) {
        const minimum = cells[at + BASINS.minimum] ?? Number.NaN;
        return minimum >= 0 ? minimum : (places.get(cells[at + BASINS.end] ?? Number.NaN) ?? -1);
      },
    };
  },
};
