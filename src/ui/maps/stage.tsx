import { useEffect } from "preact/hooks";
import "../maps.css";
import * as store from "../store.ts";
import { startComputing } from "./computing.ts";
import { DifferencePlot } from "./difference-plot.tsx";
import { DifferenceLegend, MapLegend } from "./legend.tsx";
import { MainPlot } from "./main-plot.tsx";
import { MapNotes } from "./map-notes.tsx";
import { crosshair, flowState, hint, overlays, state } from "./map-store.ts";
import { OverlaySwitches } from "./overlay-switches.tsx";
import { pointAt } from "./probe.ts";
import { ReadOut } from "./read-out.tsx";
import { shownPicture, theory } from "./shown-map.ts";
import { StageHead } from "./stage-head.tsx";

/** The map beside the landscape: what it is of, the map with its axes, its legend, and the cell that is pointed at. */
export function Stage() {
  useEffect(() => {
    void startComputing();
    return () => {
      crosshair.value = undefined;
      hint.value = undefined;
    };
  }, []);
  const cell = crosshair.value;
  useEffect(() => pointAt(cell), [cell]);
  useEffect(() => () => pointAt(undefined), []);
  const { map } = store.experiment.value;
  if (map === undefined) return null;
  const hasDifference = overlays.value.difference && theory.value !== undefined;
  return (
    <>
      <StageHead />
      {/* Read by tests and by whoever looks at the page from outside. */}
      <div
        class="map-body"
        id="map-body"
        data-map={state.value.kind}
        data-stride={shownPicture.value?.stride}
        data-flow={flowState.value.kind}
      >
        <div class={hasDifference ? "map-plots double" : "map-plots"}>
          <figure>
            <MainPlot map={map} />
            <MapLegend />
          </figure>
          {hasDifference && (
            <figure>
              <DifferencePlot map={map} />
              <DifferenceLegend />
            </figure>
          )}
        </div>
        <div class="map-below">
          <OverlaySwitches map={map} />
          <MapNotes map={map} />
        </div>
        <ReadOut map={map} />
      </div>
    </>
  );
}
