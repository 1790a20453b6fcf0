import { startPosition } from "../../reference/starts.ts";
import { REGIONS, SEED, type SurfaceId } from "./workload.ts";

const known = new Map<SurfaceId, Float32Array<ArrayBuffer>>();

/** x, y, x, y, … of the first `count` starts on a surface, as the engine places them, up to f32 rounding. */
export function startsOn(surface: SurfaceId, count: number): Float32Array<ArrayBuffer> {
  const made = known.get(surface);
  if (made !== undefined && made.length >= 2 * count) return made.slice(0, 2 * count);
  const starts = new Float32Array(2 * count);
  const domain = REGIONS[surface];
  for (let index = 0; index < count; index += 1) {
    const { x, y } = startPosition({ kind: "uniform", count }, index, domain, SEED, Math.fround);
    starts[2 * index] = x;
    starts[2 * index + 1] = y;
  }
  known.set(surface, starts);
  return starts.slice();
}
