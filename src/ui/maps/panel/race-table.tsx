import { ensembleColors, ensembleLabel, ensembleMark } from "../../../charts/ensemble-look.ts";
import { formatEvaluations } from "../../../charts/measured-text.ts";
import { formatInteger } from "../../../charts/number-text.ts";
import type { Experiment } from "../../../experiment/experiment.ts";
import type { RaceResult, Standing } from "../../../maps/race/race.ts";
import { findOptimizer } from "../../../optimizers/index.ts";
import { Mark } from "../../controls/mark.tsx";
import { theme } from "../../store.ts";
import { type PlacedRange, placedRanges } from "./objective-range.ts";
import { tunedText } from "./race-headline.ts";
import { objectiveName } from "./race-words.ts";
import { formatObjective } from "./sweep-text.ts";

const SHARE = { objective: "share" } as const;

/** Who came in where, how it was set, and how sure that is. */
export function RaceTable({ result }: { readonly result: RaceResult }) {
  const { choice, experiment, standings } = result;
  const colors = ensembleColors(experiment.ensembles, theme.value);
  const ranges = placedRanges(standings, choice.objective);
  const hasShare = choice.objective !== "share" && standings.some(({ share }) => !Number.isNaN(share.value));
  return (
    <div class="wide race-table">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">rank</span>
            </th>
            <th scope="col" class="name">
              optimizer
            </th>
            <th scope="col" class="tuned">
              tuned to
            </th>
            <td class="range" />
            <th scope="col" title="With its 95 % confidence interval">
              {objectiveName(choice)}
            </th>
            {hasShare && <th scope="col">arrived</th>}
            <th scope="col" title="Gradients evaluated by the mean trajectory">
              gradients
            </th>
            <th scope="col">diverged</th>
            <th scope="col" title="Settings that it was tuned with">
              tried
            </th>
          </tr>
        </thead>
        <tbody>
          {standings.map((standing, place) => (
            <tr key={standing.ensemble}>
              <td class="rank">{rankText(standing, standings)}</td>
              <Name experiment={experiment} standing={standing} color={colors[standing.ensemble] ?? ""} />
              <td class="range">
                <Range range={ranges[place]} color={colors[standing.ensemble] ?? ""} />
              </td>
              <td title={intervalText(standing, result)}>
                {formatObjective(standing.objective.value, choice)}
                <span class="sr-only">, {intervalText(standing, result)}</span>
              </td>
              {hasShare && (
                <td
                  title={`${formatObjective(standing.share.low, SHARE)} to ${formatObjective(standing.share.high, SHARE)}, with 95 % confidence`}
                >
                  {formatObjective(standing.share.value, SHARE)}
                </td>
              )}
              <td>{formatEvaluations(Number(standing.evaluations.toFixed(1)))}</td>
              <td class={standing.diverged === 0 ? "none" : undefined}>{formatInteger(standing.diverged)}</td>
              <td>{formatInteger(standing.tried)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NameProps {
  readonly experiment: Experiment;
  readonly standing: Standing;
  readonly color: string;
}

function Name({ experiment, standing, color }: NameProps) {
  const ensemble = experiment.ensembles[standing.ensemble];
  if (ensemble === undefined) return null;
  const optimizer = findOptimizer(ensemble.optimizer);
  return (
    <>
      <th scope="row" class="name">
        <Mark mark={ensembleMark(standing.ensemble)} color={color} />
        <span>{ensembleLabel(ensemble)}</span>
      </th>
      <td class="tuned">{optimizer === undefined ? "" : tunedText(optimizer, standing.hyperparameters)}</td>
    </>
  );
}

/** The interval as a line and the value on it as a tick, on an axis that all rows share. */
function Range({ range, color }: { readonly range: PlacedRange | undefined; readonly color: string }) {
  if (range === undefined) return null;
  const { low, value, high } = range;
  return (
    <svg class="race-range" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2="100" y1="5" y2="5" class="base" />
      <line x1={100 * low} x2={100 * high} y1="5" y2="5" stroke={color} />
      <line x1={100 * value} x2={100 * value} y1="0" y2="10" stroke={color} />
    </svg>
  );
}

/** 1, or 1= where others share it. */
function rankText({ rank }: Standing, standings: readonly Standing[]): string {
  return standings.filter((other) => other.rank === rank).length > 1 ? `${rank}=` : String(rank);
}

function intervalText({ objective: { low, high } }: Standing, { choice }: RaceResult): string {
  return `${formatObjective(low, choice)} to ${formatObjective(high, choice)}, with 95 % confidence`;
}
