import type { Experiment } from "../../experiment/experiment.ts";
import type { Recording } from "../../experiment/recording.ts";
import type { Moment } from "./moment.ts";

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
  /** What frame `index`, from 0, shows; it stands for the time index / fps. */
  moment(index: number): Moment;
  /** The experiment's map as it is at a moment, its numbers those of the step and of the tracks; undefined without a map. */
  mapped(moment: Moment): Experiment | undefined;
}

/**
 * Lays out the recording of an experiment.
 * @param recording complete, as {@link completeRecording} gives it.
 */
export function storyboardOf(experiment: Experiment, recording: Recording): Storyboard {
  throw new Error(`A storyboard of ${recording.seconds} s for ${experiment.steps} steps is not laid out yet.`);
}
