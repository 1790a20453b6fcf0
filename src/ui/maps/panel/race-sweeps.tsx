import { useState } from "preact/hooks";
import { ensembleColors, ensembleLabel, ensembleMark } from "../../../charts/ensemble-look.ts";
import type { Experiment } from "../../../experiment/experiment.ts";
import type { RaceProgress, Sweep } from "../../../maps/race/race.ts";
import { findOptimizer } from "../../../optimizers/index.ts";
import { Mark } from "../../controls/mark.tsx";
import { theme } from "../../store.ts";
import { raceOf } from "./race-settings.ts";
import { SweepFigure } from "./sweep-figure.tsx";
import { SweepPicture } from "./sweep-picture.tsx";
import { sweepName, sweepOutcome } from "./sweep-text.ts";

export interface RaceSweepsProps {
  readonly experiment: Experiment;
  readonly sweeps: readonly Sweep[];
  /** Where tuning is; undefined once it is over. */
  readonly progress: RaceProgress | undefined;
}

/** How each optimizer was tuned: its sweeps in a row, from the first look to the last. */
export function RaceSweeps({ experiment, sweeps, progress }: RaceSweepsProps) {
  const colors = ensembleColors(experiment.ensembles, theme.value);
  return (
    <section class="race-sweeps" aria-labelledby="sweeps-heading">
      <h3 id="sweeps-heading">Tuning</h3>
      {experiment.ensembles.map((_ensemble, index) => (
        <SweepRow
          // Two ensembles may be equal in everything; their place is what tells them apart.
          key={`row ${index}`}
          experiment={experiment}
          index={index}
          color={colors[index] ?? "#888888"}
          sweeps={sweeps.filter(({ ensemble }) => ensemble === index)}
          isUnderWay={progress?.phase === "tuning" && progress.ensemble === index}
          isPast={progress === undefined || progress.phase === "racing" || progress.ensemble > index}
        />
      ))}
    </section>
  );
}

interface SweepRowProps {
  readonly experiment: Experiment;
  readonly index: number;
  readonly color: string;
  readonly sweeps: readonly Sweep[];
  readonly isUnderWay: boolean;
  readonly isPast: boolean;
}

function SweepRow({ experiment, index, color, sweeps, isUnderWay, isPast }: SweepRowProps) {
  const [open, setOpen] = useState<number | undefined>(undefined);
  const ensemble = experiment.ensembles[index];
  const optimizer = ensemble === undefined ? undefined : findOptimizer(ensemble.optimizer);
  if (ensemble === undefined || optimizer === undefined) return null;
  const race = raceOf(experiment);
  const enlarged = open === undefined ? undefined : sweeps[open];
  return (
    <div class="sweep-row">
      <p class="sweep-owner">
        <Mark mark={ensembleMark(index)} color={color} />
        <span>{ensembleLabel(ensemble)}</span>
      </p>
      <ul class="sweep-list">
        {sweeps.map((sweep, place) => (
          <li key={sweep.round}>
            <button
              type="button"
              class="sweep-button"
              aria-expanded={open === place}
              title={`${sweepName(sweep, optimizer)}. Chose ${sweepOutcome(sweep, optimizer, race)}`}
              onClick={() => setOpen(open === place ? undefined : place)}
            >
              <SweepPicture sweep={sweep} goal={race.objective} color={color} />
              <span class="sweep-name">{sweepName(sweep, optimizer)}</span>
            </button>
          </li>
        ))}
        {isUnderWay && <li class="sweep-coming" aria-hidden="true" />}
        {sweeps.length === 0 && isPast && <li class="note">Nothing to tune.</li>}
      </ul>
      {enlarged !== undefined && <SweepFigure sweep={enlarged} optimizer={optimizer} race={race} color={color} />}
    </div>
  );
}
