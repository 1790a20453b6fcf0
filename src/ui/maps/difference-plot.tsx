import type { MapChoice } from "../../experiment/map.ts";
import { MapField } from "./map-field.tsx";
import { differencePainter } from "./painters.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import { shownPicture, theory } from "./shown-map.ts";
import { TheoryLayer } from "./theory-layer.tsx";

/** The same cells by how far the measured rate is from the predicted one. */
export function DifferencePlot({ map }: { readonly map: MapChoice }) {
  const [picture, paint] = [shownPicture.value, differencePainter.value];
  return (
    <PlotFrame window={map}>
      {(size) => (
        <MapField map={map} label="Measured minus predicted factor per step">
          {picture !== undefined && paint !== undefined && (
            <PictureCanvas picture={picture} window={map} size={size} paint={paint} />
          )}
          {theory.value !== undefined && <TheoryLayer theory={theory.value} map={map} />}
        </MapField>
      )}
    </PlotFrame>
  );
}
