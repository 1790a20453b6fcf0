import type { Theme } from "../theme.ts";
import { paintRelief } from "./paint-relief.ts";
import { fitCanvas } from "./pictures.ts";
import type { Place } from "./places.ts";
import type { ReliefSamples } from "./relief-samples.ts";
import type { Work } from "./slices.ts";

interface Ground {
  readonly place: Place;
  readonly theme: Theme;
  readonly width: number;
  readonly ratio: number;
  readonly canvas: HTMLCanvasElement;
}

/** Cards have one width, and the documentation another; the newest last. */
const kept: Ground[] = [];
const MOST_KEPT = 2;

/** The faint map that previews of optimizers are drawn on, `width` CSS pixels wide. */
export function* faintGround(
  place: Place,
  samples: ReliefSamples,
  theme: Theme,
  width: number,
): Work<HTMLCanvasElement> {
  const ratio = devicePixelRatio;
  const known = kept.find(
    (ground) => ground.place === place && ground.theme === theme && ground.width === width && ground.ratio === ratio,
  );
  if (known !== undefined) return known.canvas;
  const canvas = document.createElement("canvas");
  const context = fitCanvas(canvas, width);
  if (context !== null) yield* paintRelief(context, samples, { theme, isFaint: true }, ratio);
  kept.push({ place, theme, width, ratio, canvas });
  if (kept.length > MOST_KEPT) kept.shift();
  return canvas;
}
