import { useSignal } from "@preact/signals";
import { parseExperiment } from "../../../experiment/parse-experiment.ts";
import { openExperiment } from "../../open-experiment.ts";
import { bannerMessage } from "../../validation.ts";
import * as film from "../film-store.ts";
import { type ShippedFilm, shippedFilms } from "../shipped.ts";

/** Storyboards that come with the page: one click, and its experiment and its film are there to be changed. */
export function ShippedList() {
  const error = useSignal<string | undefined>(undefined);
  const open = async (shipped: ShippedFilm): Promise<void> => {
    error.value = undefined;
    try {
      const answer = await fetch(shipped.file);
      if (!answer.ok) throw new Error(`It could not be fetched (${answer.status}).`);
      openExperiment(parseExperiment(await answer.json()));
      film.selection.value = undefined;
      film.showTime(0);
    } catch (reason) {
      error.value = `${shipped.name}: ${bannerMessage(reason)}`;
    }
  };
  return (
    <section aria-label="Storyboards">
      <h2>Storyboards to begin with</h2>
      <ul class="film-shipped">
        {shippedFilms.map((shipped) => (
          <li key={shipped.file}>
            <button type="button" title={shipped.about} onClick={() => void open(shipped)}>
              <span class="film-poster">
                <img
                  src={shipped.poster}
                  alt=""
                  loading="lazy"
                  onError={(event) => {
                    event.currentTarget.hidden = true;
                  }}
                />
              </span>
              <span>{shipped.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {error.value !== undefined && (
        <p class="field-error" role="alert">
          {error.value}
        </p>
      )}
      <p class="note">One of them takes the place of your experiment; the browser’s Back brings that back.</p>
    </section>
  );
}
