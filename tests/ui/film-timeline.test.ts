import { describe, expect, it } from "vitest";
import { completeRecording } from "../../src/experiment/complete-recording.ts";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import type { Recording } from "../../src/experiment/recording.ts";
import { addCamera, addNumberKey, addPace, addText } from "../../src/ui/film/timeline/adding.ts";
import { numberCurve, paceCurve } from "../../src/ui/film/timeline/curves.ts";
import { frameAt, keyTime, lastFrame } from "../../src/ui/film/timeline/frame-time.ts";
import { moveItem, removeItem, resizeText, timeOf } from "../../src/ui/film/timeline/items.ts";
import { laneFrom, laneName } from "../../src/ui/film/timeline/lane-names.ts";
import { presentCamera, presentPace } from "../../src/ui/film/timeline/present-values.ts";
import { rulerTicks } from "../../src/ui/film/timeline/ruler-ticks.ts";
import { isThere, neighbour, selectionId, selectionOf } from "../../src/ui/film/timeline/selections.ts";
import { momentToShow } from "../../src/ui/film/timeline/shown-moment.ts";
import { snapped } from "../../src/ui/film/timeline/snapping.ts";
import { textRows } from "../../src/ui/film/timeline/text-rows.ts";
import { durationText, timeText } from "../../src/ui/film/timeline/time-text.ts";

const BETA = "/ensembles/1/hyperparameters/beta";

/** A film of eight seconds that has something on every lane. */
const board: Recording = completeRecording(defaultExperiment, {
  seconds: 8,
  pace: [
    { at: 1, stepsPerSecond: 40 },
    { at: 5, stepsPerSecond: 80 },
  ],
  camera: [
    { at: 0, turn: 0, orbit: 4, zoom: 1 },
    { at: 3, turn: 30, orbit: 0, zoom: 4 },
    { at: 6, turn: 10, mode: "top", easing: "hold" },
  ],
  parameters: [
    {
      path: BETA,
      keys: [
        { at: 1, value: 0 },
        { at: 4, value: 0.99 },
        { at: 6, value: 0.5 },
      ],
    },
  ],
  switches: [{ at: 3, dissolve: 1, theme: "paper" }],
  texts: [
    { kind: "title", from: 0, to: 2, text: "One" },
    { kind: "caption", from: 1, to: 4, text: "Two" },
    { kind: "caption", from: 4, to: 6, text: "Three" },
  ],
});

/** What is valid as it is, so that the page takes it. */
function valid(recording: Recording): Recording {
  expect(completeRecording(defaultExperiment, recording)).toEqual(recording);
  return recording;
}

