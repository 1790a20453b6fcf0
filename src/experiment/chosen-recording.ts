import { completeRecording } from "./complete-recording.ts";
import type { Experiment } from "./experiment.ts";
import type { Recording } from "./recording.ts";
import type { UncheckedRecording } from "./recording-schema.ts";

/**
 * What of a recording somebody has chosen: without the pace, the camera and the tilt that a recording of its size and
 * length has when it says nothing of them. Completed again with another size or length, or for a run of another length,
 * it has those that suit; with the same it is the same recording.
 * @param experiment what the recording is complete for.
 */
export function chosenRecording(experiment: Experiment, recording: Recording): UncheckedRecording {
  const { pace, camera, ...rest } = recording;
  const { width, height, fps, seconds, layout } = recording;
  const usual = completeRecording(experiment, { width, height, fps, seconds, layout });
  const tilt = usual.camera[0]?.tilt;
  const isUsualPace = JSON.stringify(pace) === JSON.stringify(usual.pace);
  const isUsualCamera = JSON.stringify(camera) === JSON.stringify(usual.camera);
  const hasUsualTilt = camera.every((key) => key.tilt === tilt);
  const chosenCamera = hasUsualTilt ? camera.map(({ tilt: _tilt, ...key }) => key) : camera;
  return { ...rest, pace: isUsualPace ? [] : pace, camera: isUsualCamera ? [] : chosenCamera };
}
