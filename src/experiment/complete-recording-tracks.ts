import { CHANGEABLE, type Check, checkOf } from "./changes.ts";
import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { frameCount } from "./frame-count.ts";
import type { ParameterTrack, Recording } from "./recording.ts";
import { isMapPath, MAP_PATHS, mapWith, numbersAt, trackedPath } from "./recording-track.ts";

/** What checks the values of a track by themselves; undefined where no number at its path may go on. */
function trackCheck(experiment: Experiment, path: string): Check | undefined {
  const { map } = experiment;
  if (!isMapPath(path)) return checkOf(experiment, path);
  if (map === undefined) return undefined;
  // The ends of an axis are checked with each other, once all tracks are known.
  if (path !== "/map/steps" && path !== "/map/epsilon") return () => undefined;
  return (value, keys) => {
    try {
      mapWith(experiment, map, [{ path, value: Number(value) }]);
    } catch (error) {
      throw error instanceof ExperimentError ? new ExperimentError(keys, error.found, error.allowed) : error;
    }
  };
}

function checkTrack(experiment: Experiment, { path, scale, keys: found }: ParameterTrack, index: number): void {
  const keys = ["recording", "parameters", index];
  const check = trackCheck(experiment, path);
  if (check === undefined) {
    const ofMap = `${MAP_PATHS.join(", ")}${experiment.map === undefined ? " of an experiment with a map" : ""}`;
    throw new ExperimentError([...keys, "path"], describeValue(path), `${CHANGEABLE}; ${ofMap}`);
  }
  for (const [place, { value }] of found.entries()) {
    const here = [...keys, "keys", place, "value"];
    check(value, here);
    if (scale !== "log" || value > 0) continue;
    throw new ExperimentError(here, describeValue(value), "a number above 0, since the scale of its track is log");
  }
}

type Film = Pick<Recording, "seconds" | "fps">;

function frameTimes(film: Film): readonly number[] {
  return Array.from({ length: frameCount(film) }, (_, index) => index / film.fps);
}

/**
 * Checks that the axes of the map run from less to more, through values that their numbers take, at every key and at
 * every frame: ends that go differently may meet between two keys.
 * @param found as the file has them, for the error's path.
 */
function checkAxes(
  experiment: Experiment,
  found: readonly ParameterTrack[],
  sorted: readonly ParameterTrack[],
  film: Film,
): void {
  const { map } = experiment;
  const axes = sorted.filter(({ path }) => /^\/map\/[xy]\//.test(path));
  if (map === undefined || axes.length === 0) return;
  const tracked = axes.map((track) => trackedPath(experiment, track));
  // Between two keys a number stays between their values: only where both ends of an axis go on can they meet there.
  const isTracked = (path: string) => axes.some((axis) => axis.path === path);
  const bothEnds = ["x", "y"].some((side) => isTracked(`/map/${side}/from`) && isTracked(`/map/${side}/to`));
  const times = [...axes.flatMap(({ keys }) => keys.map(({ at }) => at)), ...(bothEnds ? frameTimes(film) : [])];
  let checked = "";
  for (const time of times) {
    const numbers = numbersAt(tracked, time);
    const values = numbers.map(({ path, value }) => `${path} ${value}`).join(" ");
    if (values === checked) continue;
    checked = values;
    try {
      mapWith(experiment, map, numbers);
    } catch (error) {
      throw error instanceof ExperimentError ? axisError(error, found, axes, time) : error;
    }
  }
}

/** What is wrong with an axis at a time, told at the latest key of the track that it is wrong with. */
function axisError(
  error: ExperimentError,
  found: readonly ParameterTrack[],
  axes: readonly ParameterTrack[],
  time: number,
): ExperimentError {
  const onSide = axes.filter(({ path }) => error.path.startsWith(path.slice(0, "/map/x/".length)));
  const begun = onSide.filter(({ keys }) => (keys[0]?.at ?? 0) <= time);
  const track = begun.find(({ path }) => path === error.path) ?? begun[0];
  const index = found.findIndex(({ path }) => path === track?.path);
  const key = track?.keys.findLast(({ at }) => at <= time);
  const place = key === undefined ? 0 : (found[index]?.keys.indexOf(key) ?? 0);
  const where = ["recording", "parameters", index, "keys", place, "value"];
  return new ExperimentError(where, `${error.found} at ${Number(time.toFixed(3))} s`, error.allowed);
}

/**
 * Checks the tracks of numbers, and sorts their keys by time.
 * @throws ExperimentError at `/recording/parameters/…`.
 */
export function completeTracks(
  experiment: Experiment,
  found: readonly ParameterTrack[],
  film: Film,
): readonly ParameterTrack[] {
  for (const [index, track] of found.entries()) {
    checkTrack(experiment, track, index);
    if (found.findIndex(({ path }) => path === track.path) === index) continue;
    const where = ["recording", "parameters", index, "path"];
    throw new ExperimentError(where, describeValue(track.path), "a path that no other track has");
  }
  const sorted = found.map((track) => ({ ...track, keys: track.keys.toSorted((a, b) => a.at - b.at) }));
  checkAxes(experiment, found, sorted, film);
  return sorted;
}
