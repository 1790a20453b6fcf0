import { sortChanges } from "../../experiment/changes.ts";
import type { Change, Experiment } from "../../experiment/experiment.ts";
import { ExperimentError } from "../../experiment/experiment-error.ts";
import { getAtPointer, setAtPointer } from "../../experiment/pointer.ts";
import type { TrackedPath } from "../../experiment/recording-track.ts";
import type { Pace } from "./pace.ts";

/** What a simulation takes in without being slowed down by it. */
const MOST_CHANGES = 20_000;

/** What the experiment has at a path before any change, and what its own changes make of it, step by step. */
function ownValues(experiment: Experiment, path: string): readonly Change[] {
  const value = getAtPointer(experiment, path);
  if (typeof value !== "number") throw new Error(`${path} is not a number.`);
  return [{ step: 0, path, value }, ...experiment.changes.filter((change) => change.path === path)];
}

/** The changes that make a number of the run go as its track, up to `last`; at step 0 there always is one. */
function changesOf(own: readonly Change[], { path, from, to, at }: TrackedPath, pace: Pace, last: number): Change[] {
  if (from > pace.over) return [...own];
  // The first step that is not left before the track begins.
  const first = Math.ceil(pace.position(from));
  const changes = own.filter(({ step }) => step < first);
  let value = changes.at(-1)?.value;
  for (let step = first; step <= last && changes.length <= MOST_CHANGES; step += 1) {
    const time = Math.min(pace.leaving(step), pace.over);
    const next = at(time);
    if (next !== value) changes.push({ step, path, value: next });
    value = next;
    if (time >= to) break;
  }
  return changes;
}

/**
 * The experiment whose changes make its numbers go as their tracks. The steps after step n are made with the values that
 * hold when the run leaves n, or where it ends at n: while no step is made, a track changes nothing. The experiment's own changes hold on the
 * path of a track until the track begins.
 * @param tracked of the run, not of its map.
 * @param last the last step that the film shows.
 * @throws ExperimentError where that would be more than {@link MOST_CHANGES} changes.
 */
export function withTracks(
  experiment: Experiment,
  tracked: readonly TrackedPath[],
  pace: Pace,
  last: number,
): Experiment {
  const paths = new Set(tracked.map(({ path }) => path));
  const others = experiment.changes.filter(({ path }) => !paths.has(path));
  const made = tracked.flatMap((track) => changesOf(ownValues(experiment, track.path), track, pace, last));
  if (made.length > MOST_CHANGES) {
    const allowed = `tracks that go on over fewer steps of the run, at most ${MOST_CHANGES} in all`;
    throw new ExperimentError(["recording", "parameters"], `more than ${MOST_CHANGES} changes`, allowed);
  }
  const atOnce = made.filter(({ step }) => step === 0);
  const begun = atOnce.reduce((begin, { path, value }) => setAtPointer(begin, path, value), experiment);
  return { ...begun, changes: sortChanges([...others, ...made.filter(({ step }) => step > 0)]) };
}
