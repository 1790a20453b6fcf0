import type { SurfaceChoice } from "../../experiment/experiment.ts";
import { resolveLandscape } from "../../experiment/landscape/resolve-landscape.ts";
import { parseExperiment } from "../../experiment/parse-experiment.ts";
import { readFromPage } from "../read-from-page.ts";

const loading = new Map<string, Promise<SurfaceChoice>>();

/**
 * A landscape that lies beside the page; read once.
 * @throws ExperimentError where it cannot be read.
 */
export function loadSample(file: string): Promise<SurfaceChoice> {
  const known = loading.get(file);
  if (known !== undefined) return known;
  const begun = readSample(file);
  loading.set(file, begun);
  // What failed may go well another time.
  begun.catch(() => loading.delete(file));
  return begun;
}

async function readSample(file: string): Promise<SurfaceChoice> {
  const anyRun = { version: 1, surface: { grid: { file } }, ensembles: [{ optimizer: "gradient-descent" }] };
  return parseExperiment(await resolveLandscape(anyRun, readFromPage)).surface;
}
