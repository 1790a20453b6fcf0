import { computed } from "@preact/signals";
import { flowExperiment, hasFlow } from "../../maps/flow.ts";
import { runMap } from "../../maps/run-map.ts";
import { firstPicture } from "../first-paint.ts";
import * as store from "../store.ts";
import { MapRunner } from "./map-runner.ts";
import { flowPicture, flowState, mapped, overlays, picture, state } from "./map-store.ts";

const flowMapped = computed(() => {
  const { value } = mapped;
  const isAsked = overlays.value.flow && value?.map?.kind === "basins" && hasFlow(value);
  return isAsked ? flowExperiment(value) : undefined;
});

let isStarted = false;

/** Keeps the map of the page computed from now on, whenever there is one; the landscape comes first. */
export async function startComputing(): Promise<void> {
  if (isStarted) return;
  isStarted = true;
  await firstPicture();
  new MapRunner({ picture, state }, runMap).follow(
    () => mapped.value,
    () => store.device.value,
  );
  new MapRunner({ picture: flowPicture, state: flowState }, runMap).follow(
    () => flowMapped.value,
    () => store.device.value,
  );
}
