import { findOptimizer } from "../../optimizers/index.ts";
import * as store from "../store.ts";
import { type Card, optimizerCards, surfaceCards } from "./cards.ts";
import type { GalleryRequest } from "./gallery-request.ts";
import { chosenPlace, type Place } from "./places.ts";
import { PREVIEW_STARTS, PREVIEW_STEPS } from "./preview-trails.ts";

/** What a gallery shows, as the page was when it was opened. */
export interface GalleryScene {
  /** The present surface. */
  readonly place: Place;
  readonly cards: readonly Card[];
  /** The card of what the experiment has now, if any. */
  readonly present: string | undefined;
  /** The card that is in focus at first. */
  readonly first: string | undefined;
  readonly heading: string;
  /** How the pictures are to be read. */
  readonly note: string;
  /** What choosing is called. */
  readonly verb: string;
}

export function sceneOf(request: GalleryRequest): GalleryScene {
  const experiment = store.shown.peek();
  const choice = store.surfaceChoice.peek();
  const place = chosenPlace(choice);
  if (request.kind === "surfaces") {
    const present = "grid" in choice ? (choice.grid.file ?? "file") : place.surface.id;
    return {
      place,
      cards: surfaceCards(experiment),
      present,
      first: present,
      heading: "Surfaces",
      note: "Seen from above; brighter is higher, by the logarithm of the loss.",
      verb: "Run on it",
    };
  }
  const { replaces, about } = request;
  const present = replaces === undefined ? undefined : experiment.ensembles[replaces]?.optimizer;
  const taken = present === undefined ? undefined : findOptimizer(present)?.label;
  const settings = `Each on ${place.surface.label}, at its default settings: ${PREVIEW_STARTS} starts, ${PREVIEW_STEPS} steps.`;
  return {
    place,
    cards: optimizerCards(place.surface),
    present,
    first: about ?? present,
    heading: taken === undefined ? "Add an optimizer" : "Optimizers",
    note: taken === undefined ? settings : `${settings} The one that you choose takes the place of ${taken}.`,
    verb: taken === undefined ? "Add" : "Choose",
  };
}
