import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { findOptimizer } from "../../optimizers/index.ts";
import { Icon } from "../controls/icon.tsx";
import * as store from "../store.ts";
import "../gallery.css";
import { AboutPane } from "./about-pane.tsx";
import { byGroup, type Card, optimizerCards, surfaceCards } from "./cards.ts";
import { chooseCard } from "./choosing.ts";
import { GalleryCard } from "./gallery-card.tsx";
import { type GalleryRequest, galleryRequest } from "./gallery-request.ts";
import { cardByKey } from "./grid-keys.ts";
import { chosenPlace } from "./places.ts";
import { PREVIEW_STARTS, PREVIEW_STEPS } from "./preview-trails.ts";
import { search } from "./search.ts";

export interface GalleryProps {
  readonly request: GalleryRequest;
}

/** Everything there is to choose from, with a picture of each: in a dialog, with a search and the documentation. */
export function Gallery({ request }: GalleryProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // What runs goes on meanwhile; the gallery stays as it was opened.
  const { place, cards, present } = useMemo(() => sceneOf(request), [request]);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(startOf(request, present));
  const [described, setDescribed] = useState(startOf(request, present));
  const [isOver, setOver] = useState(request.kind === "optimizers" && request.about !== undefined);
  const [error, setError] = useState<string | undefined>(undefined);

  const found = search(cards, query);
  const groups = query.trim() === "" ? byGroup(found) : [{ label: "", cards: found }];
  const activeCard = found.find(({ id }) => id === active) ?? found[0];
  const describedCard = cards.find(({ id }) => id === described) ?? cards[0];

  const close = () => dialog.current?.close();
  const choose = (card: Card | undefined) => {
    if (card === undefined || card.objection !== undefined) return;
    const problem = chooseCard(card, request);
    setError(problem);
    if (problem === undefined) close();
  };
  const describe = (card: Card | undefined) => {
    if (card === undefined) return;
    setDescribed(card.id);
    setOver(true);
  };
  const optionAt = (index: number) => options(dialog.current)[index];
  const leaveAbout = () => {
    setOver(false);
    focusOn(dialog.current, described);
  };

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    element.showModal();
    focusOn(element, active);
    return () => element.close();
  }, []);

  useEffect(() => {
    // The pane covers the cards: what is read next begins at its head.
    if (isOver && isPaneOver(dialog.current)) dialog.current?.querySelector<HTMLElement>("#about-heading")?.focus();
  }, [isOver]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOver && isPaneOver(dialog.current)) {
      event.preventDefault();
      leaveAbout();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    if (event.target === field.current) {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        focusOn(dialog.current, activeCard?.id);
      }
      if (event.key === "Enter") choose(found[0]);
      return;
    }
    if (event.target.dataset.card !== undefined) {
      const list = options(dialog.current);
      const next = cardByKey(
        event.key,
        list.indexOf(event.target),
        list.map((option) => option.getBoundingClientRect()),
      );
      if (next !== undefined) {
        event.preventDefault();
        optionAt(next)?.focus();
        return;
      }
      if (event.key === " ") {
        event.preventDefault();
        describe(activeCard);
        return;
      }
    }
    const isTyped = event.key.length === 1 && event.key !== " ";
    if (isTyped || (event.key === "Backspace" && query !== "")) field.current?.focus();
  };

  return (
    <dialog
      ref={dialog}
      class={`gallery ${request.kind}`}
      aria-labelledby="gallery-heading"
      aria-describedby="gallery-keys"
      onClose={() => {
        galleryRequest.value = undefined;
      }}
      onClick={(event) => {
        // The backdrop is part of the dialog, its content is not: a click beside the content closes.
        if (event.target === dialog.current) close();
      }}
      onKeyDown={onKeyDown}
    >
      <div class="gallery-content">
        <header class="gallery-head">
          <h2 id="gallery-heading">{headingOf(request)}</h2>
          <label class="gallery-search">
            <Icon name="search" />
            <span class="sr-only">Search</span>
            <input
              ref={field}
              type="search"
              placeholder="Search"
              autocomplete="off"
              spellcheck={false}
              value={query}
              aria-controls="gallery-list"
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </label>
          <button type="button" class="icon-button" title="Close" onClick={close}>
            <Icon name="close" />
            <span class="sr-only">Close</span>
          </button>
          <p class="note gallery-note">{noteOf(request, place.surface.label, present)}</p>
          <p id="gallery-keys" class="sr-only">
            Arrow keys move, Enter chooses, the space bar tells more, letters search.
          </p>
        </header>
        {error !== undefined && (
          <p class="gallery-error" role="alert">
            {error}
          </p>
        )}
        <div class="gallery-cards" id="gallery-list" role="listbox" aria-labelledby="gallery-heading">
          {groups.map((group) =>
            group.cards.length === 0 ? null : (
              // biome-ignore lint/a11y/useSemanticElements: a group of options is no set of form fields.
              <div key={group.label} class="gallery-group" role="group" aria-label={group.label || "Found"}>
                {group.label !== "" && (
                  <h3 role="presentation" class="gallery-group-label">
                    {group.label}
                  </h3>
                )}
                {group.cards.map((card) => (
                  <GalleryCard
                    key={card.id}
                    card={card}
                    place={place}
                    isPresent={card.id === present}
                    isActive={card === activeCard}
                    choose={() => choose(card)}
                    describe={() => describe(card)}
                    activate={() => setActive(card.id)}
                    glance={() => setDescribed(card.id)}
                  />
                ))}
              </div>
            ),
          )}
        </div>
        {found.length === 0 && (
          <div class="gallery-empty">
            <p>Nothing here is called “{query.trim()}”, or says so of itself.</p>
            <button
              type="button"
              class="verb"
              onClick={() => {
                setQuery("");
                field.current?.focus();
              }}
            >
              Clear the search
            </button>
          </div>
        )}
        <p class="sr-only" role="status">
          {query.trim() === "" ? "" : `${found.length} of ${cards.length}`}
        </p>
        {describedCard !== undefined && (
          <AboutPane
            key={describedCard.id}
            card={describedCard}
            isOver={isOver}
            isPresent={describedCard.id === present}
            verb={verbOf(request)}
            choose={() => choose(describedCard)}
            leave={leaveAbout}
          />
        )}
      </div>
    </dialog>
  );
}

