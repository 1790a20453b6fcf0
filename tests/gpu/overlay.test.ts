import { expect, test } from "vitest";
import { applyChanges } from "../../src/experiment/changes.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { momentum } from "../../src/optimizers/momentum.ts";
import { cellPicture } from "../../src/recording/overlay/cell-picture.ts";
import { letters, loadLetters } from "../../src/recording/overlay/letters.ts";
import { createOverlay, type OverlayScene } from "../../src/recording/overlay/overlay.ts";
import { contextOf } from "../../src/recording/overlay/picture.ts";
import { typeset } from "../../src/recording/overlay/typeset.ts";
import { storyboardOf } from "../../src/recording/timeline/storyboard.ts";
import { rowsAt, spread } from "../charts/rows.ts";
import { pictureOf } from "../maps/pictures.ts";

const FORMULA = "x_{t+1} = x_t - \\alpha \\nabla f(x_t) + \\beta\\,(x_t - x_{t-1})";
const ALL = { legend: true, chart: true, steps: true, labels: true, surface: true, parameters: true };
const NONE = { legend: false, chart: false, steps: false, labels: false, surface: false, parameters: false };

/** A film of ten seconds, and what its texts are unless the test says otherwise. */
function board(recording: Readonly<Record<string, unknown>>) {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "himmelblau" },
    noise: { kind: "gaussian", sigma: 1 },
    starts: { kind: "uniform", count: 100 },
    ensembles: [{ optimizer: "momentum" }, { optimizer: "adam" }],
    map: { kind: "basins", width: 24, height: 24 },
    recording: { seconds: 10, layout: "landscape", overlays: ALL, pace: [{ at: 0, stepsPerSecond: 20 }], ...recording },
  });
  if (experiment.recording === undefined) throw new Error("The experiment has a recording.");
  return storyboardOf(experiment, experiment.recording);
}

type Board = ReturnType<typeof board>;

/** One for all frames, as where a map stands still. */
const MAP = pictureOf("basins", { width: 24, height: 24 }, (column, row) => [(column + row) % 4, 5, 0]);

/** One over the learning rate and β, alike everywhere. */
const RATES = pictureOf("rate", { width: 24, height: 24 }, () => [0, 0, 0]);

/** The scene of a moment, with made-up statistics and a made-up map. */
function sceneAt({ experiment, moment: momentOf }: Board, index: number): OverlayScene {
  const moment = momentOf(index);
  const count = (step: number, most: number) => ({
    arrived: Math.min(100, Math.round((most * step) / 200)),
    loss: spread(...[0.1, 0.5, 1, 2, 9].map((factor) => factor * 200 * 0.97 ** step)),
  });
  return {
    moment,
    current: applyChanges(experiment, moment.step),
    rows: rowsAt(
      Array.from({ length: 20 }, (_, k) => Math.round((moment.step * k) / 19)),
      (step) => count(step, 40),
      (step) => count(step, 90),
    ),
    criticalPoints: surfaceOf(experiment.surface).criticalPoints(experiment.surface.parameters),
    project: (x, y) => ({ left: 320 + 30 * x, top: 180 - 20 * y, visible: true }),
    map: MAP,
  };
}

/** What an overlay of its own paints of a frame. */
async function painted(film: Board, index: number, width = 640, height = 360) {
  const overlay = await createOverlay(film, width, height);
  const context = contextOf(width, height);
  overlay.paint(context, sceneAt(film, index));
  return context.getImageData(0, 0, width, height).data;
}

/** Bytes that differ. */
function differences(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).toBe(b.length);
  return a.reduce((count, value, index) => count + (value === b[index] ? 0 : 1), 0);
}

const TEXTS = [
  { kind: "caption", from: 2, to: 8, text: "What points the same way adds up.", formula: "\\beta = 0.9" },
  { kind: "formula", from: 2, to: 8, formula: FORMULA, place: "right" },
];

