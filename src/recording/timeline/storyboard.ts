import { applyChanges } from "../../experiment/changes.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { frameCount } from "../../experiment/frame-count.ts";
import { getAtPointer } from "../../experiment/pointer.ts";
import type { Recording } from "../../experiment/recording.ts";
import { isMapPath, mapWith, numbersAt, type TrackedPath, trackedPath } from "../../experiment/recording-track.ts";
import { cameraPath } from "./camera-path.ts";
import { looksOver } from "./looks.ts";
import type { Moment } from "./moment.ts";
import { Pace } from "./pace.ts";
import { seenTexts } from "./seen-texts.ts";
import { smoothShare } from "./smooth-share.ts";
import { withTracks } from "./step-changes.ts";

/** A recording laid out in time. Everything in it is a function of the experiment and of the frame's index alone. */
export interface Storyboard {
  readonly recording: Recording;
  /**
   * What runs: the experiment with the tracks of its numbers as `changes`, without its recording. Its map, where it has
   * one, is that of the first frame.
   */
  readonly experiment: Experiment;
  /** Frames in all: the seconds times the frames a second, rounded. */
  readonly frames: number;
  /**
   * What frame `index`, from 0, shows; it stands for the time index / fps.
   * @throws RangeError for an index that is none.
   */
  moment(index: number): Moment;
  /**
   * The experiment with its map as it is at a moment, the numbers of the run those of the moment's step, without later
   * changes; undefined without a map. As long as no number goes on it is the same object.
   */
  mapped(moment: Moment): Experiment | undefined;
}

/** Seconds in which the end of a loop becomes its beginning; of a short one as large a share as this. */
const LOOP = { seconds: 0.5, share: 0.25 } as const;

/** How much of the first frame is seen at a time, so that the frame after the last would be the first. */
function firstShare(time: number, end: number): number {
  const length = Math.min(LOOP.seconds, LOOP.share * end);
  return smoothShare((time - (end - length)) / length);
}

/**
 * The map of a run as a function of its step and of the film's time.
 * @param run its changes, of which none is of the map.
 */
function mapOver(run: Experiment, tracked: readonly TrackedPath[]) {
  const paths = [...new Set(run.changes.map(({ path }) => path))];
  let known: { readonly values: string; readonly experiment: Experiment } | undefined;
  return (step: number, time: number): Experiment | undefined => {
    const current = applyChanges(run, step);
    if (current.map === undefined) return undefined;
    const numbers = numbersAt(tracked, time);
    const ofRun = paths.map((path) => ({ path, value: getAtPointer(current, path) }));
    const values = JSON.stringify([ofRun, numbers]);
    if (known?.values === values) return known.experiment;
    const experiment = { ...current, changes: [], map: mapWith(current, current.map, numbers) };
    known = { values, experiment };
    return experiment;
  };
}

/**
 * Lays out the recording of an experiment.
 * @param recording complete, as {@link completeRecording} gives it.
 * @throws ExperimentError at `/recording/parameters` where tracks make more changes than a run should take.
 */
export function storyboardOf({ recording: _recording, ...experiment }: Experiment, recording: Recording): Storyboard {
  const { fps, theme, layout, switches, texts, loop } = recording;
  const frames = frameCount(recording);
  const end = frames / fps;
  const pace = new Pace(recording.pace, experiment.steps);
  const camera = cameraPath(recording.camera);
  const looks = looksOver(switches, { theme, layout, height: experiment.view.height });
  const tracked = recording.parameters.map((track) => trackedPath(experiment, track));
  const ofRun = tracked.filter(({ path }) => !isMapPath(path));
  const ofMap = tracked.filter(({ path }) => isMapPath(path));
  const run = withTracks(experiment, ofRun, pace, pace.progress((frames - 1) / fps).step);
  const mapAt = mapOver(run, ofMap);
  const firstMap = mapAt(0, 0)?.map;
  return {
    recording,
    experiment: firstMap === undefined ? run : { ...run, map: firstMap },
    frames,
    moment(index) {
      if (!Number.isInteger(index) || index < 0 || index >= frames) {
        throw new RangeError(`There is no frame ${index} of ${frames}.`);
      }
      const time = index / fps;
      const { step, fraction } = pace.progress(time);
      const current = applyChanges(run, step);
      const numbers = tracked.map(({ path, from, at }) => ({
        path,
        value: isMapPath(path) && time >= from ? at(time) : Number(getAtPointer(current, path)),
      }));
      return {
        ...looks(time),
        ...{ time, step, fraction, numbers },
        camera: camera(time),
        texts: seenTexts(texts, time, end),
        first: loop ? firstShare(time, end) : 0,
      };
    },
    mapped: ({ step, time }) => mapAt(step, time),
  };
}
