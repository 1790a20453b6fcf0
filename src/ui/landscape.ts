import type { Experiment } from "../experiment/experiment.ts";
import { fittingMap } from "../experiment/fitting-map.ts";
import { defaultDomain, LONGEST_NAME } from "../experiment/landscape/landscape.ts";
import { readLandscape } from "../experiment/landscape/read-landscape.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { fitTo } from "./gallery/fitting.ts";
import { startsFor } from "./starts-edit.ts";
import * as store from "./store.ts";

/** What runs on a landscape of one's own. */
export interface OnLandscape {
  readonly experiment: Experiment;
  /** What ran before and cannot here, as it is called. */
  readonly left: readonly string[];
}

/**
 * What runs now, on the landscape of a file from this machine and with starts that suit it. The experiment holds the
 * values.
 * @throws LandscapeFileError, ExperimentError
 */
export async function readLandscapeFile(file: File): Promise<OnLandscape> {
  const found = await readLandscape(file.name, new Uint8Array(await file.arrayBuffer()));
  const { columns, rows, domain = defaultDomain(columns, rows) } = found;
  const present = { ...store.shown.peek(), changes: [] };
  const surface = { grid: { name: file.name.slice(0, LONGEST_NAME), ...found, domain } };
  const alone = { version: 1, surface, ensembles: [{ optimizer: "gradient-descent" }] };
  const choice = parseExperiment(alone).surface;
  const { ensembles, noise, left } = fitTo(surfaceOf(choice), present);
  const candidate = {
    ...present,
    surface: choice,
    starts: startsFor(present.starts, domain),
    // Where nothing can run here, the error says why.
    ensembles: ensembles.length > 0 ? ensembles : present.ensembles,
    noise,
  };
  const experiment = parseExperiment(fittingMap(candidate, present));
  return { experiment, left };
}