test.each(["night", "paper"])("two overlays paint the same bytes: %s", async (theme) => {
  const switches = [{ at: 6, layout: "both" }];
  const film = board({ theme, texts: TEXTS, switches });
  for (const index of [150, 210]) {
    const [first, second] = [await painted(film, index), await painted(film, index)];
    expect(differences(first, second)).toBe(0);
    expect(first.some((value) => value > 0)).toBe(true);
  }
});

test("an overlay paints a frame the same whatever it painted before", async () => {
  const texts = TEXTS.map((text) => ({ ...text, to: 10 }));
  const switches = [
    { at: 5, layout: "both" },
    { at: 6, theme: "paper" },
    { at: 8, layout: "map" },
  ];
  const film = board({ texts, switches });
  const overlay = await createOverlay(film, 480, 270);
  const context = contextOf(480, 270);
  for (const index of [260, 200, 160, 120]) {
    context.clearRect(0, 0, 480, 270);
    overlay.paint(context, sceneAt(film, index));
    const { data } = context.getImageData(0, 0, 480, 270);
    expect(differences(data, await painted(film, index, 480, 270)), `frame ${index}`).toBe(0);
  }
});

test("the first picture of a formula has its faces, and is that of every later one", async () => {
  // A face that no other test of this file asks for: it is loaded for this very picture.
  const tex = "\\mathfrak{g} = \\sum_{k} \\mathcal{L}_k";
  const first = await typeset(tex);
  const [early, late] = [await first.draw(40, "#ffffff"), await (await typeset(tex)).draw(40, "#ffffff")];
  expect(differences(dataOf(early), dataOf(late))).toBe(0);
  // That is what the face's own sum sign takes of display style, to the pixel of 1/16 em that it is measured in.
  const { ems } = await typeset("\\sum");
  expect(Math.abs(ems.width - 1.625)).toBeLessThanOrEqual(1 / 16);
  expect(Math.abs(ems.height - 1.6875)).toBeLessThanOrEqual(1 / 16);
});

