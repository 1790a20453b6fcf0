import { completeRecording } from "./complete-recording.ts";
import type { Experiment } from "./experiment.ts";
import { ExperimentError } from "./experiment-error.ts";
import { formatPointer, parsePointer } from "./pointer.ts";
import type { CameraKey, ParameterTrack, Recording, Switch } from "./recording.ts";

/** Where an ensemble of before is now; undefined where it is gone. */
export type EnsemblePlace = (ensemble: number) => number | undefined;

/**
 * A storyboard as another experiment takes it: its tracks and its camera follow their ensembles to other places, and what is
 * not possible there is left out: tracks, flights along, layouts. The same object where all of it fits; undefined where none
 * does.
 * @param experiment complete.
 */
export function fittingRecording(
  experiment: Experiment,
  recording: Recording,
  place: EnsemblePlace = (ensemble) => ensemble,
): Recording | undefined {
  let kept: Recording | undefined = moved(recording, place);
  while (kept !== undefined) {
    const problem = problemOf(experiment, kept);
    if (problem === undefined) return kept;
    kept = without(kept, problem.path);
  }
  return undefined;
}

function problemOf(experiment: Experiment, recording: Recording): ExperimentError | undefined {
  try {
    completeRecording(experiment, recording);
    return undefined;
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
}

function moved(recording: Recording, place: EnsemblePlace): Recording {
  const camera = recording.camera.map((key) => movedKey(key, place));
  const parameters = recording.parameters.flatMap((track) => movedTrack(track, place) ?? []);
  const isSame =
    camera.every((key, index) => key === recording.camera[index]) &&
    parameters.length === recording.parameters.length &&
    parameters.every((track, index) => track === recording.parameters[index]);
  return isSame ? recording : { ...recording, camera, parameters };
}

function movedKey(key: CameraKey, place: EnsemblePlace): CameraKey {
  const { follow, ...rest } = key;
  if (follow === undefined) return key;
  const ensemble = place(follow.ensemble);
  if (ensemble === follow.ensemble) return key;
  return ensemble === undefined ? rest : { ...rest, follow: { ...follow, ensemble } };
}

function movedTrack(track: ParameterTrack, place: EnsemblePlace): ParameterTrack | undefined {
  const [first, index, ...name] = parsePointer(track.path) ?? [];
  if (first !== "ensembles") return track;
  const ensemble = place(Number(index));
  if (ensemble === Number(index)) return track;
  return ensemble === undefined ? undefined : { ...track, path: formatPointer(["ensembles", ensemble, ...name]) };
}

/** The storyboard without what lies at a path of an error; undefined where it is nothing that can be left out. */
function without(recording: Recording, path: string): Recording | undefined {
  const [, part, place] = parsePointer(path) ?? [];
  const index = Number(place);
  switch (part) {
    case "layout":
      return recording.layout === "landscape" ? undefined : { ...recording, layout: "landscape" };
    case "parameters":
      return { ...recording, parameters: recording.parameters.toSpliced(index, 1) };
    case "switches":
      return {
        ...recording,
        switches: recording.switches.flatMap((one, at) => (at === index ? withoutLayout(one) : one)),
      };
    case "camera": {
      const key = recording.camera[index];
      if (key?.follow === undefined) return undefined;
      const { follow: _follow, ...rest } = key;
      return { ...recording, camera: recording.camera.with(index, rest) };
    }
    default:
      return undefined;
  }
}

/** What is left of a switch to another layout: none where it is nothing else. */
function withoutLayout({ layout, ...rest }: Switch): readonly Switch[] {
  return layout !== undefined && (rest.theme !== undefined || rest.height !== undefined) ? [rest] : [];
}
