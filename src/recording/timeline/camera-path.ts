import { lastNotAfter } from "../../experiment/last-not-after.ts";
import type { CameraKey } from "../../experiment/recording.ts";
import { curveThrough } from "../../experiment/recording-curve.ts";
import type { CameraMoment, CameraTarget } from "./moment.ts";
import { RateIntegral } from "./rate-integral.ts";
import { smoothShare } from "./smooth-share.ts";

function aimOf({ target, follow }: CameraKey): CameraTarget {
  return { ...(target === undefined ? {} : { target }), ...(follow === undefined ? {} : { follow }) };
}

function isSameAim(a: CameraTarget, b: CameraTarget): boolean {
  if (a.target !== undefined && b.target !== undefined)
    return a.target[0] === b.target[0] && a.target[1] === b.target[1];
  const isSameFollow = a.follow?.ensemble === b.follow?.ensemble && a.follow?.trajectory === b.follow?.trajectory;
  return isSameFollow && (a.target === undefined) === (b.target === undefined);
}

/** How much of the way from one key to the next is done at a time between them, as the later one says. */
function easedShare(from: CameraKey, to: CameraKey, time: number): number {
  const share = (time - from.at) / (to.at - from.at);
  if (to.easing === "hold") return 0;
  return to.easing === "smooth" ? smoothShare(share) : share;
}

/**
 * The camera as a function of the film's time. Its numbers go along curves through all keys, the zoom in its logarithm;
 * what is no number (relief or map, and what it looks at) goes from one key to the next.
 * @param keys at least one, complete, ascending in time.
 */
export function cameraPath(keys: readonly CameraKey[]): (time: number) => CameraMoment {
  const [first] = keys;
  if (first === undefined) throw new Error("A camera needs a key.");
  const times = keys.map(({ at }) => at);
  const curveOf = (name: "turn" | "tilt" | "zoom") =>
    curveThrough(
      keys.map((key) => ({ at: key.at, easing: key.easing, value: key[name] })),
      name === "zoom" ? "log" : "linear",
    );
  const [turn, tilt, zoom] = [curveOf("turn"), curveOf("tilt"), curveOf("zoom")];
  const orbit = new RateIntegral(
    keys.map(({ at, orbit: rate }) => ({ at, rate })),
    first.orbit,
  );
  return (time) => {
    const index = lastNotAfter(times, time);
    const from = keys[Math.max(index, 0)] ?? first;
    const to = keys[index + 1] ?? from;
    const share = to === from ? 0 : easedShare(from, to, time);
    const [relief, next] = [from.mode === "relief" ? 1 : 0, to.mode === "relief" ? 1 : 0];
    const [aim, nextAim] = [aimOf(from), aimOf(to)];
    const isStill = isSameAim(aim, nextAim);
    return {
      relief: relief + (next - relief) * share,
      turn: turn(time) + orbit.until(time),
      tilt: tilt(time),
      zoom: zoom(time),
      from: aim,
      to: isStill ? aim : nextAim,
      share: isStill ? 0 : share,
    };
  };
}
