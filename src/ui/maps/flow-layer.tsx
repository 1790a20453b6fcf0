import { isComparable } from "../../charts/map/window.ts";
import type { MapChoice } from "../../experiment/map.ts";
import { divider, flowPicture, flowState, overlays } from "./map-store.ts";
import { flowPainter } from "./painters.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import type { Size } from "./use-size.ts";

/** One press of an arrow key moves the divider by this share of the width. */
const NUDGE = 0.02;

/** The same starts under gradient flow, from the divider on: one drags it over the map to compare. */
export function FlowLayer({ map, size }: { readonly map: MapChoice; readonly size: Size }) {
  if (!overlays.value.flow || map.kind !== "basins") return null;
  const [picture, paint] = [flowPicture.value, flowPainter.value];
  const at = divider.value;
  const now = flowState.value;
  return (
    <>
      {picture !== undefined && paint !== undefined && isComparable(picture.choice, map) && (
        <PictureCanvas picture={picture} window={map} size={size} paint={paint} beginsAt={at} />
      )}
      <div
        class="map-divider"
        role="slider"
        tabIndex={0}
        aria-label="Where gradient flow begins"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at * 100)}
        style={{ left: `${at * 100}%` }}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          event.stopPropagation();
          const { currentTarget, clientX, pointerId } = event;
          if (!currentTarget.hasPointerCapture(pointerId)) return;
          const field = currentTarget.parentElement?.getBoundingClientRect();
          if (field !== undefined) move((clientX - field.left) / field.width);
        }}
        onDblClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          const by = event.key === "ArrowLeft" ? -NUDGE : event.key === "ArrowRight" ? NUDGE : 0;
          if (by === 0) return;
          event.preventDefault();
          event.stopPropagation();
          move(divider.peek() + by);
        }}
      >
        <span class="map-divider-name before">optimizer</span>
        <span class="map-divider-name">
          gradient flow
          {now.kind === "running" && ` ${Math.floor(now.progress * 100)} %`}
          {now.kind === "failed" && `: ${now.text}`}
        </span>
      </div>
    </>
  );
}

function move(share: number): void {
  divider.value = Math.min(1, Math.max(0, share));
}
