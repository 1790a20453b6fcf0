import { applyChanges } from "../../../experiment/changes.ts";
import { getAtPointer } from "../../../experiment/pointer.ts";
import type { CameraKey, Easing, Recording } from "../../../experiment/recording.ts";
import { curveThrough } from "../../../experiment/recording-curve.ts";
import type { Look, Moment } from "../../../recording/timeline/moment.ts";
import { storyboardOf } from "../../../recording/timeline/storyboard.ts";
import * as store from "../../store.ts";
import { filmNumber } from "../film-number.ts";
import { frameAt, lastFrame } from "./frame-time.ts";

/** What a film shows at a time, in seconds. */
function momentAt(recording: Recording, at: number): Moment {
  const frame = Math.min(frameAt(at, recording.fps), lastFrame(recording.seconds, recording.fps));
  return storyboardOf(store.experiment.peek(), recording).moment(frame);
}

/** The look that holds at a time. */
export function presentLook(recording: Recording, at: number): Look {
  return momentAt(recording, at);
}

/** The value that the number at a path has at a time: on its track's curve once that has begun, else as the run has it. */
export function presentNumber(recording: Recording, path: string, at: number): number {
  const track = recording.parameters.find((one) => one.path === path);
  if (track?.keys[0] !== undefined && track.keys[0].at <= at) {
    const value = curveThrough(track.keys, track.scale)(at);
    return filmNumber(store.experiment.peek(), path).integer ? Math.round(value) : shortened(value);
  }
  const value = getAtPointer(applyChanges(store.experiment.peek(), momentAt(recording, at).step), path);
  return typeof value === "number" ? value : 0;
}

/** Steps a second at a time: straight between keys, none before the first. */
export function presentPace({ pace }: Pick<Recording, "pace">, at: number): number {
  return rateAt(
    pace.map(({ at: time, stepsPerSecond }) => ({ at: time, rate: stepsPerSecond })),
    0,
    at,
  );
}

/** How a new key at a time is come to: as the key after it was, so that the way there stays what it was. */
export function presentEasing(keys: readonly { readonly at: number; readonly easing: Easing }[], at: number): Easing {
  return (keys.find((key) => key.at > at) ?? keys.at(-1))?.easing ?? "smooth";
}

/** A key of the camera as it is at a time, without what it has turned by its orbit until then. */
export function presentCamera({ camera }: Pick<Recording, "camera">, at: number): CameraKey {
  const holding = camera.findLast((key) => key.at <= at) ?? camera[0];
  if (holding === undefined) throw new Error("The film has no camera.");
  const numberOf = (name: "turn" | "tilt" | "zoom"): number => {
    const keys = camera.map((key) => ({ at: key.at, easing: key.easing, value: key[name] }));
    return shortened(curveThrough(keys, name === "zoom" ? "log" : "linear")(at));
  };
  const orbits = camera.map((key) => ({ at: key.at, rate: key.orbit }));
  return {
    ...holding,
    at,
    easing: presentEasing(camera, at),
    turn: numberOf("turn"),
    tilt: numberOf("tilt"),
    zoom: numberOf("zoom"),
    orbit: shortened(rateAt(orbits, holding.orbit, at)),
  };
}

function rateAt(keys: readonly { readonly at: number; readonly rate: number }[], before: number, at: number): number {
  const index = keys.findLastIndex((key) => key.at <= at);
  const [last, next] = [keys[index], keys[index + 1]];
  if (last === undefined) return before;
  if (next === undefined) return last.rate;
  return last.rate + ((at - last.at) / (next.at - last.at)) * (next.rate - last.rate);
}

/** As fine as is seen, and as short as a file should hold. */
function shortened(value: number): number {
  return Number(value.toPrecision(6));
}