function dataOf(canvas: OffscreenCanvas): Uint8ClampedArray {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The formula has no picture.");
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** The share of a picture's ink that is neither there nor not there. */
function blur(canvas: OffscreenCanvas): number {
  const alphas = dataOf(canvas).filter((_, index) => index % 4 === 3);
  return alphas.filter((alpha) => alpha > 24 && alpha < 231).length / alphas.filter((alpha) => alpha > 0).length;
}

test("a formula is as large as it is asked for, and sharp at any size", async () => {
  const formula = await typeset(FORMULA);
  const [small, large] = [await formula.draw(16, "#000000"), await formula.draw(128, "#000000")];
  // Measured 2399 and 301 pixels: the small one's rim counts as whole pixels, of which one is 8 of the large one.
  expect(Math.abs(large.width - 8 * small.width)).toBeLessThanOrEqual(16);
  // Measured 2399 and 2408: it is measured to 1/16 em at either end.
  expect(Math.abs(large.width - 128 * formula.ems.width)).toBeLessThanOrEqual(16);
  // Measured .18 and .71: a picture that is scaled up has as large a share of grey as the one that it was made of.
  expect(blur(large)).toBeLessThan(blur(small) / 3);
});

test("numbers are equally wide, so that what counts does not dance", async () => {
  await loadLetters("");
  const context = contextOf(1, 1);
  context.font = letters(20, 560);
  const widths = Array.from({ length: 10 }, (_, digit) => context.measureText(String(digit).repeat(4)).width);
  expect(new Set(widths).size).toBe(1);
  // The page's own face, not a stand-in: measured 51.8 for 4 digits, 45.7 in this system's sans-serif.
  expect(widths[0]).toBeGreaterThan(50);
});

test("a formula that cannot be typeset is named in one line", async () => {
  // What is not trusted would be set in red, as an error message.
  for (const formula of ["\\frac{a", "\\href{https://x.org}{y}", "\\htmlStyle{color: red}{y}"]) {
    const film = board({ texts: [TEXTS[0], { kind: "formula", from: 1, to: 2, formula }] });
    const error: unknown = await createOverlay(film, 640, 360).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/^ExperimentError: \/recording\/texts\/1\/formula: found "[^\n]*allowed: TeX[^\n]*$/);
    expect(String(error)).toContain(formula.slice(0, 5));
  }
});

test("a surface whose formula is too long for a film shows its name alone", async () => {
  const source = Array.from({ length: 60 }, (_, index) => `sin(${index + 1}*x)*cos(${index + 2}*y)`).join("+");
  const long = (surface: boolean) => {
    const experiment = parseExperiment({
      version: 1,
      surface: { formula: `x^2+${source}`, domain: { x: [-2, 2], y: [-2, 2] } },
      ensembles: [{ optimizer: "momentum" }],
      recording: { seconds: 1, overlays: { ...NONE, surface } },
    });
    if (experiment.recording === undefined) throw new Error("The experiment has a recording.");
    return storyboardOf(experiment, experiment.recording);
  };
  expect(differences(await painted(long(true), 0), await painted(long(false), 0))).toBeGreaterThan(200);
});

test("a text that is half faded in has half the strength of one that is there", async () => {
  const film = board({ texts: [TEXTS[0]], overlays: NONE });
  const overlay = await createOverlay(film, 640, 360);
  const alphas = (opacity: number) => {
    const scene = sceneAt(film, 150);
    const texts = scene.moment.texts.map(({ text }) => ({ text, opacity }));
    const context = contextOf(640, 360);
    overlay.paint(context, { ...scene, moment: { ...scene.moment, texts } });
    return context.getImageData(0, 0, 640, 360).data.filter((_, index) => index % 4 === 3);
  };
  const [whole, half] = [alphas(1), alphas(0.5)];
  expect(whole.some((alpha) => alpha === 255)).toBe(true);
  const worst = whole.reduce((most, alpha, index) => Math.max(most, Math.abs(alpha / 2 - (half[index] ?? 0))), 0);
  // Measured .5: halves are rounded.
  expect(worst).toBeLessThanOrEqual(1);
});

test("a card that covers the picture covers what is written over it too", async () => {
  const texts = [{ kind: "title", from: 0, to: 5, text: "Momentum" }];
  const covered = await painted(board({ texts }), 60);
  const bare = await painted(board({ texts, overlays: NONE }), 60);
  expect(differences(covered, bare)).toBe(0);
});

test("a map that is alone covers all of the frame, a map beside the landscape its own half", async () => {
  const alone = await painted(board({ layout: "map", texts: TEXTS }), 150);
  expect(alone.every((value, index) => index % 4 < 3 || value === 255)).toBe(true);
  const both = await painted(board({ layout: "both", overlays: NONE }), 150);
  const alphaAt = (x: number, y: number) => both[4 * (y * 640 + x) + 3];
  expect([alphaAt(0, 0), alphaAt(319, 359), alphaAt(639, 0), alphaAt(400, 359)]).toEqual([255, 255, 0, 0]);
});

/** How much of what is drawn in heavy ball's colour there is in a frame's left half, and its middle. */
function crossOf(pixels: Uint8ClampedArray) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(momentum.color.night.slice(at, at + 2), 16));
  let [count, left, top] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const x = (at / 4) % 1280;
    if (x >= 640 || pixels[at] !== red || pixels[at + 1] !== green || pixels[at + 2] !== blue) continue;
    count += 1;
    left += x;
    top += Math.floor(at / 4 / 1280);
  }
  return { count, left: left / count, top: top / count };
}

