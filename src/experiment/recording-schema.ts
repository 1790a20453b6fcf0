import * as v from "valibot";
import { closedObject } from "./closed-object.ts";
import { finite, finiteNumber, integer, notNegative } from "./number-schemas.ts";
import {
  EASINGS,
  FRAME_RATES,
  LAYOUTS,
  LEAST_SIDE,
  LONGEST_FORMULA,
  LONGEST_TEXT,
  MOST_KEYS,
  MOST_PACE,
  MOST_SECONDS,
  MOST_SIDE,
  MOST_TRACKS,
  TEXT_KINDS,
  ZOOMS,
} from "./recording.ts";

const evenSide = `an even number of pixels from ${LEAST_SIDE} to ${MOST_SIDE}`;
const side = v.pipe(integer(LEAST_SIDE, MOST_SIDE, evenSide), v.multipleOf(2, evenSide));

const theme = v.picklist(["night", "paper"], "night or paper");
const layout = v.picklist(LAYOUTS, "landscape, map or both");
const easing = v.optional(v.picklist(EASINGS, "smooth, linear or hold"), "smooth");
const time = finite("seconds from the film's beginning, a finite number ≥ 0", (value) => value >= 0);
const flag = (usual: boolean) => v.optional(v.boolean("true or false"), usual);

function numberWithin(from: number, to: number, unit: string) {
  return finite(`${unit} from ${from} to ${to}`, (value) => value >= from && value <= to);
}

function list<Item extends v.GenericSchema>(item: Item, things: string, most = MOST_KEYS) {
  const allowed = `a list of at most ${most} ${things}`;
  return v.pipe(v.array(item, allowed), v.maxLength(most, allowed), v.readonly());
}

/** A character that leaves a mark. */
const SEEN = /[^\p{Cc}\p{Cf}\p{Z}]/u;
/** One that is for machines, but for those that part lines and words. */
const CONTROL = /(?![\n\t])\p{Cc}/u;

function text(most: number) {
  const allowed = `a text of 1 to ${most} characters with something to see, without control characters`;
  return v.exactOptional(
    v.pipe(
      v.string(allowed),
      v.maxLength(most, allowed),
      v.check((found) => SEEN.test(found) && !CONTROL.test(found), allowed),
    ),
  );
}

const paceKey = closedObject({ at: time, stepsPerSecond: numberWithin(0, MOST_PACE, "steps a second") });

const coordinate = finite("a finite number");
const trajectory = 'the index of a trajectory, from 0, or "median"';
const follow = closedObject({
  ensemble: v.optional(integer(0, 2 ** 31, "the index of an ensemble, from 0"), 0),
  trajectory: v.optional(v.union([v.literal("median"), integer(0, 2 ** 28, trajectory)], trajectory), "median"),
});

const cameraKey = closedObject({
  at: time,
  easing,
  mode: v.exactOptional(v.picklist(["relief", "top"], "relief or top")),
  turn: v.exactOptional(numberWithin(-36_000, 36_000, "degrees")),
  orbit: v.exactOptional(numberWithin(-3600, 3600, "degrees a second")),
  tilt: v.exactOptional(numberWithin(4, 90, "degrees above the horizon")),
  zoom: v.exactOptional(numberWithin(...ZOOMS, "a number")),
  target: v.exactOptional(v.pipe(v.strictTuple([coordinate, coordinate], "a point, [x, y]"), v.readonly())),
  follow: v.exactOptional(follow),
});

const numberKey = closedObject({ at: time, value: finiteNumber, easing });

const track = closedObject({
  path: v.string("the path of a number, such as /ensembles/0/hyperparameters/beta or /map/steps"),
  scale: v.optional(v.picklist(["linear", "log"], "linear or log"), "linear"),
  keys: v.pipe(list(numberKey, "keys"), v.minLength(1, "at least one key")),
});

const switchSchema = closedObject({
  at: time,
  dissolve: v.optional(notNegative, 0.5),
  theme: v.exactOptional(theme),
  layout: v.exactOptional(layout),
  height: v.exactOptional(v.picklist(["linear", "logarithmic"], "linear or logarithmic")),
});

const filmText = closedObject({
  kind: v.picklist(TEXT_KINDS, TEXT_KINDS.join(", ")),
  from: time,
  to: time,
  text: text(LONGEST_TEXT),
  detail: text(LONGEST_TEXT),
  formula: text(LONGEST_FORMULA),
  place: v.optional(v.picklist(["left", "right"], "left or right"), "left"),
});

const overlays = closedObject({
  legend: flag(true),
  chart: flag(false),
  steps: flag(true),
  labels: flag(true),
  surface: flag(false),
  parameters: flag(true),
});

const length = `seconds, above 0 and at most ${MOST_SECONDS}`;

/** The shape of a recording; `completeRecording` checks it against its experiment, and fills what depends on that. */
export const recordingSchema = closedObject({
  width: v.optional(side, 1280),
  height: v.optional(side, 720),
  fps: v.optional(v.picklist(FRAME_RATES, FRAME_RATES.join(", ")), 30),
  seconds: v.optional(
    finite(length, (value) => value > 0 && value <= MOST_SECONDS),
    10,
  ),
  loop: flag(false),
  theme: v.optional(theme, "night"),
  layout: v.exactOptional(layout),
  pace: v.optional(list(paceKey, "keys of the pace"), []),
  camera: v.optional(list(cameraKey, "keys of the camera"), []),
  parameters: v.optional(list(track, "tracks of numbers", MOST_TRACKS), []),
  switches: v.optional(list(switchSchema, "switches"), []),
  texts: v.optional(list(filmText, "texts"), []),
  overlays: v.optional(overlays, {}),
});

export type UncheckedRecording = v.InferOutput<typeof recordingSchema>;
export type UncheckedCameraKey = v.InferOutput<typeof cameraKey>;
