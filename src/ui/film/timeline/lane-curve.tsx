import type { CurvePoint } from "./curves.ts";

/** A curve over the whole of a lane, in an ensemble's colour or in ink. */
export function LaneCurve({ points, color }: { readonly points: readonly CurvePoint[]; readonly color?: string }) {
  const way = points.map(({ share, height }) => `${share.toFixed(4)},${(1 - height).toFixed(4)}`).join(" ");
  return (
    <svg class="film-curve" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <polyline points={way} vector-effect="non-scaling-stroke" style={color === undefined ? {} : { stroke: color }} />
    </svg>
  );
}
