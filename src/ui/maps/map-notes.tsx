import { useCallback } from "preact/hooks";
import { isSameWindow } from "../../charts/map/window.ts";
import { formatNumber } from "../../charts/number-text.ts";
import type { MapChoice } from "../../experiment/map.ts";
import { basinDisagreement } from "../../maps/basin-disagreement.ts";
import { trainabilityBoundary } from "../../maps/box-counting.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import { flowPicture, overlays } from "./map-store.ts";
import { shownPicture } from "./shown-map.ts";
import { useWhenDone } from "./when-done.ts";

/** What a whole map comes to, beside its legend. */
export function MapNotes({ map }: { readonly map: MapChoice }) {
  const picture = shownPicture.value;
  if (picture === undefined || picture.choice.kind !== map.kind) return null;
  if (map.kind === "trainability") return <Dimension picture={picture} />;
  if (map.kind === "basins" && overlays.value.flow) return <Disagreement picture={picture} />;
  return null;
}

/** How many starts the optimizer leads elsewhere than the continuous path would. */
function Disagreement({ picture }: { readonly picture: MapPicture }) {
  const flow = flowPicture.value;
  const isSame =
    flow !== undefined &&
    flow.choice.width === picture.choice.width &&
    flow.choice.height === picture.choice.height &&
    isSameWindow(flow.choice, picture.choice);
  const compare = useCallback((other: MapPicture) => basinDisagreement(picture, other), [picture]);
  const found = useWhenDone(isSame && picture.progress === 1 ? flow : undefined, compare);
  if (found === undefined) return null;
  return (
    <p class="map-note">
      ends elsewhere than gradient flow <b>{`${Number((100 * found.share).toPrecision(3))} %`}</b>
    </p>
  );
}

/** How ragged the boundary of what can be trained is. */
function Dimension({ picture }: { readonly picture: MapPicture }) {
  const counting = useWhenDone(picture, trainabilityBoundary);
  if (counting === undefined) return null;
  const { dimension, standardError, sizes } = counting;
  const error = formatNumber(Number(standardError.toPrecision(1)));
  return (
    <p class="map-note" title={`Boxes of ${sizes[0]} to ${sizes.at(-1)} cells, by least squares`}>
      box-counting dimension of the boundary <b>{`${dimension.toFixed(3)} ± ${error}`}</b>
    </p>
  );
}
