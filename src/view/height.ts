import { clamp, float, log, mix, select, uniform } from "three/tsl";
import type { Node } from "three/webgpu";

/** Drawn heights end here: a little above 1, so that what is higher than the domain's highest loss stays in view. */
export const HIGHEST_DRAWN = 1.06;

/** The smallest softening of the logarithm, as a share of the loss range: about four decades stay distinguishable. */
const LEAST_SOFTENING = 2e-4;

/** The logarithm is softened until the median loss is drawn no higher than this, where that can be had. */
const MEDIAN_HEIGHT = 0.66;

/** How a loss becomes a drawn height in [0, {@link HIGHEST_DRAWN}]. */
export interface HeightScale {
  readonly lowest: number;
  /** highest − lowest, > 0. */
  readonly range: number;
  /** s of log(1 + (f − lowest) / s), > 0. */
  readonly softening: number;
}

/** 0 is linear, 1 logarithmic; between them while the one turns into the other. */
export type HeightBlend = number;

/**
 * Chooses the scale for a surface.
 * @param losses a sample over the domain, in any order; it is not changed
 */
export function chooseHeightScale(lowest: number, highest: number, losses: readonly number[]): HeightScale {
  const range = Number.isFinite(highest - lowest) && highest > lowest ? highest - lowest : 1;
  const sorted = losses.filter(Number.isFinite).sort((a, b) => a - b);
  const median = Math.min(Math.max(((sorted[sorted.length >> 1] ?? lowest) - lowest) / range, 0), 1);
  let low = Math.log(LEAST_SOFTENING);
  let high = 0;
  const drawn = (logarithm: number) => logarithmic(median, Math.exp(logarithm));
  if (drawn(low) <= MEDIAN_HEIGHT) high = low;
  for (let i = 0; i < 40 && high - low > 1e-9; i++) {
    const middle = (low + high) / 2;
    if (drawn(middle) > MEDIAN_HEIGHT) low = middle;
    else high = middle;
  }
  return { lowest, range, softening: Math.exp(high) * range };
}

/** log(1 + e/s) / log(1 + 1/s) for a loss e and a softening s in units of the range. */
function logarithmic(excess: number, softening: number): number {
  return Math.log1p(excess / softening) / Math.log1p(1 / softening);
}

/** The drawn height of a loss; infinite and NaN losses are drawn at the top. The shader twin is {@link HeightNodes}. */
export function drawnHeight(scale: HeightScale, blend: HeightBlend, loss: number): number {
  const above = loss - scale.lowest;
  const excess = Number.isNaN(above) ? HIGHEST_DRAWN : Math.min(Math.max(above / scale.range, 0), HIGHEST_DRAWN);
  const relative = scale.softening / scale.range;
  return (1 - blend) * excess + blend * logarithmic(excess, relative);
}

/** d(drawn height) / d(loss); 0 where the height is bounded. */
export function heightSlope(scale: HeightScale, blend: HeightBlend, loss: number): number {
  const excess = (loss - scale.lowest) / scale.range;
  if (!(excess >= 0 && excess <= HIGHEST_DRAWN)) return 0;
  const relative = scale.softening / scale.range;
  const steepness = 1 / ((relative + excess) * Math.log1p(1 / relative));
  return ((1 - blend) * 1 + blend * steepness) / scale.range;
}

/** The same two functions in the shader, over uniforms. */
export class HeightNodes {
  readonly #lowest = uniform(0);
  readonly #inverseRange = uniform(1);
  readonly #softening = uniform(1);
  readonly #inverseLogarithm = uniform(1);
  readonly #blend = uniform(0);

  set(scale: HeightScale, blend: HeightBlend): void {
    const relative = scale.softening / scale.range;
    this.#lowest.value = scale.lowest;
    this.#inverseRange.value = 1 / scale.range;
    this.#softening.value = relative;
    this.#inverseLogarithm.value = 1 / Math.log1p(1 / relative);
    this.#blend.value = blend;
  }

  #excess(loss: Node<"float">): Node<"float"> {
    return loss.sub(this.#lowest).mul(this.#inverseRange);
  }

  height(loss: Node<"float">): Node<"float"> {
    const excess = clamp(this.#excess(loss), 0, HIGHEST_DRAWN).toVar();
    const logarithm = log(excess.div(this.#softening).add(1)).mul(this.#inverseLogarithm);
    return mix(excess, logarithm, this.#blend);
  }

  slope(loss: Node<"float">): Node<"float"> {
    const excess = this.#excess(loss).toVar();
    const steepness = this.#inverseLogarithm.div(this.#softening.add(clamp(excess, 0, HIGHEST_DRAWN)));
    const inside = excess.greaterThanEqual(0).and(excess.lessThanEqual(HIGHEST_DRAWN));
    return select(inside, mix(float(1), steepness, this.#blend).mul(this.#inverseRange), float(0));
  }
}
