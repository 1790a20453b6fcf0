import type { MapCategory, MapDefinition } from "./map.ts";
import { CELL_NUMBERS, type MapPicture } from "./map-picture.ts";

/** What is painted of the cells of a picture, by cell. */
export interface CellShading {
  readonly categories: readonly MapCategory[];
  readonly numbers: Float32Array;
  /** The place of each cell's category, −1 for none; absent where there are no categories. */
  readonly marks?: Int16Array;
}

interface Known {
  readonly definition: MapDefinition;
  readonly shading: CellShading;
}

const known = new WeakMap<MapPicture, Known>();

function shade(definition: MapDefinition, picture: MapPicture): CellShading {
  const { categories, numbers, category } = definition.shading(picture);
  if (categories.length === 0) return { categories, numbers };
  const marks = new Int16Array(numbers.length);
  for (let cell = 0; cell < marks.length; cell++) marks[cell] = category(cell * CELL_NUMBERS);
  return { categories, numbers, marks };
}

/** What a definition paints of a picture; made once for range, picture and legend, since it goes over all cells. */
export function shadingOf(definition: MapDefinition, picture: MapPicture): CellShading {
  const found = known.get(picture);
  if (found?.definition === definition) return found.shading;
  const shading = shade(definition, picture);
  known.set(picture, { definition, shading });
  return shading;
}
