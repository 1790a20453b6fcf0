import { describe, expect, it } from "vitest";
import { completeRecording } from "../../src/experiment/complete-recording.ts";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { formatExperiment } from "../../src/experiment/file.ts";
import { decodeLink, encodeLink } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { MOST_KEYS } from "../../src/experiment/recording.ts";

const alpha = "/ensembles/0/hyperparameters/learningRate";
const beta = "/ensembles/0/hyperparameters/beta";
const plain = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: 4, rows: 3 },
  noise: { kind: "gaussian", sigma: 1 },
  ensembles: [{ optimizer: "momentum" }, { optimizer: "adam" }],
  steps: 420,
});
const mapped = parseExperiment({ ...plain, map: { kind: "rate" } });
const batches = parseExperiment({
  version: 1,
  surface: { id: "linear-regression" },
  noise: { kind: "minibatch", size: 4 },
  ensembles: [{ optimizer: "momentum" }],
});
const complete = (found: unknown, on = plain) => completeRecording(on, found);
const track = (path: string, ...values: number[]) => ({ path, keys: values.map((value, at) => ({ at, value })) });
const text = { kind: "caption", from: 1, to: 2, text: "Down it goes." };

/** Every key of the format, out of order where order is free. */
const full = {
  width: 720,
  height: 1280,
  fps: 60,
  seconds: 6.5,
  loop: true,
  theme: "paper",
  layout: "map",
  pace: [
    { at: 4, stepsPerSecond: 10 },
    { at: 1, stepsPerSecond: 0 },
    { at: 4, stepsPerSecond: 90.5 },
  ],
  camera: [
    { at: 3, easing: "hold", mode: "top", follow: { ensemble: 1, trajectory: 11 } },
    { at: 1, target: [0.25, -1], zoom: 3 },
    { at: 2, orbit: -8, turn: 30, tilt: 20, easing: "linear" },
    { at: 5, follow: {} },
    { at: 6 },
  ],
  parameters: [
    {
      path: beta,
      scale: "log",
      keys: [
        { at: 4, value: 0.99 },
        { at: 2, value: 0.5, easing: "hold" },
      ],
    },
    track("/map/steps", 10, 1000),
    track("/noise/sigma", 0),
    track("/surface/parameters/b", 100, 10),
    track("/map/y/to", 0.5, 0.999),
  ],
  switches: [
    { at: 5, dissolve: 0, theme: "night" },
    { at: 2, layout: "both", height: "linear" },
  ],
  texts: [
    { kind: "formula", from: 2, to: 3, formula: "x_{t+1} = x_t - \\alpha g", place: "right" },
    { kind: "title", from: 0, to: 2, text: "β", detail: "動量 ✓" },
  ],
  overlays: { legend: false, chart: true, steps: false, labels: false, surface: true, parameters: false },
};

