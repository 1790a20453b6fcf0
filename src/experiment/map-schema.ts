import * as v from "valibot";
import { closedObject } from "./closed-object.ts";
import { finiteNumber, integer, notNegative } from "./number-schemas.ts";

export const MOST_CELLS_A_SIDE = 4096;
export const MOST_MAP_STEPS = 1_000_000;
export const MOST_STARTS_A_CELL = 1024;

const axisSchema = closedObject({
  path: v.string("the path of a number, such as /starts/x or /ensembles/0/hyperparameters/beta"),
  from: v.exactOptional(finiteNumber),
  to: v.exactOptional(finiteNumber),
  scale: v.exactOptional(v.picklist(["linear", "log"], "linear or log")),
});

const cells = v.exactOptional(integer(2, MOST_CELLS_A_SIDE));

/** The shape of a map; `completeMap` checks it against the rest of the experiment, and fills what depends on that. */
export const mapSchema = closedObject({
  kind: v.unknown(),
  x: v.exactOptional(axisSchema),
  y: v.exactOptional(axisSchema),
  width: cells,
  height: cells,
  steps: v.exactOptional(integer(1, MOST_MAP_STEPS)),
  epsilon: v.optional(notNegative, 1e-6),
  ensemble: v.exactOptional(integer(0, 2 ** 31, "the index of an ensemble, from 0")),
  starts: v.optional(integer(1, MOST_STARTS_A_CELL), 1),
  burnIn: v.optional(integer(0, MOST_MAP_STEPS), 1000),
  // The standard error of a mean needs two visits.
  leastVisits: v.optional(integer(2, 1_000_000), 30),
});

export type UncheckedMap = v.InferOutput<typeof mapSchema>;
export type UncheckedMapAxis = v.InferOutput<typeof axisSchema>;
