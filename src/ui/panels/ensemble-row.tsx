import type { Ensemble } from "../../experiment/experiment.ts";
import { MOST_ENSEMBLES } from "../../experiment/schema.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { duplicateEnsemble, removeEnsemble, restyleEnsemble } from "../actions.ts";
import { Formula } from "../controls/formula.tsx";
import { Icon, type IconName } from "../controls/icon.tsx";
import { Mark } from "../controls/mark.tsx";
import { ensembleLabel, ensembleMark, tellingNumbers } from "../ensemble-look.ts";
import { openEnsemble, shown } from "../store.ts";
import { HyperparameterRow } from "./hyperparameter-row.tsx";

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
  const { reference } = optimizer;
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
      <details class="about">
        <summary>How it steps</summary>
        <p class="note">{optimizer.description}</p>
        {/* A panel is narrow: what one line declares side by side stands below each other. */}
        {optimizer.tex
          .flatMap((line) => line.split(/,?\s*\\quad\s*/))
          .map((line) => (
            <Formula key={line} tex={line} fallback="" />
          ))}
        <p class="note">
          {reference.url === undefined ? (
            reference.text
          ) : (
            <a href={reference.url} target="_blank" rel="noreferrer">
              {reference.text}
            </a>
          )}
        </p>
        {optimizer.differences !== undefined && <p class="note">{optimizer.differences}</p>}
      </details>
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
