import { HOME_AZIMUTH } from "../../view/home.ts";
import type { Storyboard } from "../timeline/storyboard.ts";

const WHOLE_TURN = 2 * Math.PI;

/**
 * The azimuth of the map's camera as a function of the film's time: always a whole number of turns, so that the map lies
 * as it should, and of all these the one that the relief's camera is nearest to where it becomes the map, or was one.
 * The way from the one to the other is then the short one, however often the camera has turned before.
 */
export function mapAzimuth({ recording, frames, moment }: Storyboard): (time: number) => number {
  const { camera, fps } = recording;
  const azimuths = camera.map(({ at }) => {
    const frame = Math.min(Math.round(at * fps), frames - 1);
    const azimuth = HOME_AZIMUTH + (moment(frame).camera.turn * Math.PI) / 180;
    return WHOLE_TURN * Math.round(azimuth / WHOLE_TURN);
  });
  return (time) => {
    const next = camera.findIndex(({ at }) => at > time);
    const last = next < 0 ? camera.length - 1 : Math.max(next - 1, 0);
    // Of two keys, the map's.
    return azimuths[camera[last]?.mode === "top" || next < 0 ? last : next] ?? 0;
  };
}
