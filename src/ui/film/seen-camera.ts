import { type CameraKey, ZOOMS } from "../../experiment/recording.ts";
import { DISTANCE, HOME_AZIMUTH } from "../../view/home.ts";
import type { Pose } from "../../view/projection.ts";

const DEGREES = 180 / Math.PI;
/** What a film's camera can do. */
const TILTS = [4, 90] as const;

/**
 * How the page's own landscape is seen, as a key of a film's camera has it: from the side with its angles, from above
 * with its nearness alone.
 */
export function seenCamera({
  azimuth,
  polar,
  distance,
  perspective,
}: Pick<Pose, "azimuth" | "polar" | "distance" | "perspective">): Partial<CameraKey> {
  const zoom = rounded(clamped(DISTANCE / distance, ZOOMS), 100);
  if (perspective < 0.5) return { mode: "top", zoom };
  const turn = (azimuth - HOME_AZIMUTH) * DEGREES;
  return {
    mode: "relief",
    zoom,
    // The short way round, however often the landscape was turned.
    turn: rounded(turn - 360 * Math.round(turn / 360), 10),
    tilt: rounded(clamped(90 - polar * DEGREES, TILTS), 10),
  };
}

function clamped(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(value, least), most);
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