test("a cross goes over the map with the settings of the run beside it", async () => {
  const path = "/ensembles/0/hyperparameters/beta";
  const parameters = [{ path, keys: [0, 1, 2, 3].map((at) => ({ at, value: 0.2 * at, easing: "linear" })) }];
  const crosses = async (layout: "both" | "map") => {
    const film = board({ layout, parameters, overlays: NONE });
    const overlay = await createOverlay(film, 1280, 720);
    return [30, 60, 90].map((index) => {
      const context = contextOf(1280, 720);
      overlay.paint(context, { ...sceneAt(film, index), map: RATES });
      return crossOf(context.getImageData(0, 0, 1280, 720).data);
    });
  };
  const [low, middle, high] = await crosses("both");
  if (low === undefined || middle === undefined || high === undefined) throw new Error("There are three frames.");
  expect(Math.min(low.count, middle.count, high.count)).toBeGreaterThan(20);
  expect([middle.left, high.left]).toEqual([low.left, low.left]);
  const [first, second] = [low.top - middle.top, middle.top - high.top];
  expect(first).toBeGreaterThan(20);
  // As far with every fifth; whole pixels of the antialiased bars are counted.
  expect(Math.abs(first - second)).toBeLessThan(1);
  expect((await crosses("map")).map(({ count }) => count)).toEqual([0, 0, 0]);
});

test("what is free of writing is what the landscape is framed in", async () => {
  const film = board({ texts: TEXTS });
  const bare = await createOverlay(board({ overlays: NONE }), 640, 360);
  expect(bare.insets(film.moment(0))).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
  const overlay = await createOverlay(film, 640, 360);
  const insets = overlay.insets(film.moment(0));
  // The same, whatever is said at the moment.
  expect(overlay.insets(film.moment(150))).toEqual(insets);
  expect(Math.min(insets.left, insets.right, insets.bottom)).toBeGreaterThan(30);
});

test("cells that are enlarged keep their colours up to their borders, those made smaller are their mean", () => {
  const colors = [
    [255, 0, 0, 255],
    [0, 255, 0, 255],
    [0, 0, 255, 255],
    [255, 255, 255, 255],
  ];
  const pixels = new Uint8ClampedArray(colors.flat());
  const large = dataOf(cellPicture(pixels, { width: 2, height: 2 }, { width: 6, height: 6 }));
  for (let y = 0; y < 6; y++) {
    for (let x = 0; x < 6; x++) {
      const at = 4 * (6 * y + x);
      expect([...large.slice(at, at + 4)]).toEqual(colors[2 * Math.floor(y / 3) + Math.floor(x / 3)]);
    }
  }
  const checks = new Uint8ClampedArray(4 * 64 * 64).map((_, index) =>
    index % 4 === 3 || ((index >> 2) + (index >> 8)) % 2 === 0 ? 255 : 0,
  );
  const small = dataOf(cellPicture(checks, { width: 64, height: 64 }, { width: 16, height: 16 }));
  const middle = small.filter((_, index) => index % 4 < 3);
  // Measured 127 everywhere: black and white in turn are grey, whose exact value is 127.5.
  expect(Math.min(...middle)).toBeGreaterThanOrEqual(126);
  expect(Math.max(...middle)).toBeLessThanOrEqual(129);
});

test("writing over a frame takes less time than drawing it", async () => {
  const film = board({ texts: TEXTS });
  const overlay = await createOverlay(film, 1280, 720);
  const context = contextOf(1280, 720);
  const scene = sceneAt(film, 150);
  const times: number[] = [];
  for (let frame = 0; frame < 12; frame++) {
    context.clearRect(0, 0, 1280, 720);
    const before = performance.now();
    overlay.paint(context, scene);
    // What was only recorded is drawn now.
    context.getImageData(0, 0, 1, 1);
    times.push(performance.now() - before);
  }
  const typical = times.toSorted((a, b) => a - b)[6] ?? Number.NaN;
  console.info(`Writing over a frame of 1280 × 720 takes ${typical.toFixed(1)} ms.`);
  // Measured 1.1 to 1.8 ms alone, 5 ms beside another job, once 25 ms beside several.
  expect(typical).toBeLessThan(60);
});
