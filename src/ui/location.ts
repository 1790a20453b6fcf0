import type { Experiment } from "../experiment/experiment.ts";
import { landscapeFileOf, resolveLandscape } from "../experiment/landscape/resolve-landscape.ts";
import { decodeLinkWith, encodeLink, LinkTooLongError } from "../experiment/link.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { readFromPage } from "./read-from-page.ts";
import * as store from "./store.ts";
import { bannerMessage } from "./validation.ts";

/** A slider moves many times a second; the address follows when it rests. */
const REST = 300;

let waiting: ReturnType<typeof setTimeout> | undefined;
let isOverlong = false;

/** What an address says. */
export interface LinkContent {
  /** Undefined when it names none, or none yet. */
  readonly experiment: Experiment | undefined;
  /** The experiment once the file that it names is read; it may turn out to be none. */
  readonly later?: Promise<Experiment>;
  readonly error?: string;
}

/** What the present address says; an error text when it cannot be read. */
export function readLink(): LinkContent {
  try {
    const found = decodeLinkWith(location.hash, (content): Experiment | Promise<Experiment> =>
      landscapeFileOf(content) === undefined
        ? parseExperiment(content)
        : resolveLandscape(content, readFromPage).then(parseExperiment),
    );
    return found instanceof Promise ? { experiment: undefined, later: found } : { experiment: found };
  } catch (error) {
    return { experiment: undefined, error: linkError(error) };
  }
}

/** Why a link cannot be opened, in words. */
export function linkError(error: unknown): string {
  return `The link cannot be opened. ${bannerMessage(error)}`;
}

/** Set while a structural edit is so recent that another one belongs to it. */
let recent: ReturnType<typeof setTimeout> | undefined;

/**
 * Puts the present experiment into the address, so that nothing is lost on reload: a new entry of the history for a
 * `structural` edit, the same entry for a `small` one, once the hand rests. Structural edits in quick succession, as of a
 * slider that is dragged, share an entry.
 */
export function recordInLink(edit: "structural" | "small"): void {
  clearTimeout(waiting);
  if (edit === "structural") {
    const isWritten = write(recent === undefined ? "push" : "replace");
    endEntry();
    if (isWritten) recent = setTimeout(endEntry, REST);
  } else waiting = setTimeout(() => write("replace"), REST);
}

/** The next structural edit gets an entry of its own. */
function endEntry(): void {
  clearTimeout(recent);
  recent = undefined;
}

/** Writes a small edit that waits for the hand to rest at once: the next edit gets an entry of its own. */
export function settleLink(): void {
  clearTimeout(waiting);
  write("replace");
  endEntry();
}

/** The address that opens the present experiment, and asks for nothing else. @throws LinkTooLongError */
export function presentLink(): string {
  return `${location.origin}${location.pathname}#${encodeLink(store.experiment.peek())}`;
}

/** Follows the back and forward buttons, and links typed into the address bar. */
export function followLinks(open: (experiment: Experiment) => void, fallback: () => Experiment): () => void {
  const follow = () => {
    clearTimeout(waiting);
    endEntry();
    const { experiment, later, error } = readLink();
    if (later !== undefined) void followLater(later);
    else if (error === undefined) open(experiment ?? fallback());
    else refuse(error);
  };
  const followLater = async (later: Promise<Experiment>) => {
    const { hash } = location;
    const result = await later.catch((error: unknown) => linkError(error));
    // Meanwhile the page may have gone on to another address.
    if (location.hash !== hash) return;
    if (typeof result === "string") refuse(result);
    else open(result);
  };
  const refuse = (error: string) => {
    store.notice.value = { kind: "error", text: `${error} What was running goes on.` };
    // Reloading must not meet the broken link again.
    write("replace");
  };
  // Every move between entries fires it, a typed fragment included; pushState does not.
  addEventListener("popstate", follow);
  return () => removeEventListener("popstate", follow);
}

/** @returns whether the address is now that of the present experiment. */
function write(how: "push" | "replace"): boolean {
  try {
    const hash = `#${encodeLink(store.experiment.peek())}`;
    isOverlong = false;
    if (hash === location.hash) return true;
    if (how === "push") history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
    return true;
  } catch (error) {
    if (!(error instanceof LinkTooLongError)) throw error;
    // Once is enough: every further edit of a long experiment would say the same.
    if (!isOverlong)
      store.notice.value = { kind: "info", text: "This experiment is too long for a link. Save it as a file." };
    isOverlong = true;
    return false;
  }
}
