import Papa from "papaparse";
import { ensembleLabel } from "../../../charts/ensemble-look.ts";
import { formatExperiment } from "../../../experiment/file.ts";
import type { RaceResult } from "../../../maps/race/race.ts";

type Cell = string | number | boolean;

/** The standings with a header, one line an ensemble, numbers in full; a column for every hyperparameter. */
export function raceTable({ experiment, standings }: RaceResult): readonly (readonly Cell[])[] {
  const names = [...new Set(standings.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)))];
  const header = [
    ...["rank", "ensemble", "label", "optimizer", "objective", "objectiveLow", "objectiveHigh"],
    ...["arrived", "arrivedLow", "arrivedHigh", "gradientEvaluations", "diverged", "tried"],
    ...names,
  ];
  const lines = standings.map(({ rank, ensemble, objective, share, evaluations, diverged, tried, hyperparameters }) => {
    const { label, optimizer } = named(experiment, ensemble);
    return [
      ...[rank, ensemble, label, optimizer, objective.value, objective.low, objective.high],
      ...[share.value, share.low, share.high, evaluations, diverged, tried],
      ...names.map((name) => hyperparameters[name] ?? ""),
    ];
  });
  return [header, ...lines];
}

/** The standings as tab-separated values: what spreadsheets paste. */
export function raceTsv(result: RaceResult): string {
  return written(result, "\t");
}

/** The standings as comma-separated values. */
export function raceCsv(result: RaceResult): string {
  return written(result, ",");
}

function written(result: RaceResult, delimiter: string): string {
  const table = raceTable(result).map((line) => line.map(String));
  return `${Papa.unparse(table, { delimiter, newline: "\n" })}\n`;
}

/**
 * Everything a race found, as JSON: how it was run, the standings, every sweep with all its values, and the experiment
 * with the tuned settings as a file holds it. Numbers that are not finite are "NaN", "Infinity" and "-Infinity".
 */
export function raceJson({ choice, experiment, standings, sweeps }: RaceResult): string {
  const content = {
    race: choice,
    standings: standings.map((standing) => ({ ...named(experiment, standing.ensemble), ...standing })),
    sweeps: sweeps.map(({ axes, objective, ...sweep }) => ({
      ...sweep,
      axes: axes.map(({ values, ...axis }) => ({ ...axis, values: [...values] })),
      objective: [...objective],
    })),
    experiment: JSON.parse(formatExperiment(experiment)) as unknown,
  };
  return `${JSON.stringify(content, (_key, value: unknown) => spelled(value))}\n`;
}

function named({ ensembles }: RaceResult["experiment"], index: number): { label: string; optimizer: string } {
  const ensemble = ensembles[index];
  return ensemble === undefined
    ? { label: "", optimizer: "" }
    : { label: ensembleLabel(ensemble), optimizer: ensemble.optimizer };
}

function spelled(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
