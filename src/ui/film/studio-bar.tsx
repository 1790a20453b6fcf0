import { Icon } from "../controls/icon.tsx";
import * as store from "../store.ts";
import { sceneTitle } from "../title.ts";
import { exporting, leaveFilm, recording } from "./film-store.ts";
import { durationText } from "./timeline/time-text.ts";

/** The way back to the landscape, what the film is of, and how large and long it is. */
export function StudioBar() {
  const { width, height, fps, seconds, loop } = recording.value;
  return (
    <header class="studio-bar">
      <button
        type="button"
        class="verb"
        title="Back to the landscape (Escape)"
        disabled={exporting.value !== undefined}
        onClick={leaveFilm}
      >
        <Icon name="left" />
        <span>Landscape</span>
      </button>
      <h1>{sceneTitle(store.shown.value, store.surface.value)}</h1>
      <p class="studio-facts">
        {width} × {height} · {fps} fps · {durationText(seconds)}
        {loop ? " · loop" : ""}
      </p>
    </header>
  );
}
