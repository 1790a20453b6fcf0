import { describe, expect, it } from "vitest";
import { completeRecording } from "../../../src/experiment/complete-recording.ts";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { fitLandscape, poseAt } from "../../../src/recording/film/film-camera.ts";
import { mapAzimuth } from "../../../src/recording/film/map-azimuth.ts";
import type { CameraMoment } from "../../../src/recording/timeline/moment.ts";
import { storyboardOf } from "../../../src/recording/timeline/storyboard.ts";
import { type Pose, projectPoint } from "../../../src/view/projection.ts";

const SIZE = { width: 960, height: 540 };
const insets = { top: 20, right: 30, bottom: 60, left: 200 };
/** The corners of the relief's box, and its highest point. */
const box = [-1, 0, -1, 1, 0, -1, -1, 0, 1, 1, 0, 1, 0.5, 0.8, 0.5];
const fitted = fitLandscape(new Float64Array(box), SIZE, insets);
const middle = { x: fitted.relief.targetX, y: fitted.relief.targetY, z: fitted.relief.targetZ };

const camera = (more: Partial<CameraMoment> = {}): CameraMoment => ({
  relief: 1,
  turn: 0,
  tilt: 90 - (fitted.relief.polar * 180) / Math.PI,
  zoom: 1,
  from: {},
  to: {},
  share: 0,
  ...more,
});

const place = (pose: Pose, x: number, y: number, z: number): readonly [number, number] => {
  const { left, top } = projectPoint(pose, x, y, z, { left: 0, top: 0, depth: 0 });
  return [left, top];
};

describe("a film's camera", () => {
  it("fits the landscape into what is free of the frame, from the side and from above", () => {
    for (const relief of [0, 1]) {
      const pose = poseAt(camera({ relief }), fitted, middle);
      const points = Array.from({ length: box.length / 3 }, (_, index) =>
        place(pose, box[3 * index] ?? 0, box[3 * index + 1] ?? 0, box[3 * index + 2] ?? 0),
      );
      const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
      const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
      expect(left).toBeGreaterThanOrEqual(insets.left);
      expect(right).toBeLessThanOrEqual(SIZE.width - insets.right);
      expect(top).toBeGreaterThanOrEqual(insets.top);
      expect(bottom).toBeLessThanOrEqual(SIZE.height - insets.bottom);
      // One of both directions is used up but for the air.
      const used = Math.max(
        (right - left) / (SIZE.width - insets.left - insets.right),
        (bottom - top) / (SIZE.height - insets.top - insets.bottom),
      );
      expect(used).toBeGreaterThan(0.96);
    }
  });

  it("keeps the scale while it turns, and doubles it where it comes twice as near", () => {
    expect(poseAt(camera({ turn: 75, tilt: 20 }), fitted, middle).focal).toBe(fitted.relief.focal);
    const near = poseAt(camera({ zoom: 2 }), fitted, middle);
    expect(near.focal).toBe(2 * fitted.relief.focal);
    expect(near.distance).toBe(fitted.relief.distance / 2);
    // Farther than anybody may go, and nearer, the picture alone is scaled.
    for (const zoom of [0.25, 40]) {
      const { focal, distance } = poseAt(camera({ zoom }), fitted, middle);
      expect(focal).toBe(zoom * fitted.relief.focal);
      expect(distance).toBe(zoom < 1 ? 9 : 0.6);
    }
  });

  it("draws what it looks at in the same place, whatever else it does", () => {
    const target = { x: 0.4, y: 0.3, z: -0.7 };
    for (const more of [{}, { turn: 130 }, { tilt: 12, zoom: 5 }, { zoom: 0.3 }]) {
      const [left, top] = place(poseAt(camera(more), fitted, target), target.x, target.y, target.z);
      expect(Math.abs(left - fitted.relief.centerX)).toBeLessThan(1e-9);
      expect(Math.abs(top - fitted.relief.centerY)).toBeLessThan(1e-9);
    }
  });

  it("goes from relief to map by one steady way", () => {
    const at = (relief: number) => place(poseAt(camera({ relief }), fitted, middle), 0.5, 0.8, 0.5);
    let before = at(0);
    for (let index = 1; index <= 100; index++) {
      const now = at(index / 100);
      expect(Math.hypot(now[0] - before[0], now[1] - before[1])).toBeLessThan(12);
      before = now;
    }
  });

  it("goes the short way to the map, however often it has turned, and lies there as maps do", () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "rosenbrock" },
      ensembles: [{ optimizer: "momentum" }],
      recording: {
        seconds: 4,
        camera: [
          { at: 0, turn: 0 },
          { at: 2, turn: 800 },
          { at: 3, turn: 800, mode: "top" },
          { at: 4, turn: 800, mode: "relief" },
        ],
      },
    });
    const storyboard = storyboardOf(experiment, completeRecording(experiment, experiment.recording));
    const ofMap = mapAzimuth(storyboard);
    const azimuth = (time: number): number => {
      const { camera: seen } = storyboard.moment(Math.round(30 * time));
      return poseAt(seen, fitted, middle, ofMap(time)).azimuth;
    };
    const turned = azimuth(2);
    expect(Math.abs(turned - (2.66 + (800 / 180) * Math.PI))).toBeLessThan(1e-12);
    const ofTurns = azimuth(3) / (2 * Math.PI);
    expect(ofTurns).toBe(Math.round(ofTurns));
    for (let time = 2; time < 3.92; time += 1 / 30) {
      expect(Math.abs(azimuth(time) - turned)).toBeLessThanOrEqual(Math.PI);
      expect(Math.abs(azimuth(time + 1 / 30) - azimuth(time))).toBeLessThan(0.3);
    }
  });
});
