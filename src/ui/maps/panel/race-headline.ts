import { ensembleLabel } from "../../../charts/ensemble-look.ts";
import type { RaceResult } from "../../../maps/race/race.ts";
import type { HyperparameterValues, Optimizer } from "../../../optimizers/optimizer.ts";
import { tellingNames } from "../../../optimizers/telling-names.ts";
import { formatTuned, symbolOf } from "./sweep-text.ts";

/** What a race came to, in one line. */
export function raceHeadline({ experiment, standings }: RaceResult): string {
  const first = standings.filter(({ rank }) => rank === 1);
  const names = first.map(({ ensemble: index }) => {
    const ensemble = experiment.ensembles[index];
    return ensemble === undefined ? "" : ensembleLabel(ensemble);
  });
  if (first.every(({ objective }) => !Number.isFinite(objective.value))) return "None of them got there.";
  if (names.length === 1) return standings.length === 1 ? `${names[0]}, tuned.` : `${names[0]} is first.`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} cannot be told apart: their intervals overlap.`;
}

/** A setting in its symbols, without what is at rest: α 0.0183 · β 0.82. */
export function tunedText(optimizer: Optimizer, hyperparameters: HyperparameterValues): string {
  const telling = new Set(tellingNames(optimizer));
  return Object.entries(optimizer.hyperparameters)
    .flatMap(([name, declared]) => {
      const value = hyperparameters[name];
      if (declared.kind !== "number" || typeof value !== "number") return [];
      return telling.has(name) || value !== declared.default
        ? [`${symbolOf(optimizer, name)} ${formatTuned(value)}`]
        : [];
    })
    .join(" · ");
}
