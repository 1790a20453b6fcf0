import { clamp, float, log, mix, select, uniform } from "three/tsl";
import type { Node } from "three/webgpu";

/** Drawn heights end here: a little above 1, so that what is higher than the domain's highest loss stays in view. */
export const HIGHEST_DRAWN = 1.06;

/** The softening of the logarithm that is wanted, as a share of the loss range: about three decades are told apart. */
const USUAL_SOFTENING = 3e-4;

/**
 * The logarithm is softened until these shares of the domain lie no higher than these heights, where that can be had:
 * a lower floor makes bowls of wells that would be spikes, a lower median keeps slopes from turning into a plateau.
 */
const CEILINGS = [
  { share: 0.1, height: 0.24 },
  { share: 0.5, height: 0.62 },
] as const;

/** It is sharpened until the median is drawn at least this high: a few towers must not flatten all the rest. */
const LEAST_MEDIAN = 0.22;

/** Sharper than this f32 no longer tells the lowest losses apart. */
const LEAST_SOFTENING = 1e-18;

/** Losses further out than this are taken as this: f32 must hold them, and their differences. */
const MOST_LOSS = 1e37;

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
  const from = boundedLoss(lowest);
  const to = boundedLoss(highest);
  // The least range that f32 resolves about these losses; a constant gets one of its own size.
  const least = 1e-6 * Math.max(Math.abs(from), Math.abs(to)) || 1e-30;
  const range = to - from > least ? to - from : Math.max(1, Math.abs(from));
  const sorted = losses.filter(Number.isFinite).sort((a, b) => a - b);
  const excessAt = (share: number): number =>
    Math.min(Math.max(((sorted[Math.floor(share * (sorted.length - 1))] ?? from) - from) / range, 0), 1);
  let softening = USUAL_SOFTENING;
  for (const { share, height } of CEILINGS) softening = Math.max(softening, softeningFor(excessAt(share), height));
  const median = excessAt(0.5);
  if (median > 0 && logarithmic(median, softening) < LEAST_MEDIAN) {
    softening = Math.min(Math.max(softeningFor(median, LEAST_MEDIAN), LEAST_SOFTENING), softening);
  }
  return { lowest: from, range, softening: softening * range };
}

function boundedLoss(loss: number): number {
  return Math.min(Math.max(Number.isNaN(loss) ? 0 : loss, -MOST_LOSS), MOST_LOSS);
}

/** The least softening, up to 1, at which a loss (in units of the range) is drawn no higher than this. */
function softeningFor(excess: number, height: number): number {
  let low = Math.log(LEAST_SOFTENING);
  let high = 0;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (logarithmic(excess, Math.exp(middle)) > height) low = middle;
    else high = middle;
  }
  return Math.exp(high);
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
