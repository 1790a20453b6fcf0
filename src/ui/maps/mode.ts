import type { Experiment } from "../../experiment/experiment.ts";
import { fittingRecording } from "../../experiment/fitting-recording.ts";
import type { MapChoice, MapKind } from "../../experiment/map.ts";
import type { Recording } from "../../experiment/recording.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { tellingNames } from "../../optimizers/telling-names.ts";
import { type MapRequest, setMap, setView } from "../actions.ts";
import * as store from "../store.ts";

/** The map that was shown last, for whoever comes back to it. */
let last: MapChoice | undefined;

/** A storyboard that shows the map, and what was left of it when the map was taken away. */
let film: { readonly whole: Recording; readonly left: Recording | undefined } | undefined;

/** Shows the maps: the last one where it still fits, else one that suits what runs. */
export function enterMaps(): void {
  if (store.isMapping.peek()) return;
  if (last !== undefined && setMap(last) === undefined) {
    restoreFilm();
    return;
  }
  const error = setMap(firstMap(store.shown.peek()));
  if (error !== undefined) store.notice.value = { kind: "error", text: error };
}

/** Back to the landscape alone. */
export function leaveMaps(): void {
  const { map, recording } = store.experiment.peek();
  last = map;
  setMap(undefined);
  film = recording === undefined ? undefined : { whole: recording, left: store.experiment.peek().recording };
}

/** With the map comes back what the storyboard has lost with it, unless that was edited meanwhile. */
function restoreFilm(): void {
  const experiment = store.experiment.peek();
  if (film === undefined || experiment.recording !== film.left) return;
  const whole = fittingRecording(experiment, film.whole);
  if (whole === film.whole) store.experiment.value = { ...experiment, recording: whole };
}

/** Goes to the maps, or to the landscape as it is seen from the side or from above. */
export function look(mode: "relief" | "top" | "maps"): void {
  if (mode === "maps") {
    enterMaps();
    return;
  }
  if (store.isMapping.peek()) leaveMaps();
  setView({ mode });
}

/**
 * The map that one sees first: how fast the first optimizer with two telling numbers converges over both of them; where
 * there is none, which minimum each start leads to.
 */
export function firstMap({ ensembles }: Experiment): MapRequest {
  const ensemble = ensembles.findIndex(({ optimizer }) => {
    const found = findOptimizer(optimizer);
    return found !== undefined && tellingNames(found).length > 1;
  });
  const kind: MapKind = ensemble < 0 ? "basins" : "rate";
  return ensemble < 0 ? { kind } : { kind, ensemble };
}
