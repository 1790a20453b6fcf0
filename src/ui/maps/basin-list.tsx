import { type BasinShare, basinShares } from "../../maps/basin-shares.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import * as store from "../store.ts";
import { definition, nameOfMinimum } from "./shown-map.ts";
import { useWhenDone } from "./when-done.ts";

/** The categories of a map of basins that are no minimum, in their order after the minima. */
const ELSEWHERE = ["saddle", "unlisted", "underWay", "diverged"] as const;

/** How much of the map leads where, and how well that is known. */
export function BasinList({ picture }: { readonly picture: MapPicture }) {
  const shares = useWhenDone(picture, basinShares);
  const { categories } = definition.value.shading(picture);
  const theme = store.theme.value;
  const minima = categories.length - ELSEWHERE.length;
  const shown = shares?.filter(({ cells }) => cells > 0) ?? [];
  return (
    <ul class="map-shares" aria-label="Shares of the map, with 95 % intervals">
      {shown.map((share) => {
        const category = categories[typeof share.end === "number" ? share.end : minima + ELSEWHERE.indexOf(share.end)];
        return (
          <li key={String(share.end)}>
            <span class="map-swatch" style={{ background: category?.color[theme] }} />
            <span class="map-share-name">
              {typeof share.end === "number" ? nameOfMinimum(share.end) : category?.label}
            </span>
            <ShareText share={share} />
          </li>
        );
      })}
    </ul>
  );
}

function ShareText({ share: { share, interval } }: { readonly share: BasinShare }) {
  const [low, high] = interval.map((value) => 100 * value) as [number, number];
  const half = (high - low) / 2;
  const digits = Math.min(3, Math.max(1, -Math.floor(Math.log10(Math.max(half, 1e-3)))));
  return (
    <b title={`95 % interval: ${low.toFixed(digits + 1)} … ${high.toFixed(digits + 1)} %`}>
      {(100 * share).toFixed(digits)} % <small>± {half.toFixed(digits)}</small>
    </b>
  );
}