function errorOf(run: () => unknown): ExperimentError {
  try {
    run();
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

describe("A recording takes its defaults", () => {
  it("so that {} is a film of the whole run from the page's camera", () => {
    expect(complete({})).toEqual({
      width: 1280,
      height: 720,
      fps: 30,
      seconds: 10,
      loop: false,
      theme: "night",
      layout: "landscape",
      // 420 steps in 8.4 s, after .6 s at rest and before a second of it.
      pace: [
        { at: 0.6, stepsPerSecond: 50 },
        { at: 9, stepsPerSecond: 50 },
        { at: 9, stepsPerSecond: 0 },
      ],
      camera: [{ at: 0, easing: "smooth", mode: "relief", turn: 0, orbit: 4, tilt: 37.3, zoom: 1 }],
      parameters: [],
      switches: [],
      texts: [],
      overlays: { legend: true, chart: false, steps: true, labels: true, surface: false, parameters: true },
    });
  });

  it("with the map beside the landscape where there is one, and the page's own mode of view", () => {
    expect(complete({}, mapped).layout).toBe("both");
    const top = parseExperiment({ ...plain, view: { mode: "top" } });
    expect(complete({}, top).camera[0]?.mode).toBe("top");
    expect(complete({ camera: [{ at: 0 }] }, top).camera[0]).toMatchObject({ mode: "top", orbit: 0 });
  });

  it("with a pace that fits short films too, and rests less there", () => {
    expect(complete({ seconds: 2 }).pace.map(({ at }) => at)).toEqual([0.24, 1.6, 1.6]);
    expect(complete({ seconds: 600 }).pace.map(({ at }) => at)).toEqual([0.6, 599, 599]);
    expect(complete({ pace: [] }).pace).toEqual(complete({}).pace);
  });

  it("with the tilt of the page's camera: 52.7° from the vertical in a wide frame, 29.8° in an upright one", () => {
    const tilt = (size: object, on = plain) => complete(size, on).camera[0]?.tilt;
    expect(tilt({})).toBe(Math.round(900 - (0.92 * 1800) / Math.PI) / 10);
    expect(tilt({ width: 720, height: 1280 })).toBe(Math.round(900 - (0.52 * 1800) / Math.PI) / 10);
    // A square one is two thirds of the way from the one to the other.
    expect(tilt({ width: 720 })).toBe(44.9);
    expect(tilt({}, mapped)).toBe(49.2);
    expect(tilt({ width: 720, height: 1280 }, mapped)).toBe(40.2);
  });

  it("key by key, from the one before in time", () => {
    const [first, second, third, fourth, fifth] = complete(full, mapped).camera;
    expect(first).toEqual({
      ...{ at: 1, easing: "smooth", mode: "relief", turn: 0, orbit: 0, tilt: 60.2, zoom: 3 },
      target: [0.25, -1],
    });
    const { target: _target, ...untargeted } = first ?? {};
    expect(second).toEqual({ ...untargeted, at: 2, easing: "linear", orbit: -8, turn: 30, tilt: 20 });
    const follow = { ensemble: 1, trajectory: 11 };
    expect(third).toEqual({ ...second, at: 3, easing: "hold", mode: "top", follow });
    expect(fourth).toEqual({ ...third, at: 5, easing: "smooth", follow: { ensemble: 0, trajectory: "median" } });
    const { follow: _follow, ...free } = fourth ?? {};
    expect(fifth).toEqual({ ...free, at: 6 });
  });

  it("but what the camera looks at is each key's own, so that it can look at the middle again", () => {
    const once = complete({ camera: [{ at: 0 }, { at: 1, target: [0.25, -1] }, { at: 2 }] });
    expect(once.camera.map(({ target }) => target)).toEqual([undefined, [0.25, -1], undefined]);
    expect(complete(once)).toEqual(once);
  });
});

describe("A recording is kept", () => {
  const experiment = parseExperiment({ ...mapped, recording: full });

  it("complete, so that completing it again changes nothing", () => {
    for (const [name, found, on] of [
      ["{}", {}, plain],
      ["{} with a map", {}, mapped],
      ["all", full, mapped],
      ["the fastest", { seconds: 0.02 }, parseExperiment({ ...plain, steps: 10_000_000 })],
    ] as const) {
      const once = complete(found, on);
      expect(complete(once, on), name).toEqual(once);
      expect(JSON.stringify(complete(once, on)), name).toBe(JSON.stringify(once));
    }
  });

  it("with its keys in the order of their times, those of one time in their own", () => {
    const { pace, parameters, switches, texts } = complete(full, mapped);
    expect(pace.map(({ at, stepsPerSecond }) => [at, stepsPerSecond])).toEqual([
      [1, 0],
      [4, 10],
      [4, 90.5],
    ]);
    expect(parameters[0]?.keys.map(({ at, easing }) => [at, easing])).toEqual([
      [2, "hold"],
      [4, "smooth"],
    ]);
    expect(switches.map(({ at }) => at)).toEqual([2, 5]);
    expect(texts.map(({ kind }) => kind)).toEqual(["formula", "title"]);
  });

  it("in a file and in a link, as the last of an experiment", () => {
    const file = formatExperiment(experiment);
    expect(parseExperiment(JSON.parse(file))).toEqual(experiment);
    expect(Object.keys(JSON.parse(file)).at(-1)).toBe("recording");
    expect(decodeLink(encodeLink(experiment))).toEqual(experiment);
    expect(formatExperiment(mapped)).not.toContain("recording");
  });

  it("in the same text, in whatever order its keys were written", () => {
    const shuffle = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffle);
      if (typeof value !== "object" || value === null) return value;
      const entries = Object.entries(value).map(([key, part]) => [key, shuffle(part)]);
      return Object.fromEntries(entries.reverse());
    };
    expect(formatExperiment(parseExperiment(shuffle(experiment)))).toBe(formatExperiment(experiment));
  });
});

