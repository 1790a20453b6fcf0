import * as v from "valibot";
import { MOST_BATCH } from "./batch-size.ts";
import { byKind, closedObject, isPlainObject, ownValue, refusedKey } from "./closed-object.ts";
import { isComplete } from "./landscape/landscape.ts";
import { completeLandscapeSchema, landscapeSchema } from "./landscape/landscape-schema.ts";
import { mapSchema } from "./map-schema.ts";
import { finite, finiteNumber, integer, notNegative } from "./number-schemas.ts";
import { raceSchema } from "./race-schema.ts";
import { recordingSchema } from "./recording-schema.ts";

/** The most ensembles in one experiment: what the interface can tell apart. */
export const MOST_ENSEMBLES = 32;
export const MOST_STEPS = 10_000_000;
const LARGEST_SEED = 2 ** 32 - 1;
const LONGEST_LABEL = 80;

const count = integer(1, 2 ** 28, "an integer ≥ 1 (at most 2^28)");
const pair = "two finite numbers, [x, y]";
/** A list longer than two passes here only to be refused as a whole, with its own words. */
const point = v.pipe(v.strictTuple([finite("a finite number"), finite("a finite number")], pair), v.readonly());
const interval = v.pipe(
  v.strictTuple([finite("a finite number"), finite("a finite number")], "[from, to]"),
  v.check(([from, to]) => from < to, "[from, to] with from < to"),
  v.readonly(),
);
const region = closedObject({ x: interval, y: interval });
const velocity = v.exactOptional(point);

/** Values by name; which names exist, and what each may be, is for the catalogue to say. */
const named = (allowed: string) => v.custom<Readonly<Record<string, unknown>>>(isPlainObject, allowed);
const parameters = v.optional(named("an object of numbers by parameter name"), {});

const namedSurface = closedObject({
  id: v.string("the id of a surface"),
  parameters,
});

const typedSurface = closedObject({
  formula: v.string("a formula in x and y"),
  parameters,
  domain: v.optional(region, { x: [-2, 2], y: [-2, 2] }),
});

const gridSurface = closedObject({ grid: landscapeSchema(region), parameters });
const knownGridSurface = closedObject({ grid: completeLandscapeSchema, parameters });

type SurfaceSchema = typeof namedSurface | typeof typedSurface | typeof gridSurface | typeof knownGridSurface;

/** Shape only; {@link completeSurface} looks it up in the catalogue, compiles it, or fills a grid's domain. */
export const surfaceSchema = v.lazy((input): SurfaceSchema => {
  const grid = ownValue(input, "grid");
  if (grid !== undefined) return isComplete(grid) ? knownGridSurface : gridSurface;
  return ownValue(input, "formula") === undefined ? namedSurface : typedSurface;
});

export const pointsSchema = v.pipe(
  v.array(point, "a list of [x, y]"),
  v.minLength(1, "at least one point"),
  v.readonly(),
);

const startsSchema = byKind({
  points: closedObject({ kind: v.literal("points"), points: pointsSchema, velocity }),
  grid: closedObject({
    kind: v.literal("grid"),
    columns: count,
    rows: count,
    region: v.exactOptional(region),
    velocity,
  }),
  uniform: closedObject({ kind: v.literal("uniform"), count, region: v.exactOptional(region), velocity }),
  gaussian: closedObject({ kind: v.literal("gaussian"), count, center: point, sigma: notNegative, velocity }),
  disk: closedObject({ kind: v.literal("disk"), count, center: point, radius: notNegative, velocity }),
  line: closedObject({ kind: v.literal("line"), count, from: point, to: point, velocity }),
});

const semiDefinite = "a symmetric positive semi-definite matrix [[xx, xy], [xy, yy]]";
const covariance = v.pipe(
  v.strictTuple([point, point], semiDefinite),
  v.check(([[xx, xy], [yx, yy]]) => {
    // A matrix of rank one that was computed in f64 may miss a zero determinant by some rounding errors.
    return xy === yx && xx >= 0 && yy >= 0 && xy * xy <= xx * yy * (1 + 1e-12);
  }, semiDefinite),
  v.readonly(),
);

