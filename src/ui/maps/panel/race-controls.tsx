import { ensembleLabel } from "../../../charts/ensemble-look.ts";
import { Icon } from "../../controls/icon.tsx";
import { device, shown } from "../../store.ts";
import { cancelRace, startRace } from "./race-run.ts";
import type { RaceState } from "./race-store.ts";

/** The way into a race; while it goes on, how far it is, and the way out. */
export function RaceControls({ state }: { readonly state: RaceState }) {
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
