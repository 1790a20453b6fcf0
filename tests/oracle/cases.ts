import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import newerText from "./newer-optimizers.json?raw";
import { NEWER_TRANSLATIONS, whySkipped } from "./newer-translations.ts";
import type { OracleCase, Translated } from "./oracle-case.ts";
import pytorchText from "./pytorch.json?raw";
import { TRANSLATIONS } from "./translations.ts";

function casesOf(text: string): readonly OracleCase[] {
  const file: { cases: OracleCase[] } = JSON.parse(text);
  return file.cases;
}

const pytorchCases = casesOf(pytorchText);
const newerCases = casesOf(newerText);

/** Every trajectory of both files. */
export const oracleCases: readonly OracleCase[] = [...pytorchCases, ...newerCases];

/** The cases that cannot be repeated here, each with its reason. */
export const skippedCases: ReadonlyMap<OracleCase, string> = new Map(
  newerCases.flatMap((oracleCase): [OracleCase, string][] => {
    const reason = whySkipped(oracleCase);
    return reason === undefined ? [] : [[oracleCase, reason]];
  }),
);

/** The optimizers of both files, under the names that the files give them. */
export const oracleOptimizers: readonly string[] = [...new Set(oracleCases.map(({ optimizer }) => optimizer))];

/** The samples of an optimizer's comparable cases. */
export function sampleCount(optimizer: string): number {
  let count = 0;
  for (const oracleCase of oracleCases) {
    if (oracleCase.optimizer !== optimizer || skippedCases.has(oracleCase)) continue;
    const { points, pointsX = [], axEnd } = oracleCase;
    count += points.length + pointsX.length + (axEnd === undefined ? 0 : 1);
  }
  return count;
}

const SURFACE_IDS: Readonly<Record<string, string>> = { seed_J: "ravine", levy13: "levy-13", bukin6: "bukin-6" };
const PARAMETER_NAMES: Readonly<Record<string, string>> = { l1: "lambda1", l2: "lambda2" };

/** The experiment file's `surface` of a function of the oracle. */
function surfaceOfCase({ function: name, fnParams }: OracleCase) {
  const parameters = Object.entries(fnParams).map(([key, value]) => [PARAMETER_NAMES[key] ?? key, value]);
  return { id: SURFACE_IDS[name] ?? name.replaceAll("_", "-"), parameters: Object.fromEntries(parameters) };
}

function translate(oracleCase: OracleCase): Translated {
  const translation = TRANSLATIONS[oracleCase.optimizer] ?? NEWER_TRANSLATIONS[oracleCase.optimizer];
  if (translation === undefined) throw new Error(`${oracleCase.optimizer} has no translation.`);
  return translation(oracleCase.hyper, oracleCase);
}

/** A case, and where the experiment of its group repeats it. */
export interface Member {
  readonly oracleCase: OracleCase;
  readonly ensemble: number;
  readonly trajectory: number;
}

/** One experiment that repeats several cases. */
export interface Group {
  readonly experiment: Experiment;
  readonly members: readonly Member[];
}

/**
 * The comparable cases of one optimizer as few experiments of `steps` steps: one a surface, whose ensembles are the
 * hyperparameters that occur there and whose starts are the starts that occur there.
 */
export function groupsOf(optimizer: string, steps: number): Group[] {
  const bySurface = new Map<string, OracleCase[]>();
  for (const oracleCase of oracleCases) {
    if (oracleCase.optimizer !== optimizer || skippedCases.has(oracleCase)) continue;
    const key = JSON.stringify(surfaceOfCase(oracleCase));
    bySurface.set(key, [...(bySurface.get(key) ?? []), oracleCase]);
  }
  return [...bySurface].map(([surface, cases]) => {
    const ensembles = [...new Set(cases.map((oracleCase) => JSON.stringify(translate(oracleCase))))];
    const points = [...new Set(cases.map(({ start }) => JSON.stringify(start)))];
    const experiment = parseExperiment({
      version: 1,
      surface: JSON.parse(surface),
      starts: { kind: "points", points: points.map((point) => JSON.parse(point)) },
      ensembles: ensembles.map((ensemble) => JSON.parse(ensemble)),
      steps,
    });
    const members = cases.map((oracleCase) => ({
      oracleCase,
      ensemble: ensembles.indexOf(JSON.stringify(translate(oracleCase))),
      trajectory: points.indexOf(JSON.stringify(oracleCase.start)),
    }));
    return { experiment, members };
  });
}
