import { type Box, boxBetween } from "./box.ts";

/** The smallest rectangle that holds every pixel that is not transparent; undefined where all are. */
export function inkBounds(data: ArrayLike<number>, width: number, height: number): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[4 * (y * width + x) + 3] ?? 0) === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right === 0 ? undefined : boxBetween(left, top, right, bottom);
}
