import type { MapChoice } from "../../experiment/map.ts";
import { crosshair } from "./map-store.ts";

/** The cell that is read out: two hairlines, and the cell itself where it is large enough to be seen. */
export function CrosshairLayer({ map: { width, height } }: { readonly map: MapChoice }) {
  const cell = crosshair.value;
  if (cell === undefined) return null;
  const [x, y] = [(cell.column + 0.5) / width, 1 - (cell.row + 0.5) / height];
  return (
    <svg class="map-layer map-lines" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <path class="map-line halo" d={`M${x} 0V1M0 ${y}H1`} />
      <path class="map-line crosshair" d={`M${x} 0V1M0 ${y}H1`} />
      <rect class="map-line crosshair" x={x - 0.5 / width} y={y - 0.5 / height} width={1 / width} height={1 / height} />
    </svg>
  );
}
