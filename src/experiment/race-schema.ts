import * as v from "valibot";
import { closedObject } from "./closed-object.ts";
import { integer, notNegative } from "./number-schemas.ts";
import type { RaceChoice } from "./race.ts";

const budgetSchema = closedObject({
  kind: v.optional(v.picklist(["steps", "gradients"], "steps or gradients"), "steps"),
  amount: v.optional(integer(1, 1_000_000), 200),
});

/** How optimizers are compared, with its defaults: nothing in it depends on the rest of the experiment. */
export const raceSchema = closedObject({
  objective: v.optional(v.picklist(["loss", "steps", "share"], "loss, steps or share"), "loss"),
  budget: v.optional(budgetSchema, {}),
  epsilon: v.optional(notNegative, 1e-6),
  starts: v.optional(integer(1, 4096), 256),
}) satisfies v.GenericSchema<unknown, RaceChoice>;
