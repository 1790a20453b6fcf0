import { useState } from "preact/hooks";
import "../../map-panel.css";
import { ensembleLabel } from "../../../charts/ensemble-look.ts";
import { formatNumber } from "../../../charts/number-text.ts";
import type { Experiment } from "../../../experiment/experiment.ts";
import { mapOfKind } from "../../../experiment/fitting-map.ts";
import { isFieldKind, type MapChoice, type MapKind } from "../../../experiment/map.ts";
import { findMap } from "../../../maps/index.ts";
import { setMap, startOver } from "../../actions.ts";
import { Icon } from "../../controls/icon.tsx";
import { experiment, shown } from "../../store.ts";
import { fieldMessage } from "../../validation.ts";
import { AxisRow } from "./axis-row.tsx";
import { Fineness } from "./fineness.tsx";
import { KindMenu } from "./kind-menu.tsx";
import { mapOfEnsemble, swapped } from "./map-edits.ts";
import { noiseToSee } from "./noise-to-see.ts";

/** What a map shows: its kind, whose it is, its axes, and how finely it is computed. */
export function MapControls() {
  const { map } = experiment.value;
  return map === undefined ? null : <Controls map={map} />;
}

/** A kind that was asked for and cannot be shown. */
interface Refusal {
  readonly kind: MapKind;
  readonly text: string;
}

function Controls({ map }: { readonly map: MapChoice }) {
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const { ensembles, noise } = shown.value;
  const apply = (...[next]: Parameters<typeof setMap>): string | undefined => {
    setRefusal(undefined);
    return setMap(next);
  };
  const chooseKind = (kind: MapKind) => {
    setRefusal(undefined);
    try {
      setMap(mapOfKind(shown.peek(), map, kind));
    } catch (error) {
      setRefusal({ kind, text: fieldMessage(error) });
    }
  };
  return (
    <div class="map-controls">
      <div class="map-subject">
        <KindMenu value={map.kind} choose={chooseKind} />
        {ensembles.length > 1 && (
          <div class="select">
            <select
              aria-label="Whose map"
              value={map.ensemble}
              onChange={(event) => apply(mapOfEnsemble(shown.peek(), map, Number(event.currentTarget.value)))}
            >
              {ensembles.map((ensemble, index) => (
                <option key={`${index}-${ensemble.optimizer}`} value={index}>
                  {ensembleLabel(ensemble)}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      {refusal !== undefined && isFieldKind(refusal.kind) && noise.kind === "none" ? (
        <NoiseOffer map={map} kind={refusal.kind} done={() => setRefusal(undefined)} />
      ) : (
        refusal !== undefined && (
          <p class="field-error" role="alert">
            {refusal.text}
          </p>
        )
      )}
      <div class="axis-rows">
        <AxisRow side="x" map={map} apply={apply} />
        <AxisRow side="y" map={map} apply={apply} />
        <button type="button" class="icon-button small" title="Exchange the axes" onClick={() => apply(swapped(map))}>
          <Icon name="swap" />
          <span class="sr-only">Exchange the axes</span>
        </button>
      </div>
      <Fineness map={map} apply={apply} />
    </div>
  );
}

interface NoiseOfferProps {
  readonly map: MapChoice;
  readonly kind: MapKind;
  readonly done: () => void;
}

/** Where a steady state is asked for and nothing is random: the way to one. */
function NoiseOffer({ map, kind, done }: NoiseOfferProps) {
  const [error, setError] = useState<string | undefined>(undefined);
  const sigma = noiseToSee(shown.value, map.ensemble);
  const add = () => {
    const noisy: Experiment = { ...shown.peek(), noise: { kind: "gaussian", sigma } };
    const refused = startOver({ ...noisy, map: mapOfKind(noisy, map, kind) });
    setError(refused);
    if (refused === undefined) done();
  };
  return (
    <div class="noise-offer" role="alert">
      <p>{findMap(kind).label} needs noise: without it everything comes to rest, and there is no steady state.</p>
      <button type="button" class="verb" onClick={add}>
        Add noise, <span class="symbol">σ</span> = {formatNumber(sigma)}
      </button>
      {error !== undefined && <p class="field-error">{error}</p>}
    </div>
  );
}
