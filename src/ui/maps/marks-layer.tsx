import { shareOfValue } from "../../charts/map/axis-scale.ts";
import { isWithin, pathOf, placeOf } from "../../charts/map/overlay-geometry.ts";
import { settingsPlace } from "../../charts/map/settings-place.ts";
import { axisTarget, type MapChoice } from "../../experiment/map.ts";
import * as store from "../store.ts";
import { brushedRegion } from "./brush.ts";
import { probePath } from "./probe-store.ts";

/** What of the run is seen on its map: where the sliders are, which rectangle runs, and where the minima lie. */
export function MarksLayer({ map }: { readonly map: MapChoice }) {
  const isOfPlaces = [map.x, map.y].every(({ path }) => axisTarget(path)?.kind === "position");
  return (
    <>
      <svg class="map-layer map-lines" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <Brush map={map} />
        {isOfPlaces && <Probe map={map} />}
      </svg>
      <Sliders map={map} />
      {isOfPlaces && <CriticalPoints map={map} />}
    </>
  );
}

/** The rectangle whose trajectories run. */
function Brush({ map }: { readonly map: MapChoice }) {
  const region = brushedRegion(store.shown.value);
  if (region === undefined) return null;
  const [left, right] = region.x.map((value) => shareOfValue(map.x, value));
  const [bottom, top] = region.y.map((value) => shareOfValue(map.y, value));
  if (left === undefined || right === undefined || bottom === undefined || top === undefined) return null;
  const box = { x: left, y: 1 - top, width: Math.max(0, right - left), height: Math.max(0, top - bottom) };
  return (
    <>
      <rect class="map-line halo" {...box} />
      <rect class="map-line brush" {...box} />
    </>
  );
}

/** The trajectories of the cell that is pointed at. */
function Probe({ map }: { readonly map: MapChoice }) {
  const path = probePath.value;
  if (path === undefined) return null;
  const isSwapped = axisTarget(map.x.path)?.kind === "position" && map.x.path.endsWith("y");
  return (
    <>
      {path.lines.map(({ points, count, steps, drawnSteps, end }, index) => {
        // Where the line was cut, its last point is the end, beyond a gap.
        const isCut = end !== "under way" && drawnSteps < steps;
        const line = function* () {
          for (let point = 0; point < (isCut ? count - 1 : count); point += 1) {
            const [x = Number.NaN, y = Number.NaN] = [points[3 * point], points[3 * point + 1]];
            yield isSwapped ? ([y, x] as const) : ([x, y] as const);
          }
        };
        const d = pathOf(map, line());
        return (
          <g key={String(index)}>
            <path class="map-line halo" d={d} />
            <path class="map-line probe" d={d} />
          </g>
        );
      })}
    </>
  );
}

/** Where the sliders are now, in the optimizer's colour: a cross, or a line where only one axis has a slider. */
function Sliders({ map }: { readonly map: MapChoice }) {
  const place = settingsPlace(store.shown.value, map);
  if (place === undefined) return null;
  const { x, y } = place;
  const style = {
    color: store.colors.value[map.ensemble] ?? "",
    ...(x === undefined ? {} : { left: `${x * 100}%` }),
    ...(y === undefined ? {} : { bottom: `${y * 100}%` }),
  };
  return <span class={`map-sliders ${x === undefined ? "across" : ""} ${y === undefined ? "up" : ""}`} style={style} />;
}

/** The listed minima, saddles and maxima, each kind with a mark of its own. */
function CriticalPoints({ map }: { readonly map: MapChoice }) {
  const isSwapped = map.x.path.endsWith("y");
  return (
    <>
      {store.criticalPoints.value.map(({ x, y, kind }) => {
        const place = placeOf(map, isSwapped ? [y, x] : [x, y]);
        if (!isWithin(place) || kind === "degenerate") return null;
        return (
          <span
            key={`${x} ${y}`}
            class={`map-point ${kind}`}
            style={{ left: `${place.x * 100}%`, bottom: `${place.y * 100}%` }}
          />
        );
      })}
    </>
  );
}
