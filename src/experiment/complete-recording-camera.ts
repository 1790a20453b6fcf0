import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import type { CameraKey, Layout } from "./recording.ts";
import type { UncheckedCameraKey } from "./recording-schema.ts";
import { trajectoryCount } from "./trajectory-count.ts";

/** Degrees a second of a film whose storyboard says nothing of the camera: slow enough not to be noticed at once. */
const USUAL_ORBIT = 4;

/** Degrees above the horizon where the page's camera begins, in a wide picture and in an upright one. */
const WIDE_TILT = 37.3;
const UPRIGHT_TILT = 60.2;

/** What of a recording says how much room the landscape has. */
interface Room {
  readonly width: number;
  readonly height: number;
  readonly layout: Layout;
}

/** As the page's camera begins: more from above where the landscape has less width. */
function usualTilt({ width, height, layout }: Room): number {
  // A map beside the landscape takes half of the longer side.
  const half = layout === "both" ? 2 : 1;
  const aspect = width >= height ? width / half / height : width / (height / half);
  const wide = Math.min(Math.max((aspect - 0.6) / 0.6, 0), 1);
  return Number((UPRIGHT_TILT + wide * (WIDE_TILT - UPRIGHT_TILT)).toFixed(1));
}

function checkAim(experiment: Experiment, { target, follow }: UncheckedCameraKey, index: number): void {
  const keys = ["recording", "camera", index, "follow"];
  if (follow === undefined) return;
  if (target !== undefined) throw new ExperimentError(keys, "a target too", "either target or follow, not both");
  const { ensemble, trajectory } = follow;
  if (experiment.ensembles[ensemble] === undefined) {
    const last = experiment.ensembles.length - 1;
    const allowed = last === 0 ? "0" : `an integer from 0 to ${last}`;
    throw new ExperimentError([...keys, "ensemble"], describeValue(ensemble), allowed);
  }
  const count = trajectoryCount(experiment, ensemble);
  if (trajectory === "median" || trajectory < count) return;
  const allowed = `"median", or the index of a trajectory, ${count === 1 ? "0" : `0 to ${count - 1}`}`;
  throw new ExperimentError([...keys, "trajectory"], describeValue(trajectory), allowed);
}

/**
 * Checks the keys of the camera, sorts them by time and fills what each leaves out from the one before.
 * @throws ExperimentError at `/recording/camera/…`.
 */
export function completeCamera(
  experiment: Experiment,
  found: readonly UncheckedCameraKey[],
  room: Room,
): readonly CameraKey[] {
  for (const [index, key] of found.entries()) checkAim(experiment, key, index);
  const { mode } = experiment.view;
  const home = { mode, turn: 0, orbit: 0, tilt: usualTilt(room), zoom: 1 };
  if (found.length === 0) return [{ at: 0, easing: "smooth", ...home, orbit: USUAL_ORBIT }];
  let before: Omit<CameraKey, "at" | "easing" | "target" | "follow"> = home;
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, easing, target, follow, ...numbers }) => {
      const { mode, turn, orbit, tilt, zoom } = { ...before, ...numbers };
      before = { mode, turn, orbit, tilt, zoom };
      // What a key looks at is its own: to look at nothing in particular must be sayable after a key that does.
      const aim = { ...(target === undefined ? {} : { target }), ...(follow === undefined ? {} : { follow }) };
      return { at, easing, ...before, ...aim };
    });
}
