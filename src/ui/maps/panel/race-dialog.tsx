import { useEffect, useRef, useState } from "preact/hooks";
import type { RaceResult } from "../../../maps/race/race.ts";
import { Icon } from "../../controls/icon.tsx";
import { copyText } from "../../copy-text.ts";
import { ensembleLabel } from "../../ensemble-look.ts";
import { saveBlob } from "../../files.ts";
import { device, shown } from "../../store.ts";
import "../../race.css";
import { RaceForm } from "./race-form.tsx";
import { raceHeadline } from "./race-headline.ts";
import { cancelRace, raceInView, startRace } from "./race-run.ts";
import { type RaceState, raceOpen, raceState } from "./race-store.ts";
import { RaceSweeps } from "./race-sweeps.tsx";
import { RaceTable } from "./race-table.tsx";
import { raceCsv, raceJson, raceTsv } from "./race-text.ts";

/** Tuning all optimizers for one objective, and what the race of the tuned ones came to. */
export function RaceDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    element.showModal();
    element.querySelector<HTMLElement>(".race-controls button")?.focus();
    // The backdrop is part of the dialog, its content is not: a click beside the content closes. Escape does anyway.
    const leave = (event: MouseEvent) => {
      if (event.target === element) element.close();
    };
    element.addEventListener("click", leave);
    return () => {
      element.removeEventListener("click", leave);
      element.close();
    };
  }, []);
  const close = () => {
    raceOpen.value = false;
  };
  const state = raceState.value;
  return (
    <dialog ref={dialog} class="race" aria-labelledby="race-heading" onClose={close}>
      <div class="race-content">
        <header>
          <h2 id="race-heading">A fair race</h2>
          <button type="button" class="icon-button" title="Close" onClick={close}>
            <Icon name="close" />
            <span class="sr-only">Close</span>
          </button>
          <p class="note">
            Each optimizer is tuned for the same objective: its learning rate, then its other numbers, then jointly.
            Same starts, same budget, the same search; the settings tried are counted.
          </p>
        </header>
        <RaceForm isDisabled={state.kind === "running"} />
        <Controls state={state} />
        {state.kind === "done" && <Result result={state.result} />}
        {state.kind === "running" && (
          <RaceSweeps experiment={state.experiment} sweeps={state.sweeps} progress={state.progress} />
        )}
        {state.kind === "done" && (
          <RaceSweeps experiment={state.experiment} sweeps={state.result.sweeps} progress={undefined} />
        )}
      </div>
    </dialog>
  );
}

function Controls({ state }: { readonly state: RaceState }) {
  if (state.kind === "running") {
    const { experiment, progress } = state;
    const ensemble = experiment.ensembles[progress?.ensemble ?? 0];
    const label = ensemble === undefined ? "" : ensembleLabel(ensemble);
    const share = progress?.progress ?? 0;
    const text =
      progress?.phase === "racing"
        ? `${label} races, tuned`
        : `${label}: sweep ${Math.min((progress?.round ?? 0) + 1, progress?.rounds ?? 1)} of ${progress?.rounds ?? "…"}`;
    return (
      <div class="race-controls">
        <button type="button" class="verb" onClick={cancelRace}>
          <Icon name="close" />
          Cancel
        </button>
        <div class="race-progress">
          <span>{text}</span>
          <span
            class="meter"
            role="progressbar"
            aria-label="Tuning and racing"
            aria-valuenow={Math.round(100 * share)}
            aria-valuetext={text}
          >
            <span style={{ transform: `scaleX(${share})`, background: "var(--accent)" }} />
          </span>
        </div>
      </div>
    );
  }
  const count = shown.value.ensembles.length;
  return (
    <div class="race-controls">
      <button
        type="button"
        class={state.kind === "done" ? "verb" : "verb main"}
        disabled={device.value === undefined}
        onClick={() => void startRace()}
      >
        <Icon name="race" />
        {state.kind === "done" ? "Tune and race again" : "Tune and race"}
      </button>
      {state.kind === "failed" && (
        <p class="field-error" role="alert">
          {state.text}
        </p>
      )}
      {state.kind === "idle" && (
        <span class="note">{count === 1 ? "The optimizer" : `${count} optimizers`} of the scene, on its surface.</span>
      )}
    </div>
  );
}

function Result({ result }: { readonly result: RaceResult }) {
  const [error, setError] = useState<string | undefined>(undefined);
  const save = (text: string, ending: "csv" | "json") =>
    saveBlob(new Blob([text], { type: ending === "csv" ? "text/csv" : "application/json" }), `ravine-race.${ending}`);
  return (
    <section class="race-result" aria-labelledby="standings-heading">
      <h3 id="standings-heading">{raceHeadline(result)}</h3>
      <RaceTable result={result} />
      <div class="race-verbs">
        <button type="button" class="verb main" onClick={() => setError(raceInView())}>
          <Icon name="play" />
          Race them in the view
        </button>
        <button
          type="button"
          class="quiet"
          title="The table, tab-separated, for a spreadsheet"
          onClick={() => void copyText(raceTsv(result), "The table is copied.")}
        >
          Copy
        </button>
        <button type="button" class="quiet" title="The table" onClick={() => save(raceCsv(result), "csv")}>
          CSV
        </button>
        <button
          type="button"
          class="quiet"
          title="The table, every sweep with all its values, and the experiment with the tuned settings"
          onClick={() => save(raceJson(result), "json")}
        >
          JSON
        </button>
      </div>
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
