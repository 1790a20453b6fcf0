import { type CrowdPlan, planCrowd, type Tier } from "./crowd-plan.ts";
import { QUALITY_LEVELS, QualityController, type QualityLevel } from "./quality.ts";

/** How much is drawn: the level that the frame time chooses, or the one that a person locked. */
export class Detail {
  readonly #controller: QualityController;
  #locked: number | undefined;
  #lockedTier: Tier | undefined;

  /**
   * @param level where it starts; 0 is everything
   * @param only what is drawn at every level: nothing adapts
   */
  constructor(
    level: number,
    private readonly only?: QualityLevel,
  ) {
    this.#controller = new QualityController(level);
  }

  get level(): number {
    return this.#locked ?? this.#controller.level;
  }

  /** @param seconds since the last frame @returns the level to draw at */
  frame(seconds: number): number {
    if (this.only !== undefined) return this.level;
    return this.#locked ?? this.#controller.frame(seconds);
  }

  /** Measures anew: what is drawn from now on costs something else. */
  reset(): void {
    this.#controller.reset();
  }

  /** @param level whatever the frame time; undefined lets it adapt again */
  lock(level: number | undefined): void {
    this.#locked =
      level === undefined ? undefined : Math.min(Math.max(Math.round(level), 0), QUALITY_LEVELS.length - 1);
  }

  /** @param tier whatever the count; undefined lets the count and the level choose again */
  lockTier(tier: Tier | undefined): void {
    this.#lockedTier = tier;
  }

  /** How a crowd of so many is drawn now. @param ink 0 for light on night, 1 for ink on paper */
  plan(total: number, ink: number): CrowdPlan {
    return planCrowd(total, this.at(this.level), ink, this.#lockedTier);
  }

  /** What is drawn at a level. @throws RangeError where there is no such level */
  at(level: number): QualityLevel {
    return this.only ?? levelAt(level);
  }
}

function levelAt(level: number): QualityLevel {
  const found = QUALITY_LEVELS[Math.max(level, 0)];
  if (found === undefined) throw new RangeError(`There is no level of quality ${level}.`);
  return found;
}
