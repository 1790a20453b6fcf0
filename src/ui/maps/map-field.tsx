import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { cellAtShare } from "../../charts/map/axis-scale.ts";
import { type Place, valuesBetween } from "../../charts/map/window.ts";
import type { MapChoice } from "../../experiment/map.ts";
import * as store from "../store.ts";
import { runRegion } from "./brush.ts";
import { CrosshairLayer } from "./crosshair-layer.tsx";
import { listenToField } from "./field-gestures.ts";
import { fieldKey } from "./field-keys.ts";
import { crosshair, hint, tool } from "./map-store.ts";
import { pickCell } from "./probe.ts";
import { resetZoom, zoomAt, zoomInto, zoomOut } from "./zooming.ts";

export interface MapFieldProps {
  readonly map: MapChoice;
  /** What the map is, for screen readers. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** The field of a map as one can point at it, zoom it, and choose from it. */
export function MapField({ map, label, children }: MapFieldProps) {
  const field = useRef<HTMLDivElement>(null);
  const [corners, setCorners] = useState<readonly [Place, Place] | undefined>(undefined);
  useEffect(() => {
    const { current } = field;
    if (current === null) return undefined;
    return listenToField(current, {
      pointed: (place) => {
        crosshair.value = place === undefined ? undefined : cellOf(place);
      },
      clicked: (place) => {
        if (tool.peek() === "select") pick(place);
      },
      clickedTwice: () => {
        if (tool.peek() === "zoom") zoomOut();
      },
      drawing: setCorners,
      drawn: (a, b) => (tool.peek() === "zoom" ? zoomInto(a, b) : select(a, b)),
      zoomed: (place, factor) => zoomAt(place, factor, performance.now()),
    });
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a map that is pointed at and zoomed has no element of its own.
    <div
      ref={field}
      class={`map-surface ${tool.value}`}
      role="group"
      aria-roledescription="map"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move the crosshair.
      tabIndex={0}
      aria-label={`${label}. Arrow keys move the crosshair, plus and minus zoom, zero shows all, Enter takes the values over, Escape leaves.`}
      aria-describedby="map-read-out"
      onKeyDown={onKey}
    >
      {children}
      {corners !== undefined && <Drawn corners={corners} />}
      <CrosshairLayer map={map} />
    </div>
  );
}

/** The rectangle under way. */
function Drawn({ corners: [a, b] }: { readonly corners: readonly [Place, Place] }) {
  return (
    <div
      class="map-drawn"
      style={{
        left: `${Math.min(a.x, b.x) * 100}%`,
        width: `${Math.abs(a.x - b.x) * 100}%`,
        bottom: `${Math.min(a.y, b.y) * 100}%`,
        height: `${Math.abs(a.y - b.y) * 100}%`,
      }}
    />
  );
}

function cellOf({ x, y }: Place) {
  const { map } = store.experiment.peek();
  return map && { column: cellAtShare(x, map.width), row: cellAtShare(y, map.height) };
}

function pick(place: Place): void {
  const cell = cellOf(place);
  if (cell !== undefined) hint.value = pickCell(cell.column, cell.row);
}

function select(a: Place, b: Place): void {
  const { map } = store.experiment.peek();
  if (map === undefined) return;
  hint.value = runRegion({ x: valuesBetween(map.x, a.x, b.x), y: valuesBetween(map.y, a.y, b.y) });
}

function onKey(event: KeyboardEvent): void {
  const { map } = store.experiment.peek();
  // What lies on the map has keys of its own.
  if (event.target !== event.currentTarget) return;
  if (map === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const cell = crosshair.peek();
  const act = fieldKey(event, cell, map);
  if (act === undefined) return;
  event.preventDefault();
  const place = cell && { x: (cell.column + 0.5) / map.width, y: (cell.row + 0.5) / map.height };
  switch (act.kind) {
    case "move":
      crosshair.value = act.cell;
      break;
    case "zoom":
      zoomAt(place ?? { x: 0.5, y: 0.5 }, act.factor, performance.now());
      break;
    case "reset":
      resetZoom();
      break;
    case "pick":
      if (cell !== undefined) hint.value = pickCell(cell.column, cell.row);
      break;
    case "leave":
      crosshair.value = undefined;
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
  }
}
