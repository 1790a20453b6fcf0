import type { MapKind } from "../../../experiment/map.ts";
import { FIELD_KINDS } from "../../../experiment/map.ts";

/** The kinds of maps in the order in which they are offered, by what they are usually drawn over. */
export const MAP_GROUPS: readonly { readonly label: string; readonly kinds: readonly MapKind[] }[] = [
  { label: "Over hyperparameters", kinds: ["rate", "stability", "steps", "loss", "trainability"] },
  { label: "Over starts", kinds: ["basins", "sensitivity"] },
  { label: "Steady state under noise", kinds: FIELD_KINDS },
];
