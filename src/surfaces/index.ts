import { bowls } from "./bowls.ts";
import { dataSets } from "./data-sets.ts";
import { fewMinima } from "./few-minima.ts";
import { linear } from "./linear.ts";
import { manyMinima } from "./many-minima.ts";
import { phenomena } from "./phenomena.ts";
import { saddles } from "./saddles.ts";
import type { Surface } from "./surface.ts";
import { valleys } from "./valleys.ts";

/** The catalogue, in the order that it is offered. */
export const surfaces: readonly Surface[] = [
  ...valleys,
  ...bowls,
  ...fewMinima,
  ...manyMinima,
  ...saddles,
  ...phenomena,
  ...linear,
  ...dataSets,
];

const byId = new Map(surfaces.map((surface) => [surface.id, surface]));

/** The surface with this id, if the catalogue has it. A user's own formula is `userSurface`. */
export function findSurface(id: string): Surface | undefined {
  return byId.get(id);
}
