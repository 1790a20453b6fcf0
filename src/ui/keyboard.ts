import { MOST_ENSEMBLES } from "../experiment/schema.ts";
import { restart, seek, setView, stepBy, toggleLoop } from "./actions.ts";
import {
  enterFilm,
  filmOpen,
  leaveFilm,
  recording,
  selection,
  showFrameBy,
  showTime,
  togglePlaying,
} from "./film/film-store.ts";
import { galleryRequest } from "./gallery/gallery-request.ts";
import { enterMaps, leaveMaps } from "./maps/mode.ts";
import * as store from "./store.ts";

/** Controls that use letters, arrows or the space bar for themselves. */
const TYPING = "input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, dialog[open]";

/** With the shift key an arrow goes this many steps. */
const LEAP = 10;

/** The page's keys. They are silent where someone types, and leave a control its own keys. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(TYPING) !== null) return;
    const actionFor = filmOpen.peek() ? filmActionOf : actionOf;
    const act = actionFor(event.key, event.shiftKey ? LEAP : 1, target);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", listener);
  return () => removeEventListener("keydown", listener);
}

function actionOf(key: string, steps: number, target: Element): (() => void) | undefined {
  // A slider or a switch has its own use of arrows, Home and End.
  const isFree = target.closest("input") === null;
  const player = store.playground.peek();
  const { height, mode } = store.experiment.peek().view;
  switch (key.toLowerCase()) {
    case " ":
      // A focused button, link or switch is pressed by the space bar.
      return target.closest("button, a, summary, input[type=checkbox]") === null
        ? () => player?.togglePlay()
        : undefined;
    case "arrowright":
      return isFree ? () => stepBy(steps) : undefined;
    case "arrowleft":
      return isFree ? () => stepBy(-steps) : undefined;
    case "home":
      return isFree ? () => seek(0) : undefined;
    case "end":
      return isFree ? () => seek(store.experiment.peek().steps) : undefined;
    case "o":
      return toggleLoop;
    case "r":
      return restart;
    case "t":
      return () => setView({ mode: mode === "relief" ? "top" : "relief" });
    case "m":
      return store.isMapping.peek() ? leaveMaps : enterMaps;
    case "f":
      return enterFilm;
    case "l":
      return () => setView({ height: height === "linear" ? "logarithmic" : "linear" });
    case "s":
      return () => {
        galleryRequest.value = { kind: "surfaces" };
      };
    case "a":
      if (store.shown.peek().ensembles.length >= MOST_ENSEMBLES) return undefined;
      return () => {
        galleryRequest.value = { kind: "optimizers" };
      };
    case "p":
      return () => {
        store.presenting.value = !store.presenting.peek();
      };
    case "escape":
      return () => {
        store.presenting.value = false;
        store.drawer.value = undefined;
      };
    case "?":
      return () => {
        store.helpOpen.value = true;
      };
    default:
      return undefined;
  }
}

/** What the keys do while the film's studio is open: they move the film, and the run rests. */
function filmActionOf(key: string, frames: number, target: Element): (() => void) | undefined {
  const isFree = target.closest("input") === null;
  switch (key.toLowerCase()) {
    case " ":
      return target.closest("button, a, summary, input[type=checkbox]") === null ? togglePlaying : undefined;
    case "arrowright":
      return isFree ? () => showFrameBy(frames) : undefined;
    case "arrowleft":
      return isFree ? () => showFrameBy(-frames) : undefined;
    case "home":
      return isFree ? () => showTime(0) : undefined;
    case "end":
      return isFree ? () => showTime(recording.peek().seconds) : undefined;
    case "f":
      return leaveFilm;
    case "escape":
      // What is selected is let go of first.
      if (selection.peek() === undefined) return leaveFilm;
      return () => {
        selection.value = undefined;
      };
    case "?":
      return () => {
        store.helpOpen.value = true;
      };
    default:
      return undefined;
  }
}
