import type { MapChoice } from "../../experiment/map.ts";
import { FlowLayer } from "./flow-layer.tsx";
import { MapField } from "./map-field.tsx";
import { state } from "./map-store.ts";
import { MarksLayer } from "./marks-layer.tsx";
import { painter } from "./painters.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import { mapTitle, shownPicture, theory } from "./shown-map.ts";
import { StreamlineLayer } from "./streamline-layer.tsx";
import { TheoryLayer } from "./theory-layer.tsx";

/** The map itself, with everything that is drawn over it. */
export function MainPlot({ map }: { readonly map: MapChoice }) {
  const [picture, paint] = [shownPicture.value, painter.value];
  const now = state.value;
  return (
    <PlotFrame window={map}>
      {(size) => (
        <MapField map={map} label={mapTitle.value}>
          {picture !== undefined && paint !== undefined && (
            <PictureCanvas picture={picture} window={map} size={size} paint={paint} />
          )}
          <FlowLayer map={map} size={size} />
          <StreamlineLayer map={map} size={size} />
          {theory.value !== undefined && <TheoryLayer theory={theory.value} map={map} />}
          <MarksLayer map={map} />
          {now.kind === "failed" && (
            <p class="map-failure" role="alert">
              {now.text}
            </p>
          )}
        </MapField>
      )}
    </PlotFrame>
  );
}
