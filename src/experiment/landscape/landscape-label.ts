import { landscapeSamples } from "../../surfaces/landscape-samples.ts";
import type { Landscape } from "./landscape.ts";

/** What a landscape is called: as its file, if it has one. */
export function landscapeLabel({ file, name }: Pick<Landscape, "file" | "name">): string {
  const sample = landscapeSamples.find((known) => known.file === file);
  return sample?.label ?? file?.replace(/^.*\//, "") ?? name ?? "Values of a file";
}
