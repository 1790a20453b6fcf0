import { describe, expect, test } from "vitest";
import type { Layout } from "../../../src/experiment/recording.ts";
import { type Box, bottomOf, overlaps, rightOf, type Size } from "../../../src/recording/overlay/box.ts";
import type { Contents } from "../../../src/recording/overlay/contents.ts";
import { fits } from "../../../src/recording/overlay/fits.ts";
import { type Regions, regionsOf } from "../../../src/recording/overlay/regions.ts";
import { unitOf } from "../../../src/recording/overlay/unit.ts";

const FILMS: readonly Size[] = [
  { width: 426, height: 240 },
  { width: 1280, height: 720 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1080 },
  { width: 1080, height: 1350 },
  { width: 1080, height: 1920 },
  { width: 240, height: 426 },
];
const LAYOUTS: readonly Layout[] = ["landscape", "map", "both"];

/** Everything at once, as large as it often is: all in units, as measured letters are. */
function everything(unit: number): Contents {
  return {
    surface: { width: 205 * unit, height: 48 * unit },
    legend: { width: 218 * unit, heading: 37 * unit, row: 27 * unit, rows: 4 },
    chart: true,
    steps: { width: 90 * unit, height: 24 * unit },
    readOuts: { width: 165 * unit, height: 41 * unit },
    captions: () => 62 * unit,
    left: { width: 200 * unit, height: 60 * unit },
    right: { width: 200 * unit, height: 60 * unit },
  };
}

const NOTHING: Contents = { chart: false, captions: () => 0 };

/** The boxes of a layout that are written in at the same time. */
function written({ surface, legend, chart, readOuts, steps, caption, map, left, right }: Regions) {
  const all: Readonly<Record<string, Box | undefined>> = {
    ...{ surface, legend, chart, readOuts, steps, caption, map, left, right },
  };
  return Object.entries(all).flatMap(([name, box]) =>
    box === undefined || box.width * box.height === 0 ? [] : [{ name, box }],
  );
}

describe.each(FILMS)("a film of $width × $height", (film) => {
  const unit = unitOf(film);

  test.each(LAYOUTS)("writes nothing over anything else, and all within the picture: %s", (layout) => {
    const boxes = written(regionsOf(everything(unit), film, unit, layout));
    const clashes = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).flatMap((b) => (overlaps(a.box, b.box) ? [`${a.name} over ${b.name}`] : [])),
    );
    expect(clashes).toEqual([]);
    const outside = boxes.filter(
      ({ box }) =>
        box.left < 0 || box.top < 0 || rightOf(box) > film.width + 1e-6 || bottomOf(box) > film.height + 1e-6,
    );
    expect(outside.map(({ name }) => name)).toEqual([]);
    expect(boxes.map(({ name }) => name)).toContain(layout === "landscape" ? "legend" : "map");
  });

  test("leaves a landscape alone where nothing is written", () => {
    const { stage } = regionsOf(NOTHING, film, unit, "landscape");
    expect(stage).toEqual({ left: 0, top: 0, ...film });
  });

  test("keeps the landscape within what is its own, and out of the caption", () => {
    for (const layout of ["landscape", "both"] as const) {
      const { stage, caption, picture } = regionsOf(everything(unit), film, unit, layout);
      expect(stage).toBeDefined();
      if (stage === undefined || picture === undefined) continue;
      expect(bottomOf(stage)).toBeLessThanOrEqual(caption.top + 1e-6);
      expect(Math.min(stage.left - picture.left, stage.top - picture.top)).toBeGreaterThanOrEqual(0);
      expect(rightOf(stage)).toBeLessThanOrEqual(rightOf(picture) + 1e-6);
      expect(Math.min(stage.width, stage.height)).toBeGreaterThan(0);
    }
  });
});

