import { useMemo } from "preact/hooks";
import { contourLabels } from "../../charts/map/contour-labels.ts";
import { isWithin, pathOf, placeOf } from "../../charts/map/overlay-geometry.ts";
import { CONTOUR_LEVELS } from "../../charts/map/theory-lines.ts";
import { formatNumber } from "../../charts/number-text.ts";
import { axisTarget, type MapChoice } from "../../experiment/map.ts";
import type { TheoryOptimum, TheoryOverlay } from "../../maps/theory-overlay.ts";
import { changeNumber } from "../actions.ts";
import { hint, overlays } from "./map-store.ts";

/** What theory says, drawn over the map as hairlines, with the optimum as a mark that sets the sliders. */
export function TheoryLayer({ theory, map }: { readonly theory: TheoryOverlay; readonly map: MapChoice }) {
  const { theory: hasCurves, contours: hasContours } = overlays.value;
  // As long as neither changes, a map that refines leaves them as they are.
  const contours = useMemo(() => (hasContours ? theory.contours(CONTOUR_LEVELS) : []), [hasContours, theory]);
  const labels = useMemo(() => contourLabels(map, contours), [map, contours]);
  return (
    <>
      <svg class="map-layer map-lines" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {contours.map(({ level, points }, index) => (
          <path key={`${level} ${index}`} class="map-line contour" d={pathOf(map, points)} />
        ))}
        {hasCurves &&
          theory.curves.map(({ kind, lambda, isBinding, label, points }) => (
            <g key={`${kind} ${lambda}`}>
              <path class="map-line halo" d={pathOf(map, points)} />
              <path class={`map-line ${kind}${isBinding ? " binding" : ""}`} d={pathOf(map, points)}>
                <title>{label}</title>
              </path>
            </g>
          ))}
      </svg>
      {labels.map(({ level, place }) => (
        <span key={level} class="map-label" style={{ left: `${place.x * 100}%`, bottom: `${place.y * 100}%` }}>
          {formatNumber(level)}
        </span>
      ))}
      {hasCurves && theory.optimum !== undefined && <Optimum optimum={theory.optimum} map={map} />}
    </>
  );
}

function Optimum({ optimum, map }: { readonly optimum: TheoryOptimum; readonly map: MapChoice }) {
  if (optimum.at === undefined) return null;
  const place = placeOf(map, optimum.at);
  if (!isWithin(place)) return null;
  const numbers = `α = ${formatNumber(optimum.alpha)}${optimum.beta === undefined ? "" : `, β = ${formatNumber(optimum.beta)}`}`;
  const title = `${optimum.label}: ${numbers}, factor per step ${formatNumber(optimum.rate)}. Click to set the sliders.`;
  return (
    <button
      type="button"
      class="map-optimum"
      title={title}
      aria-label={title}
      style={{ left: `${place.x * 100}%`, bottom: `${place.y * 100}%` }}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => {
        hint.value = takeOver(map, optimum);
      }}
    />
  );
}

/** Sets the mapped numbers to the optimum's; the crowd goes on with them. @returns what is wrong, if anything. */
function takeOver({ x, y }: MapChoice, { at }: TheoryOptimum): string | undefined {
  if (at === undefined) return undefined;
  for (const [index, { path }] of [x, y].entries()) {
    const value = at[index];
    if (value === undefined || axisTarget(path)?.kind !== "hyperparameter") continue;
    const error = changeNumber(path, Number(value.toPrecision(6)));
    if (error !== undefined) return error;
  }
  return undefined;
}
