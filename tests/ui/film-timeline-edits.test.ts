import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { decodeLink } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import {
  addAtPlayhead,
  addTrackAtPlayhead,
  apply,
  editError,
  editField,
  removeSelected,
} from "../../src/ui/film/editing.ts";
import * as film from "../../src/ui/film/film-store.ts";
import { moveItem } from "../../src/ui/film/timeline/items.ts";
import { showExperiment } from "../../src/ui/open-experiment.ts";
import * as store from "../../src/ui/store.ts";

const BETA = "/ensembles/1/hyperparameters/beta";
const address = { hash: "", origin: "https://example.org", pathname: "/" };
/** The entries of the browser's history, the present one last. */
const entries: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  entries.length = 0;
  entries.push("");
  vi.stubGlobal("location", address);
  vi.stubGlobal("history", {
    pushState: (_state: null, _title: string, hash: string) => entries.push(hash),
    replaceState: (_state: null, _title: string, hash: string) => entries.splice(-1, 1, hash),
  });
  store.experiment.value = parseExperiment({
    ...defaultExperiment,
    changes: [{ step: 1, path: "/surface/parameters/b", value: 50 }],
    recording: {
      seconds: 8,
      camera: [
        { at: 0, turn: 0 },
        { at: 4, turn: 40, easing: "linear" },
      ],
      switches: [{ at: 6, theme: "paper" }],
      parameters: [
        {
          path: BETA,
          keys: [
            { at: 2, value: 0, easing: "linear" },
            { at: 4, value: 0.8, easing: "linear" },
          ],
        },
      ],
    },
  });
  film.selection.value = undefined;
  editError.value = undefined;
  film.showTime(3);
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The keys at a time. */
function shownAt(time: number) {
  const { camera, parameters } = film.recording.peek();
  return {
    camera: camera.find(({ at }) => at === time),
    beta: parameters[0]?.keys.find(({ at }) => at === time)?.value,
  };
}

describe("edits on the timeline", () => {
  it("add a key at the playhead that holds what holds there, and select it", () => {
    addAtPlayhead({ track: "camera" });
    // Half way between two keys, the second of them straight.
    expect(shownAt(3).camera?.turn).toBeCloseTo(30, 9);
    expect(film.selection.value).toEqual({ track: "camera", index: 1 });
    addAtPlayhead({ track: "parameters", index: 0 });
    expect(shownAt(3).beta).toBeCloseTo(0.4, 6);
    expect(film.selection.value).toEqual({ track: "parameters", index: 0, key: 1 });
  });

  it("add a switch that changes something, whatever the look is", () => {
    addAtPlayhead({ track: "switches" });
    film.showTime(7);
    addAtPlayhead({ track: "switches" });
    expect(film.recording.value.switches.map(({ at, theme }) => [at, theme])).toEqual([
      [3, "paper"],
      [6, "paper"],
      [7, "night"],
    ]);
  });

  it("give a number a lane with the value that it has", () => {
    addTrackAtPlayhead("/surface/parameters/b");
    expect(film.recording.value.parameters[1]).toMatchObject({
      path: "/surface/parameters/b",
      keys: [{ at: 3, value: 50 }],
    });
    expect(film.selection.value).toEqual({ track: "parameters", index: 1, key: 0 });
  });

  it("say why what is selected has to stay", () => {
    film.selection.value = { track: "camera", index: 1 };
    removeSelected();
    expect(film.recording.value.camera).toHaveLength(1);
    expect(editError.value).toBeUndefined();
    film.selection.value = { track: "camera", index: 0 };
    removeSelected();
    expect(film.recording.value.camera).toHaveLength(1);
    expect(editError.value).toBe("A film has at least one key of the camera.");
  });

  it("leave the storyboard as it was where they are not valid, and say why", () => {
    const before = film.recording.value;
    expect(editField((recording) => ({ ...recording, width: 241 }))).toBe(
      "Allowed: an even number of pixels from 240 to 3840.",
    );
    const tooMany = { ...before, seconds: 0 };
    expect(apply({ recording: tooMany, selection: undefined })).toBe(false);
    expect(editError.value).toMatch(/^\/recording\/seconds: found 0; allowed: /);
    expect(film.recording.value).toBe(before);
  });

  it("can be undone: what is added or taken away has an entry of the history, what is moved has none", () => {
    const timesIn = (hash: string | undefined) => decodeLink(hash ?? "")?.recording?.camera.map(({ at }) => at);
    apply(moveItem(film.recording.peek(), { track: "camera", index: 1 }, 5));
    // The hand has not rested yet: the move belongs to the entry before.
    addAtPlayhead({ track: "camera" });
    vi.advanceTimersByTime(1000);
    expect(entries.map(timesIn)).toEqual([
      [0, 5],
      [0, 3, 5],
    ]);
    film.selection.value = { track: "camera", index: 0 };
    removeSelected();
    expect(entries.map(timesIn)).toEqual([
      [0, 5],
      [0, 3, 5],
      [3, 5],
    ]);
  });

  it("are undone without a run that begins anew", () => {
    const opened: unknown[] = [];
    const player = { open: (experiment: unknown) => opened.push(experiment), eye: undefined };
    store.playground.value = { ...player, change: vi.fn(), togglePlay: vi.fn(), seek: vi.fn(), stepBy: vi.fn() };
    const before = store.experiment.value;
    addAtPlayhead({ track: "texts" });
    showExperiment(before);
    expect(store.experiment.value).toBe(before);
    expect(opened).toEqual([]);
    // The same film of another run is another run; the very same file is opened anew.
    const other = { ...before, seed: before.seed + 1, recording: { ...film.recording.value, seconds: 9 } };
    showExperiment(other);
    showExperiment(before);
    expect(opened).toEqual([other, before]);
    store.playground.value = undefined;
  });
});
