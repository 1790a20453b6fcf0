import type { Starts } from "../experiment/experiment.ts";
import type { Round } from "../math/precision.ts";
import { randomBits, standardNormals, unitInterval } from "../math/random.ts";
import type { Vector } from "../math/vector.ts";
import type { Domain } from "../surfaces/surface.ts";

/** Starts draw at step 0; noise draws at the steps, which count from 1. */
const START_STEP = 0;

/** The position of start `index`, its random numbers those of (seed, index). */
export function startPosition(starts: Starts, index: number, domain: Domain, seed: number, round: Round): Vector {
  const bits = randomBits(seed, index, START_STEP, 0);
  const between = ([from, to]: readonly [number, number], share: number): number =>
    round(round(from) + round(share * round(to - from)));
  switch (starts.kind) {
    case "points": {
      const [x, y] = starts.points[index] ?? [0, 0];
      return { x: round(x), y: round(y) };
    }
    case "grid": {
      const region = starts.region ?? domain;
      const column = index % starts.columns;
      const row = Math.floor(index / starts.columns);
      return {
        x: between(region.x, round((column + 0.5) / starts.columns)),
        y: between(region.y, round((row + 0.5) / starts.rows)),
      };
    }
    case "uniform": {
      const region = starts.region ?? domain;
      return { x: between(region.x, unitInterval(bits[0])), y: between(region.y, unitInterval(bits[1])) };
    }
    case "gaussian": {
      const normal = standardNormals(bits[0], bits[1], round);
      const sigma = round(starts.sigma);
      return {
        x: round(round(starts.center[0]) + round(sigma * normal.x)),
        y: round(round(starts.center[1]) + round(sigma * normal.y)),
      };
    }
    case "disk": {
      const length = round(round(starts.radius) * round(Math.sqrt(unitInterval(bits[0]))));
      const angle = 2 * Math.PI * unitInterval(bits[1]);
      return {
        x: round(round(starts.center[0]) + round(length * round(Math.cos(angle)))),
        y: round(round(starts.center[1]) + round(length * round(Math.sin(angle)))),
      };
    }
    case "line": {
      const share = starts.count === 1 ? 0 : round(index / (starts.count - 1));
      return {
        x: between([starts.from[0], starts.to[0]], share),
        y: between([starts.from[1], starts.to[1]], share),
      };
    }
  }
}
