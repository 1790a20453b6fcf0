import type { MapShading } from "./map.ts";
import type { MapPicture } from "./map-picture.ts";
import { pickedValues } from "./picked-values.ts";

/** Cells shown by numbers alone. */
export function numberShading(numbers: Float32Array): MapShading {
  return { categories: [], numbers, category: () => -1 };
}

/** Cells shown by the length of the vector of two of their numbers. */
export function lengthShading(picture: MapPicture, first: number): MapShading {
  const numbers = pickedValues(picture, first);
  const others = pickedValues(picture, first + 1);
  for (let index = 0; index < numbers.length; index++) {
    const x = numbers[index] ?? Number.NaN;
    const y = others[index] ?? Number.NaN;
    // Numbers that were f32 cannot overflow here, and Math.hypot is slow.
    numbers[index] = Math.sqrt(x * x + y * y);
  }
  return numberShading(numbers);
}
