import { cellCentres, type MapAxis } from "../experiment/map.ts";

/** Whether some neighbouring cells of an axis are the same number to the GPU: they would show the same trajectory. */
export function isBeyondF32(axis: Omit<MapAxis, "path">, count: number): boolean {
  const values = cellCentres(axis, count).map(Math.fround);
  return values.some((value, index) => index > 0 && value === values[index - 1]);
}

/** Numbers that are farther apart than the spacing of f32 round to different ones; at just the spacing two may not. */
const MORE_THAN_SPACING = 1.001;

/** Below this, numbers may count as zero on a GPU; there the spacing is taken to be as much. */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * A window around a centre in which `count` cells are still different numbers to the GPU; none a quarter as wide has them. On
 * a logarithmic axis the centre is that of the ratios, and must not be 0.
 */
export function smallestWindow(
  centre: number,
  count: number,
  scale: MapAxis["scale"],
): { readonly from: number; readonly to: number } {
  if (scale === "log") {
    const root = (1 + MORE_THAN_SPACING * 2 ** -23) ** (count / 2);
    return { from: centre / root, to: centre * root };
  }
  // The spacing is that of the window's far end, which is a little farther out than its centre.
  const reach = Math.abs(centre) * (1 + count * 2 ** -24);
  const half = (MORE_THAN_SPACING * count * spacingAt(reach)) / 2;
  return { from: centre - half, to: centre + half };
}

/** From a number to the next one that f32 has. */
function spacingAt(value: number): number {
  if (value < SMALLEST_NORMAL * 2 ** 23) return SMALLEST_NORMAL;
  return 2 ** (Math.floor(Math.log2(value)) - 23);
}
