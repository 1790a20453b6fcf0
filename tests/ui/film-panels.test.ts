import { describe, expect, it } from "vitest";
import { completeRecording } from "../../src/experiment/complete-recording.ts";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { getAtPointer } from "../../src/experiment/pointer.ts";
import { leftText } from "../../src/ui/film/export/left-text.ts";
import { filmNumber, filmNumbers } from "../../src/ui/film/film-number.ts";
import { seenCamera } from "../../src/ui/film/seen-camera.ts";
import {
  PRESET_NAMES,
  presetOf,
  presetSize,
  reshaped,
  SHAPES,
  type Size,
  shapeOf,
} from "../../src/ui/film/size-presets.ts";
import { DISTANCE, HOME_AZIMUTH } from "../../src/view/home.ts";

describe("sizes of films", () => {
  it("are allowed in every shape, and known again", () => {
    for (const name of PRESET_NAMES) {
      for (const shape of SHAPES) {
        const size = presetSize(name, shape);
        if (size === undefined) throw new Error(`There is no ${shape} ${name}.`);
        expect(completeRecording(defaultExperiment, size)).toMatchObject(size);
        expect([shapeOf(size), presetOf(size)]).toEqual([shape, name]);
        for (const other of SHAPES)
          expect(reshaped(size, other), `${name}, ${shape} to ${other}`).toEqual(presetSize(name, other));
      }
    }
    expect(presetSize("4K", "landscape")).toEqual({ width: 3840, height: 2160 });
    expect(presetSize("1080p", "upright")).toEqual({ width: 1080, height: 1920 });
  });

  it("keep their preset, or their sides, in another shape", () => {
    expect(reshaped({ width: 1280, height: 720 }, "square")).toEqual({ width: 720, height: 720 });
    expect(reshaped({ width: 720, height: 720 }, "upright")).toEqual({ width: 720, height: 1280 });
    const own: Size = { width: 1000, height: 500 };
    expect(reshaped(own, "upright")).toEqual({ width: 500, height: 1000 });
    expect(reshaped(own, "square")).toEqual({ width: 500, height: 500 });
    const wide = reshaped({ width: 500, height: 500 }, "landscape");
    expect(wide).toEqual({ width: 888, height: 500 });
    expect(completeRecording(defaultExperiment, wide)).toMatchObject(wide);
  });
});

describe("numbers that a film can change", () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "rosenbrock" },
    noise: { kind: "gaussian", sigma: 0.1 },
    ensembles: [
      { optimizer: "momentum", axes: [{ hyperparameter: "beta", from: 0, to: 0.9, count: 3 }] },
      { optimizer: "adam", label: "Ours" },
    ],
    map: { kind: "steps" },
  });

  it("are all that a storyboard takes, each with a number at its path", () => {
    const numbers = filmNumbers(experiment);
    for (const { path } of numbers) {
      const value = getAtPointer(experiment, path);
      const parameters = [{ path, keys: [{ at: 0, value }] }];
      expect(completeRecording(experiment, { parameters }).parameters[0]?.path, path).toBe(path);
    }
    const paths = numbers.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain("/noise/sigma");
    expect(paths).toContain("/surface/parameters/b");
    expect(paths).toContain("/map/x/to");
    // A flag is no number, and one on an axis differs from trajectory to trajectory.
    expect(paths).not.toContain("/ensembles/1/hyperparameters/amsgrad");
    expect(paths).not.toContain("/ensembles/0/hyperparameters/beta");
  });

  it("are called what the page calls them", () => {
    expect(filmNumber(experiment, "/ensembles/1/hyperparameters/beta1")).toMatchObject({
      of: "Ours",
      ensemble: 1,
      symbol: "\\beta_1",
    });
    expect(filmNumber(experiment, "/surface/parameters/b")).toMatchObject({ of: "Rosenbrock", label: "b" });
    expect(filmNumber(experiment, "/map/steps")).toMatchObject({ of: "Map", integer: true });
    expect(filmNumber(experiment, "/map/y/from").label).toMatch(/, lower end$/);
  });

  it("are none of a map where there is none", () => {
    const { map: _map, ...bare } = experiment;
    expect(filmNumbers(bare).filter(({ path }) => path.startsWith("/map"))).toEqual([]);
  });
});

describe("a camera as the landscape is seen", () => {
  const home = { azimuth: HOME_AZIMUTH, polar: Math.PI / 3, distance: DISTANCE, perspective: 1 };

  it("has the angles and the nearness of the page's", () => {
    expect(seenCamera(home)).toEqual({ mode: "relief", turn: 0, tilt: 30, zoom: 1 });
    const turned = { ...home, azimuth: HOME_AZIMUTH + Math.PI / 2, distance: DISTANCE / 2 };
    expect(seenCamera(turned)).toEqual({ mode: "relief", turn: 90, tilt: 30, zoom: 2 });
    expect(seenCamera({ ...home, azimuth: HOME_AZIMUTH + 3.5 * Math.PI }).turn).toBe(-90);
  });

  it("has no angles from above, and stays within what a film's camera can", () => {
    expect(seenCamera({ ...home, perspective: 0, distance: DISTANCE / 3 })).toEqual({ mode: "top", zoom: 3 });
    const low = seenCamera({ ...home, polar: Math.PI / 2 - 0.06 });
    expect(low.tilt).toBe(4);
    const camera = [{ at: 0, ...low }];
    expect(completeRecording(defaultExperiment, { camera }).camera[0]?.tilt).toBe(4);
  });
});

describe("the time that an export has left", () => {
  it("is said in seconds, minutes or hours, and never as none", () => {
    expect([0, 0.2, 8, 59.5, 61, 3599, 3600, 5000].map(leftText)).toEqual([
      "1 s left",
      "1 s left",
      "8 s left",
      "1 min left",
      "2 min left",
      "1 h left",
      "1 h left",
      "1 h 24 min left",
    ]);
  });
});
