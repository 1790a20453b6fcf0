import { frameAt, keyTime } from "./frame-time.ts";

/** Seconds between the times that a drag likes best. */
const HALF = 0.5;

export interface Snapping {
  readonly fps: number;
  /** Of the film. */
  readonly seconds: number;
  /** How near, in seconds, something must be to draw the time to itself; 0 leaves frames alone. */
  readonly reach: number;
  /** Times that draw too: the playhead, say. */
  readonly magnets: readonly number[];
}

/** Where a drag to a time ends: within the film, at a magnet or a half second where one is near, else at a frame. */
export function snapped(time: number, { fps, seconds, reach, magnets }: Snapping): number {
  const within = Math.max(time, 0);
  const half = Math.round(within / HALF) * HALF;
  const near = [...magnets, half, seconds]
    .filter((place) => place >= 0 && place <= seconds && Math.abs(place - within) < reach)
    .toSorted((a, b) => Math.abs(a - within) - Math.abs(b - within));
  return Math.min(keyTime(frameAt(near[0] ?? within, fps), fps), seconds);
}