const manyKeys = Array.from({ length: MOST_KEYS + 1 }, (_, at) => ({ at, stepsPerSecond: 1 }));

const REFUSED: readonly (readonly [what: string, found: unknown, path: string, message: RegExp, on?: typeof plain])[] =
  [
    ["what is no object", [], "", /found \[\]; allowed: an object with width, height/],
    ["an unknown key", { camra: [] }, "/camra", /an unknown key.*did you mean camera\?/],
    ["an odd width", { width: 641 }, "/width", /found 641; allowed: an even number of pixels from 240 to 3840/],
    ["a small width", { width: 238 }, "/width", /an even number of pixels from 240 to 3840/],
    ["a large height", { height: 3842 }, "/height", /an even number of pixels from 240 to 3840/],
    ["half a pixel", { height: 480.5 }, "/height", /an even number/],
    [
      "more than 4K",
      { width: 3840, height: 2162 },
      "/height",
      /found 2162 at a width of 3840; allowed: .* 8294400 pix/,
    ],
    ["25 frames a second", { fps: 25 }, "/fps", /found 25; allowed: 24, 30, 60/],
    ["no time", { seconds: 0 }, "/seconds", /found 0; allowed: seconds, above 0 and at most 600/],
    ["too long a film", { seconds: 600.1 }, "/seconds", /above 0 and at most 600/],
    ["less than a frame", { seconds: 0.01 }, "/seconds", /found 0.01; allowed: at least one frame, 1\/30 s/],
    ["half a loop", { loop: 0.5 }, "/loop", /found 0.5; allowed: true or false/],
    ["another theme", { theme: "day" }, "/theme", /found "day"; allowed: night or paper/],
    ["another layout", { layout: "maps" }, "/layout", /found "maps"; allowed: landscape, map or both/],
    ["a layout without its map", { layout: "both" }, "/layout", /found "both"; allowed: landscape, since .* no map/],
    ["a pace that is none", { pace: 60 }, "/pace", /found 60; allowed: a list of at most 1000 keys of the pace/],
    ["a very long pace", { pace: manyKeys }, "/pace", /found a list of 1001; allowed: a list of at most 1000/],
    [
      "a time before the film",
      { pace: [{ at: -1, stepsPerSecond: 1 }] },
      "/pace/0/at",
      /found -1; .* finite number ≥ 0/,
    ],
    ["no time of a key", { camera: [{}] }, "/camera/0/at", /found nothing; allowed: seconds from the film's beginning/],
    [
      "steps back",
      { pace: [{ at: 0, stepsPerSecond: -1 }] },
      "/pace/0/stepsPerSecond",
      /steps a second from 0 to 1000/,
    ],
    ["no pace in a key", { pace: [{ at: 0 }] }, "/pace/0/stepsPerSecond", /found nothing/],
    ["an easing", { camera: [{ at: 0, easing: "ease" }] }, "/camera/0/easing", /allowed: smooth, linear or hold/],
    ["a mode", { camera: [{ at: 0, mode: "map" }] }, "/camera/0/mode", /allowed: relief or top/],
    [
      "a turn",
      { camera: [{ at: 0, turn: 4e4 }] },
      "/camera/0/turn",
      /found 40000; allowed: degrees from -36000 to 36000/,
    ],
    ["an orbit", { camera: [{ at: 0, orbit: -3601 }] }, "/camera/0/orbit", /degrees a second from -3600 to 3600/],
    ["below the ground", { camera: [{ at: 0, tilt: 3 }] }, "/camera/0/tilt", /degrees above the horizon from 4 to 90/],
    ["beyond the zenith", { camera: [{ at: 0, tilt: 91 }] }, "/camera/0/tilt", /from 4 to 90/],
    ["too far", { camera: [{ at: 0, zoom: 0.2 }] }, "/camera/0/zoom", /found 0.2; allowed: a number from 0.25 to 40/],
    ["too near", { camera: [{ at: 0, zoom: 41 }] }, "/camera/0/zoom", /from 0.25 to 40/],
    [
      "half a target",
      { camera: [{ at: 0, target: [1] }] },
      "/camera/0/target/1",
      /found nothing; allowed: a finite number/,
    ],
    [
      "both target and follow",
      { camera: [{ at: 0 }, { at: 1, target: [0, 0], follow: {} }] },
      "/camera/1/follow",
      /either target or follow, not both/,
    ],
    [
      "an ensemble",
      { camera: [{ at: 0, follow: { ensemble: 2 } }] },
      "/camera/0/follow/ensemble",
      /found 2; .* 0 to 1/,
    ],
    [
      "the only ensemble",
      { camera: [{ at: 0, follow: { ensemble: 1 } }] },
      "/camera/0/follow/ensemble",
      /: 0$/,
      batches,
    ],
    [
      "a trajectory",
      { camera: [{ at: 0, follow: { trajectory: 12 } }] },
      "/camera/0/follow/trajectory",
      /found 12; allowed: "median", or the index of a trajectory, 0 to 11$/,
    ],
    [
      "a trajectory by name",
      { camera: [{ at: 0, follow: { trajectory: "mean" } }] },
      "/camera/0/follow/trajectory",
      /found "mean"; allowed: the index of a trajectory, from 0, or "median"/,
    ],
    [
      "a path",
      { parameters: [track("/seed", 1)] },
      "/parameters/0/path",
      /found "\/seed"; .* \/map\/y\/to of .* with a map/,
    ],
    ["a path of no map", { parameters: [track("/map/steps", 1)] }, "/parameters/0/path", /with a map/],
    ["a path of a map", { parameters: [track("/map/width", 1)] }, "/parameters/0/path", /\/map\/y\/to$/, mapped],
    ["a flag", { parameters: [track("/ensembles/0/hyperparameters/nesterov", 1)] }, "/parameters/0/path", /number/],
    ["no key", { parameters: [{ path: beta, keys: [] }] }, "/parameters/0/keys", /at least one key/],
    [
      "a value",
      { parameters: [track("/noise/sigma", 1, -1)] },
      "/parameters/0/keys/1/value",
      /found -1; .* number ≥ 0/,
    ],
    [
      "a value by what a hyperparameter accepts",
      { parameters: [track("/ensembles/1/hyperparameters/beta1", 0.9, 1)] },
      "/parameters/0/keys/1/value",
      /found 1; allowed/,
    ],
    [
      "half a datum",
      { parameters: [track("/noise/size", 4, 8.5)] },
      "/parameters/0/keys/1/value",
      /found 8.5; allowed: an integer from 1/,
      batches,
    ],
    [
      "half a step of a map",
      { parameters: [track("/map/steps", 4, 8.5)] },
      "/parameters/0/keys/1/value",
      /found 8.5; allowed: an integer from 1 to 1000000/,
      mapped,
    ],
    ["below 0", { parameters: [track("/map/epsilon", -1)] }, "/parameters/0/keys/0/value", /finite number ≥ 0/, mapped],
    [
      "a log scale through 0",
      { parameters: [{ ...track(beta, 0, 0.9), scale: "log" }] },
      "/parameters/0/keys/0/value",
      /found 0; allowed: a number above 0, since the scale of its track is log/,
    ],
    [
      "a path twice",
      { parameters: [track(beta, 0), track(alpha, 1), track(beta, 1)] },
      "/parameters/2/path",
      /a path that no other track has/,
    ],
    [
      "an axis that ends before it begins, at the key that makes it so in the file's own order",
      {
        parameters: [
          track(beta, 0.5),
          {
            path: "/map/y/to",
            keys: [
              { at: 3, value: -0.5 },
              { at: 1, value: 0.9 },
            ],
          },
        ],
      },
      "/parameters/1/keys/0/value",
      /found -0.5 at 3 s; allowed: a number above from, 0/,
      mapped,
    ],
    [
      "an axis whose ends cross between two keys only",
      {
        parameters: [
          {
            path: "/map/y/from",
            keys: [
              { at: 0, value: 0 },
              { at: 2, value: 0.9, easing: "linear" },
            ],
          },
          {
            path: "/map/y/to",
            keys: [
              { at: 0, value: 0.5 },
              { at: 2, value: 0.99, easing: "hold" },
            ],
          },
        ],
      },
      "/parameters/1/keys/0/value",
      // .9/2 a second is at .5 after 1.11 s; the next frame is the 34th.
      /found 0.5 at 1.133 s; allowed: a number above from, 0.51/,
      mapped,
    ],
    [
      "an end of an axis that its number does not take",
      { parameters: [track("/map/y/to", 0.9, 0.99)], layout: "both" },
      "/parameters/0/keys/0/value",
      /found 0.9 at 0 s; allowed: a number above from, 1/,
      parseExperiment({ ...plain, map: { kind: "rate", y: { path: beta, from: 1, to: 2 } } }),
    ],
    ["a switch of nothing", { switches: [{ at: 1, dissolve: 1 }] }, "/switches/0", /a theme, a layout or a height/],
    ["a switch to no map", { switches: [{ at: 1, layout: "map" }] }, "/switches/0/layout", /no map/],
    ["a height", { switches: [{ at: 1, height: "log" }] }, "/switches/0/height", /linear or logarithmic/],
    ["a dissolve", { switches: [{ at: 1, theme: "paper", dissolve: -1 }] }, "/switches/0/dissolve", /≥ 0/],
    ["a kind of text", { texts: [{ ...text, kind: "note" }] }, "/texts/0/kind", /title, end, caption, formula/],
    ["no time of a text", { texts: [{ ...text, to: 1 }] }, "/texts/0/to", /found 1; allowed: a time after from, 1/],
    ["an empty card", { texts: [{ kind: "title", from: 0, to: 1, detail: "b" }] }, "/texts/0", /a formula, or both/],
    ["a blank text", { texts: [{ ...text, text: " " }] }, "/texts/0/text", /1 to 300 characters with something to see/],
    ["a text of nothing to see", { texts: [{ ...text, text: "\u200b \u00ad" }] }, "/texts/0/text", /something to see/],
    ["a control character", { texts: [{ ...text, text: "a\u0007" }] }, "/texts/0/text", /without control characters/],
    ["a long text", { texts: [{ ...text, text: "a".repeat(301) }] }, "/texts/0/text", /1 to 300 characters/],
    ["a long formula", { texts: [{ ...text, formula: "a".repeat(1001) }] }, "/texts/0/formula", /1 to 1000 characters/],
    ["a place", { texts: [{ ...text, place: "top" }] }, "/texts/0/place", /left or right/],
    ["an overlay", { overlays: { legends: true } }, "/overlays/legends", /did you mean legend\?/],
  ];

describe("A recording is refused where it has", () => {
  for (const [what, found, path, message, on = plain] of REFUSED) {
    it(what, () => {
      const { message: said, path: where } = errorOf(() => complete(found, on));
      expect(where, said).toBe(`/recording${path}`);
      expect(said).toMatch(message);
      expect(said).not.toContain("\n");
      expect(errorOf(() => parseExperiment({ ...on, recording: found })).path).toBe(`/recording${path}`);
    });
  }
});

it("The ends of an axis may go together to where neither could go alone", () => {
  const moved = { parameters: [track("/map/y/from", 0, 0.98), track("/map/y/to", 0.01, 0.99)] };
  expect(complete(moved, mapped).parameters).toHaveLength(2);
});