test("a map that is alone leaves the cards of both sides their room", () => {
  for (const film of FILMS) {
    const unit = unitOf(film);
    const { left, right, map } = regionsOf(everything(unit), film, unit, "map");
    // A little less than 60 units: sums are rounded.
    for (const { height } of [left, right]) expect(height).toBeGreaterThanOrEqual(60 * unit - 1e-6);
    expect(Math.min(map?.width ?? 0, map?.height ?? 0)).toBeGreaterThan(0);
  }
});

test("a map that is alone has all the width that nothing beside it needs", () => {
  const film = { width: 1280, height: 720 };
  const unit = unitOf(film);
  const beside = (width: number): Contents => ({ ...NOTHING, readOuts: { width, height: 30 * unit } });
  const map = (contents: Contents) => regionsOf(contents, film, unit, "map").map?.width ?? 0;
  // The right margin is there in both, and the gap to what is beside it.
  expect(map(NOTHING) - map(beside(100 * unit))).toBeCloseTo((100 + 14) * unit, 9);
  expect(map(beside(100 * unit)) - map(beside(120 * unit))).toBeCloseTo(20 * unit, 9);
});

test("numbers that are too many for a film are made smaller, and stay within it", () => {
  for (const film of FILMS) {
    const unit = unitOf(film);
    const many: Contents = { ...everything(unit), readOuts: { width: 165 * unit, height: 816 * unit } };
    for (const layout of LAYOUTS) {
      const regions = regionsOf(many, film, unit, layout);
      const clashes = written(regions).flatMap(({ name, box }) =>
        name !== "readOuts" && regions.readOuts !== undefined && overlaps(box, regions.readOuts) ? [name] : [],
      );
      expect(clashes, `over the numbers in ${film.width} × ${film.height}, ${layout}`).toEqual([]);
      expect(fits(many, regions, film, unit)).toBe(false);
    }
  }
});

test("a film twice as large is laid out the same, twice as large", () => {
  const [small, large] = [
    { width: 1280, height: 720 },
    { width: 2560, height: 1440 },
  ];
  for (const layout of LAYOUTS) {
    const a = written(regionsOf(everything(unitOf(small)), small, unitOf(small), layout));
    const b = written(regionsOf(everything(unitOf(large)), large, unitOf(large), layout));
    expect(b.map(({ name }) => name)).toEqual(a.map(({ name }) => name));
    for (const [index, { box }] of a.entries()) {
      const twice = b[index]?.box;
      // Measured 0: all is twice as much, which no rounding notices.
      for (const side of ["left", "top", "width", "height"] as const) expect(twice?.[side]).toBe(2 * box[side]);
    }
  }
});

test("an upright film has its legend in two columns and its chart under the landscape", () => {
  const film = { width: 1080, height: 1920 };
  const { legend, chart, stage } = regionsOf(everything(2), film, 2, "landscape");
  expect(legend?.columns).toBe(2);
  expect(chart?.top).toBeGreaterThan((stage?.top ?? 0) + (stage?.height ?? 0));
});

test("a map beside a landscape has the left half of a wide film, and the upper one of any other", () => {
  const wide = regionsOf(everything(4 / 3), { width: 1280, height: 720 }, 4 / 3, "both");
  expect(rightOf(wide.map ?? wide.left)).toBeLessThanOrEqual(640);
  expect(wide.picture?.left).toBe(640);
  const square = regionsOf(everything(2), { width: 1080, height: 1080 }, 2, "both");
  expect(bottomOf(square.map ?? square.left)).toBeLessThanOrEqual(square.picture?.top ?? 0);
});

test("a card that is alone may be wider than a column, under what is over it", () => {
  const film = { width: 1080, height: 1080 };
  const contents: Contents = { ...everything(2), left: { width: 800, height: 200 }, right: undefined };
  const { left, chart, legend } = regionsOf(contents, film, 2, "landscape");
  expect(left.width).toBeGreaterThanOrEqual(800);
  expect(left.top).toBeGreaterThanOrEqual(Math.max(bottomOf(chart ?? left), bottomOf(legend ?? left)));
});
