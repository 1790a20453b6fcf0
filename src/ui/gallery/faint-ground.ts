import type { Theme } from "../theme.ts";
import { paintRelief } from "./paint-relief.ts";
import { fitCanvas } from "./pictures.ts";
import type { Place } from "./places.ts";
import type { ReliefSamples } from "./relief-samples.ts";

interface Ground {
  readonly place: Place;
  readonly theme: Theme;
  readonly width: number;
  readonly ratio: number;
  readonly canvas: HTMLCanvasElement;
}

/** All cards of optimizers have the same: one is enough. */
let latest: Ground | undefined;

/** The faint map that previews of optimizers are drawn on, `width` CSS pixels wide. */
export function faintGround(place: Place, samples: ReliefSamples, theme: Theme, width: number): HTMLCanvasElement {
  const ratio = devicePixelRatio;
  const isSame = latest?.place === place && latest.theme === theme && latest.width === width && latest.ratio === ratio;
  if (isSame && latest !== undefined) return latest.canvas;
  const canvas = document.createElement("canvas");
  const context = fitCanvas(canvas, width);
  if (context !== null) paintRelief(context, samples, { theme, isFaint: true }, ratio);
  latest = { place, theme, width, ratio, canvas };
  return canvas;
}
