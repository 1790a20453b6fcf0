import { MOST_ENSEMBLES } from "../../experiment/schema.ts";
import { Icon } from "../controls/icon.tsx";
import { galleryRequest } from "../gallery/gallery-request.ts";
import { RaceEntry } from "../maps/panel/race-entry.tsx";
import { colors, shown } from "../store.ts";
import { EnsembleRow } from "./ensemble-row.tsx";

/** What runs against what: a row for each optimizer, and the ways to one more and to a fair race. */
export function OptimizersSection() {
  const { ensembles } = shown.value;
  return (
    <section aria-labelledby="optimizers-heading">
      <div class="section-head">
        <h2 id="optimizers-heading">Optimizers</h2>
        <RaceEntry />
      </div>
      <ul class="ensembles">
        {ensembles.map((ensemble, index) => (
          // Two ensembles may be equal in everything; their place is what tells them apart.
          <EnsembleRow key={`row ${index}`} ensemble={ensemble} index={index} color={colors.value[index] ?? ""} />
        ))}
      </ul>
      {ensembles.length < MOST_ENSEMBLES && <AddOptimizer />}
    </section>
  );
}

function AddOptimizer() {
  return (
    <div class="add">
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        title="Add an optimizer (A)"
        onClick={() => {
          galleryRequest.value = { kind: "optimizers" };
        }}
      >
        <Icon name="plus" />
        Add an optimizer
      </button>
    </div>
  );
}