const isotropicNoise = closedObject({ kind: v.literal("gaussian"), sigma: notNegative });
const anisotropicNoise = closedObject({ kind: v.literal("gaussian"), covariance });
const noiseSchema = byKind({
  none: closedObject({ kind: v.literal("none") }),
  minibatch: closedObject({ kind: v.literal("minibatch"), size: integer(1, MOST_BATCH) }),
  gaussian: v.lazy((input): typeof isotropicNoise | typeof anisotropicNoise => {
    if (ownValue(input, "covariance") === undefined) return isotropicNoise;
    if (ownValue(input, "sigma") === undefined) return anisotropicNoise;
    return refusedKey("covariance", "either sigma or covariance, not both") as never;
  }),
});

const axisSchema = closedObject({
  hyperparameter: v.string("the name of a hyperparameter"),
  from: finiteNumber,
  to: finiteNumber,
  count,
  scale: v.optional(v.picklist(["linear", "log"], "linear or log"), "linear"),
});

const warmup = v.optional(integer(0, MOST_STEPS), 0);
const factor = finite("a finite number > 0", (value) => value > 0);
const scheduleSchema = byKind({
  constant: closedObject({ kind: v.literal("constant") }),
  "linear-warmup": closedObject({ kind: v.literal("linear-warmup"), steps: v.optional(integer(1, MOST_STEPS), 100) }),
  step: closedObject({
    kind: v.literal("step"),
    every: v.optional(integer(1, MOST_STEPS), 100),
    factor: v.optional(factor, 0.5),
    warmup,
  }),
  exponential: closedObject({ kind: v.literal("exponential"), factor: v.optional(factor, 0.99), warmup }),
  cosine: closedObject({
    kind: v.literal("cosine"),
    steps: v.exactOptional(integer(1, MOST_STEPS)),
    lowest: v.optional(notNegative, 0),
    warmup,
  }),
  "inverse-time": closedObject({ kind: v.literal("inverse-time"), decay: v.optional(notNegative, 0.01), warmup }),
});

const ensembleSchema = closedObject({
  optimizer: v.string("the id of an optimizer"),
  hyperparameters: v.optional(named("an object of values by hyperparameter name"), {}),
  label: v.exactOptional(
    v.pipe(
      v.string(`a text of at most ${LONGEST_LABEL} characters`),
      v.maxLength(LONGEST_LABEL, `a text of at most ${LONGEST_LABEL} characters`),
    ),
  ),
  color: v.exactOptional(v.pipe(v.string("a colour, #rrggbb"), v.regex(/^#[0-9a-fA-F]{6}$/, "a colour, #rrggbb"))),
  axes: v.exactOptional(
    v.pipe(v.array(axisSchema, "a list of axes"), v.maxLength(2, "at most two axes"), v.readonly()),
  ),
  schedule: v.exactOptional(scheduleSchema),
});

const changeSchema = closedObject({
  step: integer(0, MOST_STEPS),
  path: v.string("a JSON pointer such as /ensembles/0/hyperparameters/learningRate"),
  value: v.unknown(),
});

const stoppingSchema = closedObject({
  gradientTolerance: v.optional(notNegative, 1e-3),
  stepTolerance: v.optional(notNegative, 1e-5),
  radius: v.exactOptional(notNegative),
  halt: v.optional(v.boolean("true or false"), false),
});

const viewSchema = closedObject({
  height: v.optional(v.picklist(["linear", "logarithmic"], "linear or logarithmic"), "logarithmic"),
  mode: v.optional(v.picklist(["relief", "top"], "relief or top"), "relief"),
});

const someEnsembles = `a list of 1 to ${MOST_ENSEMBLES} ensembles`;

/** The shape of an experiment, with its defaults. What depends on the catalogue is checked by {@link parseExperiment}. */
export const experimentSchema = closedObject(
  {
    version: v.literal(1, "1"),
    surface: surfaceSchema,
    starts: v.optional(startsSchema, { kind: "grid", columns: 64, rows: 64 }),
    noise: v.optional(noiseSchema, { kind: "none" }),
    ensembles: v.pipe(
      v.array(ensembleSchema, someEnsembles),
      v.minLength(1, someEnsembles),
      v.maxLength(MOST_ENSEMBLES, someEnsembles),
    ),
    steps: v.optional(integer(0, MOST_STEPS), 500),
    seed: v.optional(integer(0, LARGEST_SEED), 7),
    changes: v.optional(v.array(changeSchema, "a list of changes"), []),
    stopping: v.optional(stoppingSchema, {}),
    view: v.optional(viewSchema, {}),
    map: v.exactOptional(mapSchema),
    race: v.exactOptional(raceSchema),
    recording: v.exactOptional(recordingSchema),
  },
  ["story"],
);
