import { useComputed, useSignal } from "@preact/signals";
import { formatInteger } from "../../../charts/number-text.ts";
import { DATA_FORMATS, type DataFormat } from "../../../recording/data/data-format.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { Segmented } from "../../controls/segmented.tsx";
import * as store from "../../store.ts";
import { cancelData, dataOutcome, leastEvery, saveStatistics, saveTrajectories, savingData } from "../save-data.ts";

const LABELS: Readonly<Record<DataFormat, string>> = { csv: "CSV", json: "JSON", npy: "NPY" };

/** The run's numbers as files: what the command line writes. */
export function DataSection() {
  const format = useSignal<DataFormat>("csv");
  const wish = useSignal<number | undefined>(undefined);
  const least = useComputed(() => leastEvery(store.experiment.value)).value;
  const every = Math.max(wish.value ?? 1, least ?? 1);
  const isBusy = savingData.value !== undefined;
  const setEvery = (value: number): string | undefined => {
    const from = least ?? 1;
    if (value < from)
      return `Allowed: from ${formatInteger(from)}${from === 1 ? "" : "; nearer ones do not fit in memory"}.`;
    wish.value = value;
    return undefined;
  };
  return (
    <section aria-label="Data">
      <h2>Data</h2>
      <p class="note">The run’s numbers, computed anew on the graphics card, as the command line writes them.</p>
      <Segmented
        label="Data format"
        options={DATA_FORMATS.map((value) => ({ value, label: LABELS[value] }))}
        value={format.value}
        choose={(next) => {
          format.value = next;
        }}
      />
      <NumberRow
        label="steps between two rows"
        integer
        entries={[{ name: "Steps between two rows of trajectories", value: every, apply: setEvery }]}
      />
      {least === undefined && (
        <p class="note">These trajectories do not fit in the page’s memory; the command line may hold them.</p>
      )}
      <div class="film-verbs">
        <button
          type="button"
          class="verb film-side-verb"
          disabled={isBusy || store.device.value === undefined || least === undefined}
          onClick={() => {
            void saveTrajectories(format.peek(), every);
          }}
        >
          Trajectories
        </button>
        <button
          type="button"
          class="verb film-side-verb"
          disabled={isBusy || store.device.value === undefined}
          onClick={() => {
            void saveStatistics(format.peek());
          }}
        >
          Statistics
        </button>
      </div>
      <DataStatus />
    </section>
  );
}

function DataStatus() {
  const now = savingData.value;
  if (now !== undefined) {
    return (
      <div class="film-progress">
        <div class="film-meter" role="progressbar" aria-label={now.name} aria-valuenow={Math.floor(100 * now.share)}>
          <span style={{ transform: `scaleX(${now.share})` }} />
        </div>
        <p class="film-progress-text">
          <span>{now.name}</span>
          <span>{Math.floor(100 * now.share)} %</span>
        </p>
        <button type="button" class="verb" onClick={cancelData}>
          Cancel
        </button>
      </div>
    );
  }
  const last = dataOutcome.value;
  if (last === undefined) return null;
  return (
    <p class={`film-outcome ${last.kind}`} role={last.kind === "error" ? "alert" : "status"}>
      {last.text}
    </p>
  );
}
