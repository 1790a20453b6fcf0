import { describe, expect, it } from "vitest";
import type { MapChoice } from "../../src/experiment/map.ts";
import { FIELD } from "../../src/maps/cell-numbers.ts";
import { CELL_NUMBERS, type MapPicture } from "../../src/maps/map-picture.ts";
import { stillStreamlines } from "../../src/maps/still-streamlines.ts";
import { drift, streamField, velocityAt } from "../../src/maps/stream-field.ts";
import { Streamlines } from "../../src/maps/streamlines.ts";

const WIDTH = 48;
const HEIGHT = 32;

const choice = {
  kind: "current",
  x: { path: "/starts/x", from: -3, to: 3, scale: "linear" },
  y: { path: "/starts/y", from: -1, to: 1, scale: "linear" },
  width: WIDTH,
  height: HEIGHT,
} as unknown as MapChoice;

type Current = (x: number, y: number) => readonly [number, number] | undefined;

/** A picture of a current that is known to a tenth of a percent; undefined: masked. */
function pictureOf(current: Current, error = 1e-3): MapPicture {
  const cells = new Float32Array(CELL_NUMBERS * WIDTH * HEIGHT);
  for (let cell = 0; cell < WIDTH * HEIGHT; cell++) {
    const x = -3 + (6 * ((cell % WIDTH) + 0.5)) / WIDTH;
    const y = -1 + (2 * (Math.floor(cell / WIDTH) + 0.5)) / HEIGHT;
    const j = current(x, y) ?? [Number.NaN, Number.NaN];
    cells.set(j, CELL_NUMBERS * cell + FIELD.first);
    cells.set([error, error], CELL_NUMBERS * cell + FIELD.error);
  }
  return { choice, cells } as unknown as MapPicture;
}

/** A turn about the origin, in units of the map's own axes, that dies away outwards; nothing at the rim. */
const vortex: Current = (x, y) => {
  const r = Math.hypot(x / 3, y);
  return r > 0.95 ? undefined : [3 * y * Math.exp(-4 * r * r), (-x / 3) * Math.exp(-4 * r * r)];
};