/** What is offered, and which of it the experiment has now. */
function sceneOf(request: GalleryRequest) {
  const experiment = store.shown.peek();
  const place = chosenPlace(store.surfaceChoice.peek());
  if (request.kind === "surfaces") return { place, cards: surfaceCards(experiment), present: place.surface.id };
  const replaced = request.replaces === undefined ? undefined : experiment.ensembles[request.replaces];
  return { place, cards: optimizerCards(place.surface), present: replaced?.optimizer };
}

/** The card that is in focus at first. */
function startOf(request: GalleryRequest, present: string | undefined): string | undefined {
  return (request.kind === "optimizers" ? request.about : undefined) ?? present;
}

function headingOf(request: GalleryRequest): string {
  if (request.kind === "surfaces") return "Surfaces";
  return request.replaces === undefined ? "Add an optimizer" : "Optimizers";
}

function noteOf(request: GalleryRequest, surface: string, present: string | undefined): string {
  if (request.kind === "surfaces") return "Seen from above; brighter is higher, by the logarithm of the loss.";
  const replaced = present === undefined ? undefined : findOptimizer(present)?.label;
  const consequence = replaced === undefined ? "" : ` The one that you choose takes the place of ${replaced}.`;
  return `Each on ${surface}, at its default settings: ${PREVIEW_STARTS} starts, ${PREVIEW_STEPS} steps.${consequence}`;
}

function verbOf(request: GalleryRequest): string {
  if (request.kind === "surfaces") return "Run on it";
  return request.replaces === undefined ? "Add" : "Choose";
}

function options(dialog: HTMLElement | null): readonly HTMLElement[] {
  return [...(dialog?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
}

/** Focuses a card, or the first. */
function focusOn(dialog: HTMLElement | null, id: string | undefined): void {
  const list = options(dialog);
  (list.find((option) => option.dataset.card === id) ?? list[0])?.focus();
}

/** Whether the documentation lies over the cards, for want of room beside them. */
function isPaneOver(dialog: HTMLElement | null): boolean {
  const pane = dialog?.querySelector(".about-pane");
  return pane !== null && pane !== undefined && getComputedStyle(pane).position === "absolute";
}
