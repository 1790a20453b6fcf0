import { combinations } from "../../experiment/axis-values.ts";
import type { Experiment, Point } from "../../experiment/experiment.ts";
import type { Follow } from "../../experiment/recording.ts";
import { trajectoryCount } from "../../experiment/trajectory-count.ts";
import { type BegunTrajectory, beginTrajectory } from "../../reference/begin-trajectory.ts";
import { conditionsByStep, optimizerOf } from "../../reference/conditions.ts";
import type { Conditions } from "../../reference/trajectory.ts";
import type { Breathing } from "./breathing.ts";

/** The median is that of so many trajectories at most: of more, of so many that are evenly chosen. */
const MOST = 1025;

/** All of them together make about this many steps: longer runs are followed by fewer, down to one. */
const MOST_STEPS = 2 ** 20;

/** Steps of single trajectories between two looks at the clock. */
const PIECE = 512;

/** What a camera flies along with: trajectories of the CPU reference, in the GPU's precision, and where they are. */
export class FlownCrowd {
  readonly #members: readonly BegunTrajectory[];
  readonly #conditions: ReadonlyMap<number, (combination: number) => Conditions>;
  readonly #sorted: Float64Array;
  #step = 0;

  /** @param steps that they will make */
  constructor(experiment: Experiment, { ensemble, trajectory }: Follow, steps: number) {
    const described = experiment.ensembles[ensemble];
    if (described === undefined) throw new Error(`There is no ensemble ${ensemble} to fly along with.`);
    this.#conditions = conditionsByStep(experiment, ensemble, "f32");
    const initial = this.#conditions.get(0);
    if (initial === undefined) throw new Error("A run has no conditions at step 0.");
    const indices = trajectory === "median" ? evenly(trajectoryCount(experiment, ensemble), steps) : [trajectory];
    const optimizer = optimizerOf(described.optimizer);
    const perStart = combinations(described);
    this.#members = indices.map((index) => beginTrajectory(experiment, optimizer, index, perStart, "f32", initial));
    this.#sorted = new Float64Array(indices.length);
  }

  /**
   * Goes on to a step, which is not before the present one.
   * @returns the median of both coordinates over what has not diverged; over all where all of it has: what diverges stays
   * at its last place.
   */
  async at(step: number, breathing: Breathing): Promise<Point> {
    let piece = 0;
    for (; this.#step < step; this.#step += 1) {
      const changed = this.#conditions.get(this.#step);
      for (const { trajectory, combination } of this.#members) {
        if (changed !== undefined) trajectory.conditions = changed(combination);
        trajectory.advance(this.#step + 1);
      }
      piece += this.#members.length;
      if (piece < PIECE) continue;
      piece = 0;
      await breathing.breathe();
    }
    const sound = this.#members.filter(({ trajectory }) => trajectory.divergedAt === null);
    const counted = sound.length === 0 ? this.#members : sound;
    return [this.#median(counted, "x"), this.#median(counted, "y")];
  }

  #median(members: readonly BegunTrajectory[], axis: "x" | "y"): number {
    const values = this.#sorted.subarray(0, members.length);
    for (const [index, { trajectory }] of members.entries()) values[index] = trajectory.position[axis];
    values.sort();
    const half = (members.length - 1) / 2;
    return ((values[Math.floor(half)] ?? 0) + (values[Math.ceil(half)] ?? 0)) / 2;
  }
}

/** Indices of the trajectories whose median is followed. */
function evenly(count: number, steps: number): readonly number[] {
  const affordable = Math.max(Math.floor(MOST_STEPS / Math.max(steps, 1)), 1);
  const chosen = Math.min(count, MOST, affordable);
  return Array.from({ length: chosen }, (_, index) => Math.floor(((index + 0.5) * count) / chosen));
}
