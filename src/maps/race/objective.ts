import type { RaceChoice } from "../../experiment/race.ts";
import type { Outcomes } from "./engine.ts";

/** The number that a race compares. */
export function objectiveOf({ objective }: RaceChoice, { loss, reached, share }: Outcomes): Float32Array {
  if (objective === "loss") return loss;
  return objective === "steps" ? reached : share;
}

/** The same as a score, of which less is better. */
export function scoreOf(choice: RaceChoice, outcomes: Outcomes): Float32Array {
  const objective = objectiveOf(choice, outcomes);
  return choice.objective === "share" ? objective.map((value) => -value) : objective;
}