describe("time on the timeline", () => {
  it("gives every frame's key a time that is that frame's, and never later than it", () => {
    for (const fps of [24, 30, 60]) {
      for (let frame = 0; frame <= 600 * fps; frame++) {
        const at = keyTime(frame, fps);
        if (frameAt(at, fps) !== frame || at > frame / fps || String(at).length > 8) {
          throw new Error(`Frame ${frame} at ${fps} fps has its key at ${at}, which is frame ${frameAt(at, fps)}.`);
        }
      }
    }
    expect(keyTime(20, 30)).toBe(0.6666);
    expect(keyTime(45, 30)).toBe(1.5);
  });

  it("counts frames from 0", () => {
    expect(lastFrame(10, 30)).toBe(299);
    expect(lastFrame(0.001, 24)).toBe(0);
  });

  it("snaps to half seconds and magnets that are near, else to frames, always within the film", () => {
    const snapping = { fps: 30, seconds: 8, reach: 0.06, magnets: [2.2] };
    expect(snapped(1.46, snapping)).toBe(1.5);
    expect(snapped(1.44, snapping)).toBe(keyTime(43, 30));
    expect(snapped(2.15, snapping)).toBe(2.2);
    expect(snapped(-3, snapping)).toBe(0);
    expect(snapped(99, snapping)).toBe(8);
    expect(snapped(1.46, { ...snapping, reach: 0 })).toBe(keyTime(44, 30));
    // Of two that are near, the nearer.
    expect(snapped(2.45, { ...snapping, reach: 0.3 })).toBe(2.5);
    expect(snapped(2.3, { ...snapping, reach: 0.3 })).toBe(2.2);
  });

  it("says times to a hundredth of a second, never ahead of the picture", () => {
    expect(timeText(3.2)).toBe("0:03.20");
    expect(timeText(1 / 24)).toBe("0:00.04");
    expect(timeText(59.999)).toBe("0:59.99");
    expect(timeText(0.29)).toBe("0:00.29");
    expect(timeText(600)).toBe("10:00.00");
    expect(durationText(10)).toBe("10 s");
    expect(durationText(7.5)).toBe("7.5 s");
    expect(durationText(80)).toBe("1 min 20 s");
    expect(durationText(120)).toBe("2 min");
  });

  it("rules the film with at least 60 pixels between two numbers, the first at 0", () => {
    for (const seconds of [0.5, 3, 8, 10, 61, 600]) {
      for (const width of [180, 640, 1088, 2400]) {
        const ticks = rulerTicks(seconds, width);
        const written = ticks.filter(({ text }) => text !== undefined).map(({ at }) => at);
        expect(written[0]).toBe(0);
        expect(ticks.every(({ at }) => at >= 0 && at <= seconds + 1e-9)).toBe(true);
        const apart = (((written[1] ?? Number.POSITIVE_INFINITY) - 0) / seconds) * width;
        expect(apart, `${seconds} s over ${width} pixels`).toBeGreaterThanOrEqual(60);
      }
    }
    expect(rulerTicks(80, 1000).find(({ at }) => at === 70)?.text).toBe("1:10");
    expect(rulerTicks(8, 1088).filter(({ text }) => text !== undefined)).toHaveLength(17);
  });
});

