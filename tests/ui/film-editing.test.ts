import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { setMap, setNoise, setSteps, startOver } from "../../src/ui/actions.ts";
import { addAtPlayhead, chosen, editError, editField } from "../../src/ui/film/editing.ts";
import * as film from "../../src/ui/film/film-store.ts";
import { enterMaps, leaveMaps } from "../../src/ui/maps/mode.ts";
import * as store from "../../src/ui/store.ts";

beforeEach(() => {
  vi.useFakeTimers();
  // Edits are written into the address.
  vi.stubGlobal("location", { hash: "" });
  vi.stubGlobal("history", { replaceState: () => undefined, pushState: () => undefined });
  store.experiment.value = parseExperiment({
    version: 1,
    surface: { id: "booth" },
    ensembles: [{ optimizer: "momentum" }],
    steps: 100,
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Steps that the film's pace makes. */
function pacedSteps(): number {
  const { pace, seconds } = film.recording.value;
  const ends = pace.map(({ at }, index) => pace[index + 1]?.at ?? Math.max(at, seconds));
  // Straight between two keys.
  const mean = (index: number) => ((pace[index]?.stepsPerSecond ?? 0) + (pace[index + 1]?.stepsPerSecond ?? 0)) / 2;
  return pace.reduce((sum, { at }, index) => sum + ((ends[index] ?? at) - at) * mean(index), 0);
}

describe("a storyboard that is edited", () => {
  test("has a pace that suits its length until one is chosen", () => {
    expect(pacedSteps()).toBeCloseTo(100, 9);
    expect(film.editRecording((recording) => ({ ...recording, seconds: 4 }))).toBeUndefined();
    expect(pacedSteps()).toBeCloseTo(100, 9);
    expect(film.recording.value.pace.at(-1)?.at, "the run's end in the film").toBeLessThan(4);
    const [pace, other] = [[{ at: 1, stepsPerSecond: 7 }], [{ at: 2, stepsPerSecond: 9 }]];
    film.editRecording((recording) => ({ ...recording, pace }));
    film.editRecording((recording) => ({ ...recording, seconds: 8 }));
    expect(film.recording.value.pace).toEqual(pace);
    film.editRecording((recording) => ({ ...recording, seconds: 6, pace: other }));
    expect(film.recording.value.pace).toEqual(other);
  });

  test("shows all of a run that is made longer", () => {
    film.editRecording((recording) => ({ ...recording, loop: true }));
    expect(setSteps(300)).toBeUndefined();
    expect(store.experiment.value.recording?.loop).toBe(true);
    expect(pacedSteps()).toBeCloseTo(300, 9);
  });

  test("stays as it was where an edit is not valid, and says what is wrong", () => {
    const before = store.experiment.value;
    expect(film.editRecording((recording) => ({ ...recording, width: 241 }))).toMatch(/^\/recording\/width: found 241/);
    expect(
      film.editRecording(
        (recording) => ({ ...recording, seconds: -1 }),
        () => "No.",
      ),
    ).toBe("No.");
    expect(store.experiment.value).toBe(before);
  });

  test("loses with the map what shows the map, and has it back with the map", () => {
    expect(setMap({ kind: "rate" })).toBeUndefined();
    film.editRecording((recording) => ({
      ...recording,
      layout: "both",
      switches: [{ at: 1, dissolve: 0, layout: "map" }],
    }));
    const whole = film.recording.value;
    leaveMaps();
    expect(film.recording.value).toMatchObject({ layout: "landscape", switches: [] });
    enterMaps();
    expect(film.recording.value).toBe(whole);
    leaveMaps();
    film.editRecording((recording) => ({ ...recording, loop: true }));
    enterMaps();
    expect(film.recording.value, "edited without the map").toMatchObject({ layout: "landscape", loop: true });
  });

  test("survives noise that begins while it runs", () => {
    film.editRecording((recording) => ({ ...recording, loop: true }));
    store.step.value = 40;
    expect(setNoise(0.5)).toBeUndefined();
    expect(store.experiment.value.changes).toEqual([{ step: 40, path: "/noise/sigma", value: 0.5 }]);
    expect(store.experiment.value.recording?.loop).toBe(true);
    store.step.value = 0;
  });

  test("says what of it is lost with an edit, beside what else is lost", () => {
    store.notice.value = undefined;
    expect(setMap({ kind: "rate" })).toBeUndefined();
    const follow = { ensemble: 0, trajectory: "median" } as const;
    film.editRecording((recording) => ({
      ...recording,
      camera: recording.camera.map((key) => ({ ...key, follow })),
    }));
    expect(store.notice.value).toBeUndefined();
    const { recording: _recording, map: _map, ...run } = store.experiment.value;
    const other = parseExperiment({ ...run, ensembles: [{ optimizer: "muon" }] });
    expect(startOver({ ...store.experiment.value, ensembles: other.ensembles })).toBeUndefined();
    expect(store.experiment.value.recording?.camera[0]).not.toHaveProperty("follow");
    expect(store.notice.value).toMatchObject({ text: expect.stringContaining("Parts of the film’s storyboard") });
  });

  test("takes a new key of a number with what the film has there, so that nothing changes", () => {
    const path = "/ensembles/0/hyperparameters/beta";
    const keys = [
      { at: 2, value: 0.1, easing: "smooth" },
      { at: 6, value: 0.5, easing: "linear" },
    ] as const;
    film.editRecording((recording) => ({
      ...recording,
      seconds: 8,
      parameters: [{ path, scale: "linear", keys }],
    }));
    for (const at of [4, 1]) {
      film.time.value = at;
      addAtPlayhead({ track: "parameters", index: 0 });
    }
    // Before its first key the number is the experiment's own; half way between two keys it is half way.
    expect(film.recording.value.parameters[0]?.keys).toEqual([
      { at: 1, value: 0.9, easing: "smooth" },
      keys[0],
      { at: 4, value: 0.3, easing: "linear" },
      keys[1],
    ]);
  });

  test("says why a choice is refused, where there is no field to say it", () => {
    const set = chosen((width: number) => editField((recording) => ({ ...recording, width })));
    set(241);
    expect(editError.value).toBe("Allowed: an even number of pixels from 240 to 3840.");
    set(480);
    expect(editError.value).toBeUndefined();
    expect(film.recording.value.width).toBe(480);
  });
});
