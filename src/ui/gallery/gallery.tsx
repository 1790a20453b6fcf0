import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { LANDSCAPE_ENDINGS } from "../../experiment/landscape/read-landscape.ts";
import { openFile } from "../files.ts";
import "../gallery.css";
import { openExperiment } from "../open-experiment.ts";
import { AboutPane } from "./about-pane.tsx";
import { CardList } from "./card-list.tsx";
import type { Card } from "./cards.ts";
import { chooseCard } from "./choosing.ts";
import { cardElements, coversCards, focusOnCard } from "./gallery-focus.ts";
import { GalleryHead } from "./gallery-head.tsx";
import { type GalleryRequest, galleryRequest } from "./gallery-request.ts";
import { sceneOf } from "./gallery-scene.ts";
import { cardByKey } from "./grid-keys.ts";
import { search } from "./search.ts";

export interface GalleryProps {
  readonly request: GalleryRequest;
}

/** Everything there is to choose from, with a picture of each: in a dialog, with a search and the documentation. */
export function Gallery({ request }: GalleryProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  // What runs goes on meanwhile; the gallery stays as it was opened.
  const { place, cards, present, first, heading, note, verb } = useMemo(() => sceneOf(request), [request]);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(first);
  const [described, setDescribed] = useState(first);
  /** Whether the documentation lies over the cards where there is no room beside them. */
  const [isOver, setOver] = useState(request.kind === "optimizers" && request.about !== undefined);
  const [error, setError] = useState<string | undefined>(undefined);

  const isRanked = query.trim() !== "";
  const found = search(cards, query);
  const activeCard = found.find(({ id }) => id === active) ?? found[0];
  const describedCard = cards.find(({ id }) => id === described) ?? cards[0];

  const close = () => dialog.current?.close();

  const choose = async (card: Card | undefined) => {
    if (card === undefined || card.objection !== undefined) return;
    if (card.subject.kind === "file") {
      file.current?.click();
      return;
    }
    const problem = await chooseCard(card, request);
    setError(problem);
    if (problem === undefined) close();
  };

  const describe = (card: Card) => {
    setDescribed(card.id);
    setOver(true);
  };

  const leaveAbout = () => {
    setOver(false);
    focusOnCard(dialog.current, described);
  };

  const ask = (next: string) => {
    setQuery(next);
    setOver(false);
    const [best] = next.trim() === "" ? [] : search(cards, next);
    if (best !== undefined) setDescribed(best.id);
  };

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    element.showModal();
    focusOnCard(element, first);
    return () => element.close();
  }, [first]);

  useEffect(() => {
    // What is read next begins at the head of what covers the cards.
    if (isOver && coversCards(dialog.current)) dialog.current?.querySelector<HTMLElement>("#about-heading")?.focus();
  }, [isOver]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (key === "Escape" && coversCards(dialog.current)) {
      event.preventDefault();
      leaveAbout();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    if (target === field.current) {
      if (key === "ArrowDown") {
        event.preventDefault();
        focusOnCard(dialog.current, activeCard?.id);
      }
      if (key === "Enter" && isRanked) {
        // The focus goes back at once: the same key must not press the button that it comes to.
        event.preventDefault();
        void choose(found[0]);
      }
      return;
    }
    if (target.dataset.card !== undefined) {
      const elements = cardElements(dialog.current);
      const boxes = elements.map((element) => element.getBoundingClientRect());
      const next = cardByKey(key, elements.indexOf(target), boxes);
      if (next !== undefined || key === " ") event.preventDefault();
      if (next !== undefined) elements[next]?.focus();
      if (key === " " && activeCard !== undefined) describe(activeCard);
    }
    const isTyped = key.length === 1 && key !== " ";
    if (isTyped || (key === "Backspace" && isRanked)) {
      setOver(false);
      field.current?.focus();
    }
  };

  return (
    <dialog
      ref={dialog}
      class="gallery"
      aria-labelledby="gallery-heading"
      aria-describedby="gallery-keys"
      onClose={() => {
        // It is told of a little later: meanwhile another may have been asked for.
        if (galleryRequest.peek() === request) galleryRequest.value = undefined;
      }}
      onClick={(event) => {
        // The backdrop is part of the dialog, its content is not: a click beside the content closes.
        if (event.target === dialog.current) close();
      }}
      onKeyDown={onKeyDown}
    >
      <div class="gallery-content">
        <GalleryHead heading={heading} note={note} field={field} query={query} search={ask} close={close} />
        {error !== undefined && (
          <p class="gallery-error" role="alert">
            {error}
          </p>
        )}
        <CardList
          cards={found}
          isRanked={isRanked}
          place={place}
          present={present}
          active={activeCard?.id}
          choose={(card) => void choose(card)}
          activate={(card) => setActive(card.id)}
          glance={(card) => setDescribed(card.id)}
          describe={describe}
        />
        {found.length === 0 && (
          <div class="gallery-empty">
            <p>Nothing here matches “{query.trim()}”.</p>
            <button
              type="button"
              class="verb"
              onClick={() => {
                ask("");
                field.current?.focus();
              }}
            >
              Clear the search
            </button>
          </div>
        )}
        <p class="sr-only" role="status">
          {isRanked ? `${found.length} of ${cards.length}` : ""}
        </p>
        {describedCard !== undefined && (
          <AboutPane
            key={describedCard.id}
            card={describedCard}
            place={place}
            isOver={isOver}
            isPresent={describedCard.id === present}
            verb={verb}
            choose={() => void choose(describedCard)}
            leave={leaveAbout}
          />
        )}
        <input
          ref={file}
          type="file"
          accept={LANDSCAPE_ENDINGS.join(",")}
          hidden
          aria-label="Landscape file"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen === undefined) return;
            // What is wrong with it is said in the page's banner.
            close();
            void openFile(chosen, openExperiment);
          }}
        />
      </div>
    </dialog>
  );
}
