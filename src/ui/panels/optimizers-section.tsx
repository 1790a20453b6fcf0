import { useState } from "preact/hooks";
import { MOST_ENSEMBLES } from "../../experiment/schema.ts";
import { optimizers } from "../../optimizers/index.ts";
import { addEnsemble } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { colors, shown, theme } from "../store.ts";
import { EnsembleRow } from "./ensemble-row.tsx";

/** What runs against what: a row for each optimizer, and the way to one more. */
export function OptimizersSection() {
  const { ensembles } = shown.value;
  return (
    <section aria-labelledby="optimizers-heading">
      <h2 id="optimizers-heading">Optimizers</h2>
      <ul class="ensembles">
        {ensembles.map((ensemble, index) => (
          // Two ensembles may be equal in everything; their place is what tells them apart.
          <EnsembleRow
            key={`${index}-${ensemble.optimizer}`}
            ensemble={ensemble}
            index={index}
            color={colors.value[index] ?? ""}
          />
        ))}
      </ul>
      {ensembles.length < MOST_ENSEMBLES && <AddOptimizer />}
    </section>
  );
}

function AddOptimizer() {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="add">
      <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="plus" />
        Add an optimizer
      </button>
      {isOpen && (
        <ul class="menu">
          {optimizers.map(({ id, label, description, color }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  addEnsemble(id);
                  setOpen(false);
                }}
              >
                <span class="swatch" style={{ background: color[theme.value] }} />
                <span class="menu-label">{label}</span>
                <span class="note">{description}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
