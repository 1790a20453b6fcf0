import type { LinearColor } from "../math/oklab.ts";

function encoded(component: number): number {
  const inGamut = Math.min(1, Math.max(0, component));
  return inGamut <= 0.0031308 ? 12.92 * inGamut : 1.055 * inGamut ** (1 / 2.4) - 0.055;
}

/** #rrggbb of linear sRGB components; what is out of gamut is brought to its border, component by component. */
export function hexOf(color: LinearColor): string {
  return `#${color
    .map((component) =>
      Math.round(255 * encoded(component))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
