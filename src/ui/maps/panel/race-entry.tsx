import { Icon } from "../../controls/icon.tsx";
import { obstacle } from "../../store.ts";
import { raceOpen, raceState } from "./race-store.ts";

/** The way to the race; while one is tuned out of sight, how far it is. */
export function RaceEntry() {
  if (obstacle.value !== undefined) return null;
  const state = raceState.value;
  return (
    <button
      type="button"
      class="quiet"
      aria-haspopup="dialog"
      title="Tune every optimizer for the same objective and budget, then race them"
      onClick={() => {
        raceOpen.value = true;
      }}
    >
      <Icon name="race" />
      {state.kind === "running" ? `Tuning, ${Math.floor(100 * (state.progress?.progress ?? 0))} %` : "Tune and race…"}
    </button>
  );
}
