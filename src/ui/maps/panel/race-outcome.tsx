import { useState } from "preact/hooks";
import { surfaceOf } from "../../../experiment/surface-of.ts";
import type { RaceResult } from "../../../maps/race/race.ts";
import { Icon } from "../../controls/icon.tsx";
import { copyText } from "../../copy-text.ts";
import { saveBlob } from "../../files.ts";
import { shown } from "../../store.ts";
import { sceneTitle } from "../../title.ts";
import { raceHeadline } from "./race-headline.ts";
import { raceInView } from "./race-run.ts";
import { RaceTable } from "./race-table.tsx";
import { raceCsv, raceJson, raceTsv } from "./race-text.ts";
import { isSameScene } from "./same-scene.ts";

/** Who came in where, and what can be done with it. */
export function RaceOutcome({ result }: { readonly result: RaceResult }) {
  const [error, setError] = useState<string | undefined>(undefined);
  const surface = surfaceOf(result.experiment.surface);
  const save = (text: string, ending: "csv" | "json") =>
    saveBlob(new Blob([text], { type: ending === "csv" ? "text/csv" : "application/json" }), `ravine-race.${ending}`);
  return (
    <section class="race-result" aria-labelledby="standings-heading">
      <h3 id="standings-heading">{raceHeadline(result)}</h3>
      {!isSameScene(result.experiment, shown.value) && (
        <p class="note">The scene has changed since: this is of {sceneTitle(result.experiment, surface)}, as it was.</p>
      )}
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
