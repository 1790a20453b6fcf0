import type { ParameterTrack, Recording } from "../../../experiment/recording.ts";
import { curveThrough } from "../../../experiment/recording-curve.ts";

/** A point of a lane's curve: shares of the film's length and of the lane's height, 0 … 1. */
export interface CurvePoint {
  readonly share: number;
  readonly height: number;
}

/** Room above and under a curve, as a share of the lane. */
const MARGIN = 0.14;

/** Steps a second over the film: straight between keys, none before the first, and 0 at the foot. */
export function paceCurve({ pace, seconds }: Pick<Recording, "pace" | "seconds">): readonly CurvePoint[] {
  const first = pace[0];
  const last = pace.at(-1);
  if (first === undefined || last === undefined) return [];
  const most = Math.max(...pace.map(({ stepsPerSecond }) => stepsPerSecond));
  const rest = first.at > 0 ? [0, first.at].map((at) => ({ at, stepsPerSecond: 0 })) : [];
  const points = [...rest, ...pace, { ...last, at: Math.max(seconds, last.at) }];
  return points.map(({ at, stepsPerSecond }) => ({
    share: at / seconds,
    height: placed(most === 0 ? 0 : stepsPerSecond / most),
  }));
}

/** How many points a curve between keys has. */
const POINTS = 240;

/** A number over the film, from its least key to its greatest. */
export function numberCurve({ seconds }: Pick<Recording, "seconds">, track: ParameterTrack): readonly CurvePoint[] {
  const values = track.keys.map(({ value }) => scaled(track, value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const heightOf = (value: number): number =>
    placed(most === least ? 0.5 : (scaled(track, value) - least) / (most - least));
  const valueAt = curveThrough(track.keys, track.scale);
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const share = index / POINTS;
    return { share, height: heightOf(valueAt(share * seconds)) };
  });
}

function scaled({ scale }: ParameterTrack, value: number): number {
  return scale === "log" ? Math.log(value) : value;
}

function placed(share: number): number {
  return MARGIN + (1 - 2 * MARGIN) * share;
}