describe("things on the timeline", () => {
  it("names them by a text that leads back", () => {
    for (const selection of [
      { track: "pace", index: 0 },
      { track: "texts", index: 12 },
      { track: "parameters", index: 3, key: 7 },
    ] as const) {
      expect(selectionOf(selectionId(selection))).toEqual(selection);
    }
    for (const nonsense of ["", "camera", "camera-", "parameters-1", "zoom-1", "camera-1x"]) {
      expect(selectionOf(nonsense), nonsense).toBeUndefined();
    }
    for (const lane of [{ track: "switches" }, { track: "parameters", index: 2 }] as const) {
      expect(laneFrom(laneName(lane))).toEqual(lane);
    }
    expect(laneFrom("parameters")).toBeUndefined();
  });

  it("knows what is there, and what comes before and after it", () => {
    expect(isThere(board, { track: "camera", index: 2 })).toBe(true);
    expect(isThere(board, { track: "camera", index: 3 })).toBe(false);
    expect(isThere(board, { track: "parameters", index: 0, key: 3 })).toBe(false);
    expect(isThere(board, { track: "parameters", index: 1, key: 0 })).toBe(false);
    const middle = { track: "parameters", index: 0, key: 1 } as const;
    expect(neighbour(board, middle, 1)).toEqual({ ...middle, key: 2 });
    expect(neighbour(board, middle, -1)).toEqual({ ...middle, key: 0 });
    expect(neighbour(board, { track: "texts", index: 0 }, -1)).toBeUndefined();
    expect(neighbour(board, { track: "texts", index: 2 }, 1)).toBeUndefined();
  });

  it("moves a key, past its neighbours too, and says where it is then", () => {
    const moved = moveItem(board, { track: "camera", index: 0 }, 4);
    expect(valid(moved.recording).camera.map(({ at }) => at)).toEqual([3, 4, 6]);
    expect(moved.selection).toEqual({ track: "camera", index: 1 });
    expect(moved.recording.camera[1]?.orbit).toBe(4);

    const number = moveItem(board, { track: "parameters", index: 0, key: 2 }, 2.5);
    expect(valid(number.recording).parameters[0]?.keys.map(({ value }) => value)).toEqual([0, 0.5, 0.99]);
    expect(number.selection).toEqual({ track: "parameters", index: 0, key: 1 });

    const pace = moveItem(board, { track: "pace", index: 1 }, 99);
    expect(timeOf(valid(pace.recording), { track: "pace", index: 1 })).toBe(8);
    const change = moveItem(board, { track: "switches", index: 0 }, -2);
    expect(timeOf(valid(change.recording), { track: "switches", index: 0 })).toBe(0);
  });

  it("moves a text with its length, within the film", () => {
    const later = moveItem(board, { track: "texts", index: 0 }, 3.2);
    expect(valid(later.recording).texts.map(({ text, from, to }) => [text, from, to])).toEqual([
      ["Two", 1, 4],
      ["One", 3.2, 5.2],
      ["Three", 4, 6],
    ]);
    expect(later.selection).toEqual({ track: "texts", index: 1 });
    const last = moveItem(board, { track: "texts", index: 2 }, 7.5);
    expect(last.recording.texts[2]).toMatchObject({ from: 6, to: 8 });
  });

  it("makes a text longer and shorter by its ends, and leaves some of it", () => {
    const longer = resizeText(board, 1, "to", 99, 0.1);
    expect(valid(longer.recording).texts[1]).toMatchObject({ from: 1, to: 8 });
    const short = resizeText(board, 1, "from", 7, 0.1);
    expect(valid(short.recording).texts[1]).toMatchObject({ from: 3.9, to: 4 });
    const early = resizeText(board, 1, "to", 0, 0.1);
    expect(early.recording.texts[1]).toMatchObject({ from: 1, to: 1.1 });
    // Its beginning may go past that of another.
    const first = resizeText(board, 2, "from", 0.5, 0.1);
    expect(first.selection).toEqual({ track: "texts", index: 1 });
    expect(first.recording.texts[1]?.text).toBe("Three");
  });

  it("takes things away, but the last key of pace and camera; a track goes with its last key", () => {
    const without = removeItem(board, { track: "camera", index: 1 });
    expect(valid(without?.recording ?? board).camera.map(({ at }) => at)).toEqual([0, 6]);
    expect(without?.selection).toBeUndefined();
    const alone = { ...board, camera: board.camera.slice(0, 1), pace: board.pace.slice(0, 1) };
    expect(removeItem(alone, { track: "camera", index: 0 })).toBeUndefined();
    expect(removeItem(alone, { track: "pace", index: 0 })).toBeUndefined();

    let left = board;
    for (const count of [2, 1, 0]) {
      left = removeItem(left, { track: "parameters", index: 0, key: 0 })?.recording ?? left;
      expect(valid(left).parameters[0]?.keys.length ?? 0).toBe(count);
    }
    expect(left.parameters).toEqual([]);
    expect(removeItem(board, { track: "switches", index: 0 })?.recording.switches).toEqual([]);
    expect(removeItem(board, { track: "texts", index: 1 })?.recording.texts.map(({ text }) => text)).toEqual([
      "One",
      "Three",
    ]);
  });

  it("adds in the order of time, and in place of what is at the very same time", () => {
    const pace = addPace(board, { at: 2, stepsPerSecond: 7 });
    expect(valid(pace.recording).pace.map(({ stepsPerSecond }) => stepsPerSecond)).toEqual([40, 7, 80]);
    expect(pace.selection).toEqual({ track: "pace", index: 1 });
    const same = addNumberKey(board, 0, { at: 4, value: 0.3, easing: "linear" });
    expect(valid(same.recording).parameters[0]?.keys.map(({ value }) => value)).toEqual([0, 0.3, 0.5]);
    expect(same.selection).toEqual({ track: "parameters", index: 0, key: 1 });
    // Of a jump's two keys the second one is replaced: what came before the jump stays.
    const jump = [5, 9].map((stepsPerSecond) => ({ at: 3, stepsPerSecond }));
    const jumping = addPace({ ...board, pace: jump }, { at: 3, stepsPerSecond: 7 });
    expect(valid(jumping.recording).pace.map(({ stepsPerSecond }) => stepsPerSecond)).toEqual([5, 7]);
  });

  it("adds captions of two seconds, within the film", () => {
    const early = addText(board, 2);
    expect(valid(early.recording).texts[2]).toMatchObject({ kind: "caption", from: 2, to: 4 });
    expect(early.selection).toEqual({ track: "texts", index: 2 });
    expect(addText(board, 7.9).recording.texts[3]).toMatchObject({ from: 6, to: 8 });
    const short = { ...board, seconds: 1, texts: [] };
    expect(addText(short, 0.9).recording.texts[0]).toMatchObject({ from: 0, to: 1 });
  });

  it("puts texts that are seen together into rows of their own", () => {
    expect(textRows(board.texts)).toEqual([0, 1, 0]);
    const span = (from: number, to: number) => ({ from, to });
    expect(textRows([span(0, 9), span(1, 2), span(1, 3), span(2, 4), span(3, 4)])).toEqual([0, 1, 2, 1, 2]);
    // Whatever the order that they are listed in.
    expect(textRows([span(5, 6), span(0, 9)])).toEqual([1, 0]);
  });

  it("shows a thing at a time when it is seen", () => {
    expect(momentToShow(board, { track: "camera", index: 1 })).toBe(3);
    expect(momentToShow(board, { track: "switches", index: 0 })).toBe(4);
    expect(momentToShow(board, { track: "texts", index: 1 })).toBe(1.5);
    const brief = { ...board, texts: [{ kind: "caption", from: 1, to: 1.2, place: "left" }] } as const;
    expect(momentToShow(brief, { track: "texts", index: 0 })).toBeCloseTo(1.1, 12);
  });
});

