import { isPlainObject, ownValue } from "../closed-object.ts";
import { describeValue, ExperimentError } from "../experiment-error.ts";
import type { LandscapeValues } from "./landscape.ts";
import { readLandscape } from "./read-landscape.ts";

/** Gives the bytes of a file that an experiment names. It throws an error whose message says why it cannot. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

const KEYS = ["surface", "grid"] as const;

/** What was read of the same bytes: a list of experiments may name one file a thousand times. */
const known = new WeakMap<Uint8Array, Map<string, Promise<LandscapeValues>>>();

function valuesOf(file: string, bytes: Uint8Array, height: number | undefined): Promise<LandscapeValues> {
  const readings = known.get(bytes) ?? new Map<string, Promise<LandscapeValues>>();
  known.set(bytes, readings);
  const key = `${height} ${file}`;
  const reading = readings.get(key) ?? readLandscape(file, bytes, height);
  readings.set(key, reading);
  return reading;
}

/** The file that an experiment or an evaluation, not yet checked, has its landscape in; undefined where it has none. */
export function landscapeFileOf(input: unknown): string | undefined {
  const file = ownValue(ownValue(ownValue(input, "surface"), "grid"), "file");
  return typeof file === "string" ? file : undefined;
}

/**
 * Reads the file that an experiment's, or an evaluation's, landscape is in, and puts its values beside its name; what
 * names no file comes back as it is. Everything else is left to `parseExperiment`, which can then do without files.
 * @throws ExperimentError where the file cannot be read, is none, or stands beside values of the experiment's own.
 */
export async function resolveLandscape(input: unknown, read: ReadFile): Promise<unknown> {
  const file = landscapeFileOf(input);
  const surface = ownValue(input, "surface");
  const grid = ownValue(surface, "grid");
  if (file === undefined || !isPlainObject(input) || !isPlainObject(surface) || !isPlainObject(grid)) return input;
  for (const key of ["values", "columns", "rows", "name"]) {
    if (ownValue(grid, key) === undefined) continue;
    throw new ExperimentError(
      [...KEYS, key],
      describeValue(grid[key]),
      "nothing beside a file, which holds the values",
    );
  }
  const height = ownValue(grid, "height");
  try {
    const found = await valuesOf(file, await read(file), typeof height === "number" ? height : undefined);
    return { ...input, surface: { ...surface, grid: { ...grid, ...placed(found, grid) } } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const allowed = "a file with a landscape: .npy, .csv or .png";
    throw new ExperimentError([...KEYS, "file"], `${describeValue(file)} (${why})`, allowed, { cause: error });
  }
}

/** The domain that the experiment says counts for more than that of the file. */
function placed({ domain, ...values }: LandscapeValues, grid: Readonly<Record<string, unknown>>) {
  return domain === undefined || ownValue(grid, "domain") !== undefined ? values : { ...values, domain };
}
