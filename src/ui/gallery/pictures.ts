import type { Optimizer } from "../../optimizers/optimizer.ts";
import { KeptWork } from "./kept-work.ts";
import type { Place } from "./places.ts";
import { type PreviewTrail, previewTrails } from "./preview-trails.ts";
import { COLUMNS, type ReliefSamples, ROWS, sampleRelief } from "./relief-samples.ts";
import { IdleQueue } from "./slices.ts";

/** Whoever waits longer than this, in milliseconds, gets a slice even where no frame has time left. */
const PATIENCE = 120;

/** The queue of everything that the gallery computes and paints. */
export const idleQueue = new IdleQueue({
  now: () => performance.now(),
  whenIdle(run) {
    if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: PATIENCE });
    else setTimeout(run, 16);
  },
});

/** Reliefs by place; some more than the catalogue has surfaces. */
export const reliefs = new KeptWork<Place, ReliefSamples>(
  ({ surface, parameters }) => sampleRelief(surface, parameters),
  64,
);

const previews = new WeakMap<Place, KeptWork<Optimizer, readonly PreviewTrail[]>>();

/** The previews of optimizers at a place. */
export function previewsAt(place: Place): KeptWork<Optimizer, readonly PreviewTrail[]> {
  const known = previews.get(place);
  if (known !== undefined) return known;
  const made = new KeptWork<Optimizer, readonly PreviewTrail[]>((optimizer) =>
    previewTrails(optimizer, place.surface, place.parameters),
  );
  previews.set(place, made);
  return made;
}

/** Gives a canvas the pixels for its width in CSS pixels; null where the browser has none left. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number): CanvasRenderingContext2D | null {
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round((canvas.width * (ROWS - 1)) / (COLUMNS - 1));
  return canvas.getContext("2d");
}