describe("what a new key holds", () => {
  it("is the pace of that time: none before the first key, straight after it", () => {
    expect(presentPace(board, 0.5)).toBe(0);
    expect(presentPace(board, 1)).toBe(40);
    expect(presentPace(board, 2)).toBe(50);
    expect(presentPace(board, 7)).toBe(80);
  });

  it("is the camera of that time, without what its orbit has turned", () => {
    expect(presentCamera(board, 0)).toMatchObject({ turn: 0, zoom: 1, orbit: 4 });
    const middle = presentCamera(board, 1.5);
    // Half way between two keys at rest at their ends: the mean of the angles, and of the logarithms of the zooms.
    expect(middle).toMatchObject({ at: 1.5, mode: "relief", zoom: 2, orbit: 2 });
    expect(middle.turn).toBeGreaterThan(10);
    expect(middle.turn).toBeLessThan(20);
    expect(presentCamera(board, 5.9).mode).toBe("relief");
    expect(presentCamera(board, 6)).toMatchObject({ mode: "top", turn: 10 });
    valid(addCamera(board, middle).recording);
  });
});

describe("the curves of lanes", () => {
  it("draw the pace straight between its keys, from the foot", () => {
    const points = paceCurve(board);
    expect(points.map(({ share }) => share)).toEqual([0, 1 / 8, 1 / 8, 5 / 8, 1]);
    const [foot, , begin, most, end] = points.map(({ height }) => height);
    expect(most).toBe(end);
    expect((begin ?? 0) - (foot ?? 0)).toBeCloseTo(((most ?? 0) - (foot ?? 0)) / 2, 12);
  });

  it("draw a number from its least to its greatest, through its keys", () => {
    const [track] = board.parameters;
    if (track === undefined) throw new Error("The film has no number.");
    const points = numberCurve(board, track);
    const heightAt = (time: number): number =>
      points[Math.round((time / 8) * (points.length - 1))]?.height ?? Number.NaN;
    const [least, most] = [Math.min(...points.map((point) => point.height)), Math.max(...points.map((p) => p.height))];
    expect(heightAt(0)).toBe(least);
    expect(heightAt(4)).toBe(most);
    expect(heightAt(7)).toBeCloseTo(least + (0.5 / 0.99) * (most - least), 9);
    expect(least).toBeGreaterThan(0);
    expect(most).toBeLessThan(1);
    const flat = numberCurve(board, { ...track, keys: track.keys.slice(0, 1) });
    expect(new Set(flat.map(({ height }) => height))).toEqual(new Set([0.5]));
  });

  it("draw a number that goes by ratio by its logarithm", () => {
    const keys = [0, 8].map((at) => ({ at, value: at === 0 ? 0.001 : 1, easing: "linear" as const }));
    const points = numberCurve(board, { path: BETA, scale: "log", keys });
    const [first, middle, last] = [0, 120, 240].map((index) => points[index]?.height ?? Number.NaN);
    expect(middle).toBeCloseTo(((first ?? 0) + (last ?? 0)) / 2, 9);
  });
});
