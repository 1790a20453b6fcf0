import type { LandscapeValues } from "./landscape.ts";
import { LandscapeFileError } from "./landscape-file-error.ts";

/** What a file's name may end in. */
export const LANDSCAPE_ENDINGS = [".npy", ".csv", ".png"] as const;

export type LandscapeEnding = (typeof LANDSCAPE_ENDINGS)[number];

/** What a landscape's file name ends in; undefined where it is none. */
export function landscapeEnding(name: string): LandscapeEnding | undefined {
  const lower = name.toLowerCase();
  return LANDSCAPE_ENDINGS.find((ending) => lower.endsWith(ending));
}

/**
 * Reads a landscape's file; its name says its format, and what reads it is loaded on demand.
 * @param height what white is worth in a picture; 1 when undefined. Other formats have none.
 * @throws LandscapeFileError
 */
export async function readLandscape(name: string, bytes: Uint8Array, height?: number): Promise<LandscapeValues> {
  const ending = landscapeEnding(name);
  if (height !== undefined && ending !== ".png") {
    throw new LandscapeFileError("a height goes with a picture (.png) only: other files hold the values themselves");
  }
  switch (ending) {
    case ".npy":
      return (await import("./npy.ts")).readNpy(bytes);
    case ".csv":
      return (await import("./csv.ts")).readCsv(bytes);
    case ".png":
      return (await import("./png.ts")).readPng(bytes, height ?? 1);
    default:
      throw new LandscapeFileError(`the name ends in none of ${LANDSCAPE_ENDINGS.join(", ")}`);
  }
}
