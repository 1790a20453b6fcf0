import { formatInteger } from "../../../charts/number-text.ts";
import type { RaceChoice } from "../../../experiment/race.ts";
import { startCount } from "../../../experiment/trajectory-count.ts";
import { hasMinima } from "../../chart-store.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { Segmented } from "../../controls/segmented.tsx";
import { experiment, shown } from "../../store.ts";
import { raceOf, setRace } from "./race-settings.ts";
import { BUDGETS, OBJECTIVES } from "./race-words.ts";

/** What counts, what each may spend, and what a setting is tried on. */
export function RaceForm({ isDisabled }: { readonly isDisabled: boolean }) {
  const race = raceOf(experiment.value);
  const { objective, budget, epsilon, starts } = race;
  const set = (change: Partial<RaceChoice>) => setRace({ ...raceOf(experiment.peek()), ...change });
  const all = startCount(shown.value.starts);
  return (
    <fieldset class="race-form" disabled={isDisabled}>
      <Segmented
        label="What counts"
        chips
        options={hasMinima.value ? OBJECTIVES : OBJECTIVES.filter(({ value }) => value !== "share")}
        value={objective}
        choose={(value) => set({ objective: value })}
      />
      <div class="race-numbers">
        <NumberRow
          label="budget"
          integer
          entries={[
            {
              name: `budget in ${budget.kind}`,
              value: budget.amount,
              apply: (amount) => set({ budget: { ...budget, amount } }),
            },
          ]}
        >
          <Segmented
            label="Budget"
            options={BUDGETS}
            value={budget.kind}
            choose={(kind) => set({ budget: { ...budget, kind } })}
          />
        </NumberRow>
        {objective === "steps" && (
          <NumberRow
            label="ε"
            entries={[
              {
                name: "epsilon, above the lowest minimum’s loss",
                value: epsilon,
                apply: (value) => set({ epsilon: value }),
              },
            ]}
          />
        )}
        <NumberRow
          label="starts a setting is tried on"
          integer
          entries={[{ name: "starts a setting is tried on", value: starts, apply: (value) => set({ starts: value }) }]}
        >
          {starts > all && <span class="note">all {formatInteger(all)}</span>}
        </NumberRow>
      </div>
    </fieldset>
  );
}
