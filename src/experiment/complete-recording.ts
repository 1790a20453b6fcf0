import { completeCamera } from "./complete-recording-camera.ts";
import { completeTracks } from "./complete-recording-tracks.ts";
import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { frameCount } from "./frame-count.ts";
import { parseShape } from "./parse-shape.ts";
import { type FilmText, type Layout, MOST_PIXELS, type PaceKey, type Recording, type Switch } from "./recording.ts";
import { recordingSchema } from "./recording-schema.ts";

/** Seconds that a film without a pace rests before its run and after it, and the shares of a short film. */
const REST = { before: 0.6, after: 1 } as const;
const SHORT_REST = { before: 0.12, after: 0.2 } as const;

const byTime = (a: { readonly at: number }, b: { readonly at: number }): number => a.at - b.at;

/** A rest, the whole run evenly, and a rest. */
function usualPace(steps: number, seconds: number): readonly PaceKey[] {
  const from = Math.min(REST.before, SHORT_REST.before * seconds);
  const to = seconds - Math.min(REST.after, SHORT_REST.after * seconds);
  const stepsPerSecond = steps / (to - from);
  return [
    { at: from, stepsPerSecond },
    { at: to, stepsPerSecond },
    { at: to, stepsPerSecond: 0 },
  ];
}

function checkSize({ width, height, seconds, fps }: Pick<Recording, "width" | "height" | "seconds" | "fps">): void {
  if (width * height > MOST_PIXELS) {
    const allowed = `a height for which the frame has at most ${MOST_PIXELS} pixels, as 3840 × 2160 has`;
    throw new ExperimentError(["recording", "height"], `${height} at a width of ${width}`, allowed);
  }
  if (frameCount({ seconds, fps }) < 1) {
    throw new ExperimentError(["recording", "seconds"], describeValue(seconds), `at least one frame, 1/${fps} s`);
  }
}

function checkLayout(experiment: Experiment, layout: Layout | undefined, keys: readonly (string | number)[]): void {
  if (layout === undefined || layout === "landscape" || experiment.map !== undefined) return;
  const allowed = "landscape, since the experiment has no map";
  throw new ExperimentError(["recording", ...keys, "layout"], describeValue(layout), allowed);
}

function checkSwitch(experiment: Experiment, { theme, layout, height }: Switch, index: number): void {
  checkLayout(experiment, layout, ["switches", index]);
  if (theme !== undefined || layout !== undefined || height !== undefined) return;
  const allowed = "a switch with a theme, a layout or a height";
  throw new ExperimentError(["recording", "switches", index], "a switch that changes nothing", allowed);
}

function checkText({ from, to, text, formula }: FilmText, index: number): void {
  const keys = ["recording", "texts", index];
  if (!(from < to)) throw new ExperimentError([...keys, "to"], describeValue(to), `a time after from, ${from}`);
  if (text !== undefined || formula !== undefined) return;
  throw new ExperimentError(
    keys,
    "neither text nor formula",
    "a text, a formula, or both: a detail is written under one",
  );
}

/**
 * Checks a recording against the rest of its experiment and fills what it leaves out; `{}` is the film of an experiment
 * that has none: the whole run, from the page's camera, with the legend. Keys and switches are put in the order of their
 * times, texts stay in their own. A complete recording comes back as it is.
 * @param found the shape as a file holds it, or a complete recording that was edited.
 * @throws ExperimentError at `/recording/…`.
 */
export function completeRecording(experiment: Experiment, found: unknown): Recording {
  const shape = parseShape(recordingSchema, found, ["recording"]);
  const { width, height, fps, seconds, loop, theme, texts, overlays } = shape;
  checkSize(shape);
  checkLayout(experiment, shape.layout, []);
  for (const [index, change] of shape.switches.entries()) checkSwitch(experiment, change, index);
  for (const [index, text] of texts.entries()) checkText(text, index);
  const layout = shape.layout ?? (experiment.map === undefined ? "landscape" : "both");
  const pace = shape.pace.length === 0 ? usualPace(experiment.steps, seconds) : shape.pace.toSorted(byTime);
  const camera = completeCamera(experiment, shape.camera, { width, height, layout });
  const parameters = completeTracks(experiment, shape.parameters, shape);
  const switches = shape.switches.toSorted(byTime);
  return {
    ...{ width, height, fps, seconds, loop, theme, layout },
    ...{ pace, camera, parameters, switches, texts, overlays },
  };
}
