import { signal } from "@preact/signals";
import { Icon, type IconName } from "../controls/icon.tsx";
import { Segmented } from "../controls/segmented.tsx";
import * as store from "../store.ts";
import { brushedRegion, clearRegion } from "./brush.ts";
import { folded, hint, type MapTool, state, tool } from "./map-store.ts";
import { MapControls } from "./panel/map-controls.tsx";
import { savePicture, saveValues } from "./saving.ts";
import { mapTitle, shownPicture } from "./shown-map.ts";
import { isZoomed, resetZoom, zoomOut } from "./zooming.ts";

/** Whether what is mapped can be chosen now. */
const isChoosing = signal(false);

/** What the map is of, which also opens its controls; and what can be done with it. */
export function StageHead() {
  const isThere = shownPicture.value !== undefined;
  const isBrushed = brushedRegion(store.shown.value) !== undefined;
  return (
    <header class="map-head">
      <button
        type="button"
        class={isChoosing.value ? "map-title open" : "map-title"}
        aria-expanded={isChoosing.value}
        aria-controls="map-choice"
        title="Choose what is mapped"
        onClick={() => {
          isChoosing.value = !isChoosing.peek();
        }}
      >
        <h2>{mapTitle.value}</h2>
        <Icon name="chevron" />
      </button>
      <Progress />
      <div class="map-tools">
        <Segmented<MapTool>
          label="Dragging over the map"
          options={[
            { value: "zoom", label: "Zoom", title: "A drag zooms into a rectangle" },
            {
              value: "select",
              label: "Select",
              title: "A drag runs a rectangle in the landscape; a click takes a cell over",
            },
          ]}
          value={tool.value}
          choose={(next) => {
            tool.value = next;
          }}
        />
        {isBrushed && (
          <Tool
            icon="close"
            label="Run everything again, not only the rectangle"
            act={() => {
              hint.value = clearRegion();
            }}
          />
        )}
        <Tool icon="farther" label="Zoom out (double click)" act={zoomOut} />
        <Tool icon="present" label="Show all (0)" act={resetZoom} isOff={!isZoomed.value} />
        <SaveMenu isOff={!isThere} />
        <button
          type="button"
          class="verb map-fold"
          aria-expanded={!folded.value}
          aria-controls="map-body"
          onClick={() => {
            folded.value = !folded.peek();
          }}
        >
          {folded.value ? "Map" : "Landscape"}
        </button>
      </div>
      {isChoosing.value && (
        <div class="map-choice" id="map-choice">
          <MapControls />
        </div>
      )}
    </header>
  );
}

/** A hairline under the title, as long as the work is done. */
function Progress() {
  const now = state.value;
  const done = now.kind === "running" ? now.progress : 1;
  return (
    <div
      class={now.kind === "running" ? "map-progress" : "map-progress done"}
      role="progressbar"
      aria-label="Map"
      aria-valuenow={Math.floor(done * 100)}
    >
      <span style={{ transform: `scaleX(${done})` }} />
    </div>
  );
}

function SaveMenu({ isOff }: { readonly isOff: boolean }) {
  return (
    <details
      class="map-save"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget))
          currentTarget.removeAttribute("open");
      }}
    >
      <summary class="icon-button small" title="Save the map" aria-disabled={isOff}>
        <Icon name="save" />
        <span class="sr-only">Save the map</span>
      </summary>
      <div class="map-save-list">
        {(
          [
            ["Picture with axes, PNG", () => savePicture("framed")],
            ["Bare picture, PNG", () => savePicture("bare")],
            ["Values, NPY", saveValues],
          ] as const
        ).map(([label, act]) => (
          <button
            key={label}
            type="button"
            class="quiet"
            disabled={isOff}
            onClick={(event) => {
              event.currentTarget.closest("details")?.removeAttribute("open");
              void act();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </details>
  );
}

function Tool({
  icon,
  label,
  act,
  isOff,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly act: () => void;
  readonly isOff?: boolean;
}) {
  return (
    <button type="button" class="icon-button small" title={label} disabled={isOff === true} onClick={act}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}
