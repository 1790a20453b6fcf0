import type { Point } from "../../experiment/experiment.ts";
import type { Follow } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import { Breathing } from "./breathing.ts";
import { FlownCrowd } from "./flown-crowd.ts";

/** Seconds: standard deviation of the window over time that smooths a way, so that zigzags do not shake the camera. */
const SMOOTHING = 0.35;

/** The window ends after so many standard deviations. */
const WINDOW = 3;

/** What leaves the domain is followed this share of its sides beyond it, where trails fade. */
const BEYOND = 0.09;

/** The ways that a film's camera flies along, known for every frame before the first one is drawn. */
export class FlyAlong {
  private constructor(private readonly ways: ReadonlyMap<string, readonly Point[]>) {}

  /**
   * Works the ways out on the CPU, in slices. It takes as long as a few million steps of the CPU reference at most, but
   * for runs of more steps than that: then as long as one trajectory takes.
   * @param check called between slices: throws where the work is to end
   */
  static async create(storyboard: Storyboard, check: () => void): Promise<FlyAlong> {
    const ways = new Map<string, readonly Point[]>();
    const breathing = new Breathing(check);
    for (const { follow } of storyboard.recording.camera) {
      if (follow === undefined || ways.has(keyOf(follow))) continue;
      const way = await wayOf(storyboard, follow, breathing);
      ways.set(keyOf(follow), smoothed(way, SMOOTHING * storyboard.recording.fps));
    }
    return new FlyAlong(ways);
  }

  /** Where the camera that follows this looks in a frame, in parameter coordinates. */
  at(follow: Follow, frame: number): Point {
    const point = this.ways.get(keyOf(follow))?.[frame];
    if (point === undefined) throw new Error(`Nobody knows the way of ${keyOf(follow)} at frame ${frame}.`);
    return point;
  }
}

function keyOf({ ensemble, trajectory }: Follow): string {
  return `ensemble ${ensemble}, trajectory ${trajectory}`;
}

/** Where it is in every frame: between two steps as heads are drawn. */
async function wayOf(storyboard: Storyboard, follow: Follow, breathing: Breathing): Promise<readonly Point[]> {
  const { experiment, frames } = storyboard;
  const crowd = new FlownCrowd(experiment, follow, storyboard.moment(frames - 1).step);
  const bounded = boundsOf(storyboard);
  const way: Point[] = [];
  // Of the step of the last frame, and of the one before that.
  let [step, before, now] = [0, bounded(await crowd.at(0, breathing)), bounded(await crowd.at(0, breathing))];
  for (let index = 0; index < frames; index++) {
    const moment = storyboard.moment(index);
    if (moment.step > step) {
      before = moment.step - 1 === step ? now : bounded(await crowd.at(moment.step - 1, breathing));
      now = bounded(await crowd.at(moment.step, breathing));
      step = moment.step;
    }
    const { fraction } = moment;
    way.push([before[0] + fraction * (now[0] - before[0]), before[1] + fraction * (now[1] - before[1])]);
  }
  return way;
}

function boundsOf({ experiment }: Storyboard): (point: Point) => Point {
  const { x, y } = surfaceOf(experiment.surface).domain;
  const clamped = (value: number, [from, to]: readonly [number, number]): number => {
    const room = BEYOND * (to - from);
    return Math.min(Math.max(value, from - room), to + room);
  };
  return ([u, v]) => [clamped(u, x), clamped(v, y)];
}

/** The way through a Gaussian window over frames; before its beginning and after its end it rests. */
export function smoothed(way: readonly Point[], sigma: number): readonly Point[] {
  const reach = Math.ceil(WINDOW * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) => Math.exp(-(((index - reach) / sigma) ** 2) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return way.map((_, frame) => {
    let [x, y] = [0, 0];
    for (const [index, weight] of weights.entries()) {
      const at = Math.min(Math.max(frame + index - reach, 0), way.length - 1);
      const [u, v] = way[at] ?? [0, 0];
      x += weight * u;
      y += weight * v;
    }
    return [x / total, y / total];
  });
}
