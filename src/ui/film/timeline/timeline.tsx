import { editError } from "../editing.ts";
import { exporting } from "../film-store.ts";
import { FilmTransport } from "./film-transport.tsx";
import { Lanes } from "./lanes.tsx";

/** The film in time: what plays it, and what happens when. */
export function Timeline() {
  return (
    <section class="panel film-timeline" aria-label="Timeline" inert={exporting.value !== undefined}>
      <FilmTransport />
      {editError.value !== undefined && (
        <p class="field-error film-edit-error" role="alert">
          {editError.value}
        </p>
      )}
      <Lanes />
    </section>
  );
}
