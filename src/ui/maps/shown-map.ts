import { computed } from "@preact/signals";
import { mapTitle as titleOf } from "../../charts/map/map-title.ts";
import { isComparable } from "../../charts/map/window.ts";
import { minimumName } from "../../charts/share-segments.ts";
import { findMap } from "../../maps/index.ts";
import { theoryOverlay } from "../../maps/theory-overlay.ts";
import { minima } from "../chart-store.ts";
import * as store from "../store.ts";
import { mapped, picture } from "./map-store.ts";
import { readoutOf } from "./map-work.ts";

/** What the map that is wanted is made of. */
export const definition = computed(() => findMap(store.experiment.value.map?.kind ?? "rate"));

/** The picture to show: the present one, or that of before where it shows the same numbers in another window. */
export const shownPicture = computed(() => {
  const { map } = store.experiment.value;
  const { value } = picture;
  if (map === undefined || value === undefined) return undefined;
  const isOfKind = readoutOf(value.choice.kind) === readoutOf(map.kind) && value.choice.ensemble === map.ensemble;
  return isOfKind && isComparable(value.choice, map) ? value : undefined;
});

/** What theory says of the map. */
export const theory = computed(() => (mapped.value === undefined ? undefined : theoryOverlay(mapped.value)));

/** What is seen, of which optimizer, on which surface: in one line. */
export const mapTitle = computed(() => titleOf(store.shown.value));

/** What a listed minimum is called, by its index. */
export function nameOfMinimum(index: number): string {
  const minimum = minima.value[index];
  return minimum === undefined ? `minimum ${index + 1}` : minimumName(index, minimum);
}
