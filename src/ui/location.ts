import type { Experiment } from "../experiment/experiment.ts";
import { decodeLink, encodeLink, LinkTooLongError } from "../experiment/link.ts";
import * as store from "./store.ts";
import { bannerMessage } from "./validation.ts";

/** A slider moves many times a second; the address follows when it rests. */
const REST = 300;

let waiting: ReturnType<typeof setTimeout> | undefined;
let isOverlong = false;

/** The experiment of the present address: undefined when it names none, an error text when it cannot be read. */
export function readLink(): { readonly experiment: Experiment | undefined; readonly error?: string } {
  try {
    return { experiment: decodeLink(location.hash) };
  } catch (error) {
    return { experiment: undefined, error: `The link cannot be opened. ${bannerMessage(error)}` };
  }
}

/**
 * Puts the present experiment into the address, so that nothing is lost on reload: a new entry of the history for a
 * `structural` edit, the same entry for a `small` one, once the hand rests.
 */
export function recordInLink(edit: "structural" | "small"): void {
  clearTimeout(waiting);
  if (edit === "structural") write("push");
  else waiting = setTimeout(() => write("replace"), REST);
}

/** Writes a small edit that waits for the hand to rest at once: the next edit gets an entry of its own. */
export function settleLink(): void {
  clearTimeout(waiting);
  write("replace");
}

/** The address that opens the present experiment, and asks for nothing else. @throws LinkTooLongError */
export function presentLink(): string {
  return `${location.origin}${location.pathname}#${encodeLink(store.experiment.peek())}`;
}

/** Follows the back and forward buttons, and links typed into the address bar. */
export function followLinks(open: (experiment: Experiment) => void, fallback: () => Experiment): () => void {
  const follow = () => {
    clearTimeout(waiting);
    const { experiment, error } = readLink();
    if (error === undefined) {
      open(experiment ?? fallback());
      return;
    }
    store.notice.value = { kind: "error", text: `${error} What was running goes on.` };
    // Reloading must not meet the broken link again.
    write("replace");
  };
  // Every move between entries fires it, a typed fragment included; pushState does not.
  addEventListener("popstate", follow);
  return () => removeEventListener("popstate", follow);
}

function write(how: "push" | "replace"): void {
  try {
    const hash = `#${encodeLink(store.experiment.peek())}`;
    isOverlong = false;
    if (hash === location.hash) return;
    if (how === "push") history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch (error) {
    if (!(error instanceof LinkTooLongError)) throw error;
    // Once is enough: every further edit of a long experiment would say the same.
    if (!isOverlong)
      store.notice.value = { kind: "info", text: "This experiment is too long for a link. Save it as a file." };
    isOverlong = true;
  }
}
