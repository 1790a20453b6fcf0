import type { MapChoice } from "../../experiment/map.ts";
import { hasFlow } from "../../maps/flow.ts";
import { mapped, type Overlays, overlays, toggleOverlay } from "./map-store.ts";
import { theory } from "./shown-map.ts";

/** What can be drawn over this map, or beside it. */
export function OverlaySwitches({ map: { kind } }: { readonly map: MapChoice }) {
  const hasTheory = theory.value !== undefined;
  return (
    <div class="map-overlays">
      {hasTheory && (
        <>
          <Switch name="theory" label="Theory" title="Stability, oscillation, critical damping and the optimum" />
          <Switch name="contours" label="Contours" title="Lines of equal predicted factor per step" />
          <Switch
            name="difference"
            label="Measured − predicted"
            title="How far the measured rate is from the predicted one"
          />
        </>
      )}
      {kind === "basins" && mapped.value !== undefined && hasFlow(mapped.value) && (
        <Switch name="flow" label="Gradient flow" title="The basins of the continuous path, beside a divider to drag" />
      )}
      {kind === "current" && <Switch name="streamlines" label="Streamlines" title="Along the current" />}
    </div>
  );
}

function Switch({
  name,
  label,
  title,
}: {
  readonly name: keyof Overlays;
  readonly label: string;
  readonly title: string;
}) {
  return (
    <button type="button" aria-pressed={overlays.value[name]} title={title} onClick={() => toggleOverlay(name)}>
      {label}
    </button>
  );
}
