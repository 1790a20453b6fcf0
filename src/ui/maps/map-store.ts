import { computed, signal } from "@preact/signals";
import type { MapPicture } from "../../maps/map-picture.ts";
import * as store from "../store.ts";
import { mapExperiment } from "./map-work.ts";

/** A cell of the map, by column and row from the lower left. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** How the computing of a map goes. */
export type MapState =
  | { readonly kind: "waiting" }
  | { readonly kind: "running"; readonly progress: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly text: string };

/** What a drag over the map does. */
export type MapTool = "zoom" | "select";

/** The experiment whose map is shown, with the values that hold now. */
export const mapped = computed(() => mapExperiment(store.shown.value));

/** The map as far as it is computed; the one before until there is something of the new one. */
export const picture = signal<MapPicture | undefined>(undefined);
export const state = signal<MapState>({ kind: "waiting" });

/** The same map under gradient flow, to compare with; absent while it is not asked for. */
export const flowPicture = signal<MapPicture | undefined>(undefined);
export const flowState = signal<MapState>({ kind: "waiting" });

/** The cell that is read out. */
export const crosshair = signal<Cell | undefined>(undefined);
export const tool = signal<MapTool>("zoom");
/** What cannot be done with the map, and why; it goes with the next thing that can. */
export const hint = signal<string | undefined>(undefined);

/** What is drawn over the map, or beside it. */
export interface Overlays {
  readonly theory: boolean;
  readonly contours: boolean;
  readonly difference: boolean;
  readonly flow: boolean;
  readonly streamlines: boolean;
}
export const overlays = signal<Overlays>({
  theory: true,
  contours: false,
  difference: false,
  flow: false,
  streamlines: true,
});

/** Where the map ends and the one under gradient flow begins, as a share of the width. */
export const divider = signal(0.5);

/** Whether the map is folded away where there is no room for it beside the landscape. */
export const folded = signal(false);

/** Shows or hides one of the overlays. */
export function toggleOverlay(name: keyof Overlays): void {
  overlays.value = { ...overlays.peek(), [name]: !overlays.peek()[name] };
}