describe("the field that particles drift along", () => {
  it("has the current's direction on the map everywhere, and the faster where the current is stronger", () => {
    const { velocities } = streamField(pictureOf(vortex));
    let compared = 0;
    for (let cell = 0; cell < WIDTH * HEIGHT; cell++) {
      const x = -3 + (6 * ((cell % WIDTH) + 0.5)) / WIDTH;
      const y = -1 + (2 * (Math.floor(cell / WIDTH) + 0.5)) / HEIGHT;
      const j = vortex(x, y);
      const [vx = Number.NaN, vy = Number.NaN] = velocities.subarray(2 * cell, 2 * cell + 2);
      expect(Number.isNaN(vx), `cell ${cell}`).toBe(j === undefined);
      if (j === undefined) continue;
      // On the map a unit of x is 8 cells, one of y 16.
      const sine = (8 * j[0] * vy - 16 * j[1] * vx) / (Math.hypot(8 * j[0], 16 * j[1]) * Math.hypot(vx, vy));
      expect(Math.abs(sine), `cell ${cell}`).toBeLessThan(1e-6);
      expect(8 * j[0] * vx + 16 * j[1] * vy).toBeGreaterThan(0);
      compared++;
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it("shows speeds by the square root of the current", () => {
    const { velocities } = streamField(pictureOf((x) => [1 + Math.abs(x), 0]));
    const speed = (column: number) => velocities[2 * (WIDTH * 5 + column)] ?? Number.NaN;
    const strength = (column: number) => 1 + Math.abs(-3 + (6 * (column + 0.5)) / WIDTH);
    expect(speed(2) / speed(20)).toBeCloseTo(Math.sqrt(strength(2) / strength(20)), 5);
  });

  it("leaves out what is within three standard errors of none", () => {
    const { velocities } = streamField(pictureOf((x) => [x > 0 ? 2.9 : 3.1, 0], 1));
    expect(Number.isNaN(velocities[2 * (WIDTH * 5 + 40)])).toBe(true);
    expect(Number.isNaN(velocities[2 * (WIDTH * 5 + 5)])).toBe(false);
  });

  it("is interpolated between centres, and next to masked cells taken from the cell itself", () => {
    const field = streamField(pictureOf((x) => (x > 0 ? [1, 0.25] : x > -2 ? undefined : [1 + x * x, 0])));
    const out = { x: 0, y: 0 };
    const at = (column: number) => field.velocities[2 * (WIDTH * 10 + column)] ?? Number.NaN;
    expect(velocityAt(field, 3, 10.5, out)).toBe(true);
    expect(out.x).toBeCloseTo((at(2) + at(3)) / 2, 5);
    // Column 7 is the last before the mask.
    expect(velocityAt(field, 7.9, 10.5, out)).toBe(true);
    expect(out.x).toBe(at(7));
    expect(velocityAt(field, 10, 10.5, out)).toBe(false);
    expect(velocityAt(field, -0.1, 10.5, out)).toBe(false);
    expect(velocityAt(field, 3, HEIGHT, out)).toBe(false);
  });

  it("keeps a point on its circle", () => {
    const field = streamField(pictureOf(vortex));
    const point = { x: 24 + 12, y: 16 };
    let farthest = 0;
    for (let frame = 0; frame < 600; frame++) {
      expect(drift(field, point, 1 / 60)).toBe(true);
      // On the map the circles are ellipses of 24 by 16 cells.
      farthest = Math.max(farthest, Math.abs(Math.hypot((point.x - 24) / 24, (point.y - 16) / 16) - 0.5));
    }
    // Measured .00074: interpolation between cells.
    expect(farthest).toBeLessThan(0.002);
  });
});

describe("particles along a current", () => {
  it("stay where there is a current, move along it, and are as many everywhere", () => {
    const field = streamField(pictureOf(vortex));
    const lines = new Streamlines(field, 400, 3);
    const quarters = [0, 0, 0, 0];
    let drawn = 0;
    let lost = 0;
    let astray = 0;
    for (let frame = 0; frame < 600; frame++) {
      lines.step(1 / 60);
      for (let particle = 0; particle < lines.count; particle++) {
        if ((lines.strength[particle] ?? 0) <= 0) continue;
        const [x, y] = [lines.x[particle] ?? 0, lines.y[particle] ?? 0];
        const [dx, dy] = [x - (lines.fromX[particle] ?? 0), y - (lines.fromY[particle] ?? 0)];
        // Clockwise: to the right above, to the left below.
        if (!((y - 16) * dx * 576 - (x - 24) * dy * 256 >= 0)) astray++;
        if (!velocityAt(field, x, y, { x: 0, y: 0 })) lost++;
        const quarter = (x > 24 ? 1 : 0) + (y > 16 ? 2 : 0);
        quarters[quarter] = (quarters[quarter] ?? 0) + 1;
        drawn++;
      }
    }
    expect([lost, astray], "lost, astray").toEqual([0, 0]);
    // Measured .245 at least, and .993.
    for (const share of quarters) expect(share / drawn).toBeGreaterThan(0.22);
    expect(drawn / 600 / lines.count, "drawn at a time").toBeGreaterThan(0.9);
  });

  it("are spread more evenly than by chance", () => {
    const field = streamField(pictureOf(() => [1, 0.2]));
    const lines = new Streamlines(field, 384, 5);
    let variance = 0;
    const looks = 20;
    for (let frame = 1; frame <= 30 * (looks + 4); frame++) {
      lines.step(1 / 60);
      if (frame <= 120 || frame % 30 !== 0) continue;
      // Of 96 squares with 4 particles each; of particles that know nothing of each other the variance is 4.
      const counts = new Float64Array(96);
      for (let particle = 0; particle < lines.count; particle++) {
        const square = Math.floor((lines.y[particle] ?? 0) / 4) * 12 + Math.floor((lines.x[particle] ?? 0) / 4);
        counts[square] = (counts[square] ?? 0) + 1;
      }
      variance += counts.reduce((sum, count) => sum + (count - 4) ** 2, 0) / 96 / looks;
    }
    // Measured 2.6; 6.5 where each chooses from one place.
    expect(variance).toBeLessThan(3.2);
  });

  it("do the same for the same seed, in the same arrays", () => {
    const field = streamField(pictureOf(vortex));
    const run = () => {
      const lines = new Streamlines(field, 50, 9);
      const { x } = lines;
      for (let frame = 0; frame < 200; frame++) lines.step(1 / 60);
      expect(lines.x).toBe(x);
      return [...x];
    };
    expect(run()).toEqual(run());
  });

  it("go on where they are in a better picture, and show nothing where there is nothing", () => {
    const lines = new Streamlines(streamField(pictureOf(vortex)), 30, 2);
    for (let frame = 0; frame < 30; frame++) lines.step(1 / 60);
    const before = [...lines.x];
    lines.follow(streamField(pictureOf(vortex)));
    expect([...lines.x]).toEqual(before);
    lines.follow(streamField(pictureOf(() => undefined)));
    lines.step(1 / 60);
    expect(Math.max(...lines.strength)).toBe(0);
    lines.follow(streamField(pictureOf(vortex)));
    for (let frame = 0; frame < 30; frame++) lines.step(1 / 60);
    expect(Math.max(...lines.strength)).toBeGreaterThan(0.5);
  });
});

describe("streamlines that stand still", () => {
  it("follow the current from first to last, apart from each other", () => {
    const field = streamField(pictureOf(vortex));
    const lines = stillStreamlines(field);
    expect(lines.length).toBeGreaterThan(5);
    let astray = 0;
    for (const line of lines) {
      expect(line.length).toBeGreaterThanOrEqual(24);
      for (let at = 2; at < line.length; at += 2) {
        const [fromX = 0, fromY = 0, x = 0, y = 0] = line.subarray(at - 2, at + 2);
        if (!((fromY - 16) * (x - fromX) * 576 - (fromX - 24) * (y - fromY) * 256 > 0)) astray++;
      }
    }
    expect(astray, "parts of lines that go astray").toBe(0);
    // Each small square belongs to one line.
    const owners = new Map<number, number>();
    for (const [index, line] of lines.entries()) {
      for (let at = 0; at < line.length; at += 2) {
        const square = Math.floor((line[at + 1] ?? 0) / 1.5) * 32 + Math.floor((line[at] ?? 0) / 1.5);
        expect(owners.get(square) ?? index).toBe(index);
        owners.set(square, index);
      }
    }
  });
});
