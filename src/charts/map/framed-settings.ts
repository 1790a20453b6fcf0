import type { FrameInk } from "./framed-ink.ts";
import type { SettingsPlace } from "./settings-place.ts";

/** In the picture's units: half the length of a cross's bars, how thick they are, and their halo on either side. */
const CROSS = { reach: 10, thickness: 2.5, halo: 1.25 } as const;

/** Draws where the settings that run lie on a map's field: a cross, or a line all through it. */
export function drawSettings(
  context: OffscreenCanvasRenderingContext2D,
  { x, y }: SettingsPlace,
  field: { readonly width: number; readonly height: number },
  color: string,
  { halo }: Pick<FrameInk, "halo">,
): void {
  const [left, top] = [(x ?? 0) * field.width, (1 - (y ?? 0)) * field.height];
  const across = x === undefined ? ([0, field.width] as const) : ([left - CROSS.reach, left + CROSS.reach] as const);
  const up = y === undefined ? ([0, field.height] as const) : ([top - CROSS.reach, top + CROSS.reach] as const);
  context.save();
  context.beginPath();
  context.rect(0, 0, field.width, field.height);
  context.clip();
  for (const [style, thickness] of [
    [halo, CROSS.thickness + 2 * CROSS.halo],
    [color, CROSS.thickness],
  ] as const) {
    context.beginPath();
    if (y !== undefined) {
      context.moveTo(across[0], top);
      context.lineTo(across[1], top);
    }
    if (x !== undefined) {
      context.moveTo(left, up[0]);
      context.lineTo(left, up[1]);
    }
    context.lineWidth = thickness;
    context.strokeStyle = style;
    context.stroke();
  }
  context.restore();
}
