import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../controls/icon.tsx";
import "../../race.css";
import { RaceControls } from "./race-controls.tsx";
import { RaceForm } from "./race-form.tsx";
import { RaceOutcome } from "./race-outcome.tsx";
import { raceOpen, raceState } from "./race-store.ts";
import { RaceSweeps } from "./race-sweeps.tsx";

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
        <RaceControls state={state} />
        {state.kind === "done" && <RaceOutcome result={state.result} />}
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
