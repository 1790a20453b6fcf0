import type { MapLegend } from "../../maps/legend.ts";
import type { MapDefinition } from "../../maps/map.ts";
import type { MapPicture } from "../../maps/map-picture.ts";

/** The legend of a map with minima called by the names that they have everywhere else, where they count from 1. */
export function namedLegend(
  legend: MapLegend,
  definition: MapDefinition,
  picture: MapPicture,
  nameOfMinimum: (index: number) => string,
): MapLegend {
  if (definition.kind !== "basins") return legend;
  const { categories } = definition.shading(picture);
  const swatches = legend.swatches.map((swatch) => {
    const index = categories.findIndex(({ label }) => label === swatch.label);
    return categories[index]?.isShaded === true ? { ...swatch, label: nameOfMinimum(index) } : swatch;
  });
  return { ...legend, swatches };
}
