import { POINTS_PER_SLOT } from "../simulation/density-weights.ts";
import { MOST_DISCS, MOST_RIBBONS, type QualityLevel } from "./quality.ts";

/** How a crowd is drawn: trails as ribbons, trails as lines, or heads over a drape of density. */
export type Tier = "ribbons" | "lines" | "drape";

export const TIERS: readonly Tier[] = ["ribbons", "lines", "drape"];

/** Everything that choosing a way of drawing decides. */
export interface CrowdPlan {
  readonly tier: Tier;
  /** Every how manieth slot of the history a trail passes through. */
  readonly join: number;
  /** Heads are discs, or points of one pixel. */
  readonly discs: boolean;
  /** Every how manieth trajectory has a trail, and a head. */
  readonly thinning: number;
  readonly headThinning: number;
  /** Light of a trail, of a head, and of the drape where a typical trajectory is, before compression. */
  readonly light: number;
  readonly headLight: number;
  readonly drapeLight: number;
  /** CSS pixels. */
  readonly width: number;
  readonly headRadius: number;
  /** The light that is drawn at full brightness. */
  readonly span: number;
  /** Cells of the drape along each side, and samples back to where a trajectory's streak ends. */
  readonly side: number;
  readonly reach: number;
}

/** So few trajectories are drawn in full at every level of quality: they cost next to nothing. */
const FEW = 512;

/** A head's share of the density that is drawn at full strength. */
const HEAD_SHARE = { light: 0.055, ink: 0.06 };

/** A line of one pixel against the narrowest ribbon, a point of one pixel against the smallest disc: as they cover more. */
const LINE_LIGHT = 1.2;
const POINT_LIGHT = 2;

/** The span of the drape, whatever the count: its exposure adapts. */
const DRAPE_SPAN = 150;

/** The light of the drape where a typical trajectory is; as ink less, since the contours are to be seen through it. */
const DRAPE_LIGHT = { light: 32, ink: 15 };

/** A head over the drape against one among trails. */
const DRAPE_POINT_LIGHT = 2;

/** The light of all heads over the drape together stays about that of this many, however many are drawn. */
const DRAPE_HEADS = 12_000;

/** Streaks are no longer than this many samples, and no shorter than one point. */
const LONGEST_REACH = 8;
const LEAST_REACH = 1 / POINTS_PER_SLOT;

/** The tier for a crowd of this size at this level of quality. */
export function chooseTier(total: number, level: QualityLevel): Tier {
  if (total <= FEW) return "ribbons";
  if (total <= MOST_RIBBONS) return level.ribbons ? "ribbons" : "lines";
  return total <= level.lines ? "lines" : "drape";
}

/**
 * How a crowd is drawn. The sum of light over the picture stays about the same, whatever the count and the level.
 * @param total visible trajectories of all ensembles
 * @param ink 0 for light on night, 1 for ink on paper
 * @param tier draws in this tier whatever the count
 */
export function planCrowd(total: number, level: QualityLevel, ink: number, tier = chooseTier(total, level)): CrowdPlan {
  const medium = ink > 0.5 ? "ink" : "light";
  const isFew = total <= FEW;
  const isDraped = tier === "drape";
  const discs = !isDraped && (isFew || (level.discs && total <= MOST_DISCS));
  const thinning = isFew ? 1 : Math.max(Math.ceil(total / level.trails), 1);
  const headThinning = isDraped ? Math.max(Math.ceil(total / level.heads), 1) : 1;
  const crowd = Math.log10(Math.max(total, 1));
  // A single trail has to stand out by itself; from a thousand on, trails show by their number.
  const alone = 1 + 3.5 * Math.max(1 - crowd / 3, 0);
  const span = isDraped ? DRAPE_SPAN : 4 + Math.min(total * 0.05, 2500);
  const drawnHeads = Math.max(total / headThinning, 1);
  // A head is to be seen among the trails, so its light grows with what they add up to.
  const headLight = isDraped
    ? DRAPE_POINT_LIGHT *
      DRAPE_SPAN *
      HEAD_SHARE[ink > 0.5 ? "ink" : "light"] *
      Math.min((DRAPE_HEADS / drawnHeads) ** 0.5, 1)
    : (5 + span * HEAD_SHARE[medium]) * (discs ? 1 : POINT_LIGHT);
  const affordable = level.deposits / POINTS_PER_SLOT / Math.max(total, 1);
  return {
    tier,
    join: isFew ? 1 : level.join,
    discs,
    thinning,
    headThinning,
    light: thinning ** 0.55 * (tier === "ribbons" ? 1 : LINE_LIGHT) * alone,
    headLight,
    drapeLight: isDraped ? DRAPE_LIGHT[medium] : 0,
    width: Math.max(2.6 - 0.36 * crowd, 1.2),
    headRadius: Math.max(6 - 1.08 * crowd, 1.1),
    span,
    side: isDraped ? level.side : 0,
    reach: isDraped ? Math.min(Math.max(affordable, LEAST_REACH), LONGEST_REACH) : 0,
  };
}
