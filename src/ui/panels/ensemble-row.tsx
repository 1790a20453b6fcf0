import { ensembleLabel, ensembleMark, tellingNumbers } from "../../charts/ensemble-look.ts";
import type { Ensemble } from "../../experiment/experiment.ts";
import { MOST_ENSEMBLES } from "../../experiment/schema.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { duplicateEnsemble, removeEnsemble, restyleEnsemble } from "../actions.ts";
import { Icon, type IconName } from "../controls/icon.tsx";
import { Mark } from "../controls/mark.tsx";
import { type GalleryRequest, galleryRequest } from "../gallery/gallery-request.ts";
import { openEnsemble, shown } from "../store.ts";
import { HyperparameterRow } from "./hyperparameter-row.tsx";
import { ScheduleRow } from "./schedule-row.tsx";

export interface EnsembleRowProps {
  readonly ensemble: Ensemble;
  readonly index: number;
  readonly color: string;
}

/** An optimizer on one line, with its colour and its two telling numbers; it opens to everything it can be set to. */
export function EnsembleRow({ ensemble, index, color }: EnsembleRowProps) {
  const isOpen = openEnsemble.value === index;
  const label = ensembleLabel(ensemble);
  return (
    <li class={isOpen ? "ensemble open" : "ensemble"}>
      <button
        type="button"
        class="ensemble-head"
        aria-expanded={isOpen}
        onClick={() => {
          openEnsemble.value = isOpen ? undefined : index;
        }}
      >
        <Mark mark={ensembleMark(index)} color={color} />
        <span class="ensemble-label" title={label}>
          {label}
        </span>
        {!isOpen && <span class="ensemble-numbers">{tellingNumbers(ensemble)}</span>}
        <Icon name="chevron" />
      </button>
      {isOpen && <EnsembleBody ensemble={ensemble} index={index} color={color} />}
    </li>
  );
}

function EnsembleBody({ ensemble, index, color }: EnsembleRowProps) {
  const optimizer = findOptimizer(ensemble.optimizer);
  if (optimizer === undefined) return null;
  const count = shown.value.ensembles.length;
  return (
    <div class="ensemble-body">
      {Object.entries(optimizer.hyperparameters).map(([name, declared]) => (
        <HyperparameterRow
          key={name}
          index={index}
          name={name}
          declared={declared}
          value={ensemble.hyperparameters[name] ?? declared.default}
          axis={ensemble.axes?.find((axis) => axis.hyperparameter === name)}
          color={color}
        />
      ))}
      <ScheduleRow ensemble={ensemble} index={index} color={color} />
      <div class="ensemble-look">
        <label class="color" title="Colour">
          <span class="sr-only">Colour</span>
          <input
            type="color"
            value={color}
            onInput={(event) => restyleEnsemble(index, { color: event.currentTarget.value })}
          />
        </label>
        <input
          class="text"
          type="text"
          maxLength={80}
          aria-label="Name in the legend"
          value={ensemble.label ?? ""}
          placeholder={optimizer.label}
          onChange={(event) => restyleEnsemble(index, { label: event.currentTarget.value })}
        />
        {count < MOST_ENSEMBLES && <Tool icon="duplicate" label="Duplicate" act={() => duplicateEnsemble(index)} />}
        {count > 1 && <Tool icon="remove" label="Remove" act={() => removeEnsemble(index)} />}
      </div>
      <div class="ensemble-links">
        <Link label="How it steps" request={{ kind: "optimizers", replaces: index, about: optimizer.id }} />
        <Link label="Another optimizer…" request={{ kind: "optimizers", replaces: index }} />
      </div>
    </div>
  );
}

function Tool({ icon, label, act }: { readonly icon: IconName; readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" class="icon-button small" title={label} onClick={act}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}

function Link({ label, request }: { readonly label: string; readonly request: GalleryRequest }) {
  return (
    <button
      type="button"
      class="quiet"
      aria-haspopup="dialog"
      onClick={() => {
        galleryRequest.value = request;
      }}
    >
      {label}
    </button>
  );
}
