import type { RefObject } from "preact";
import { Icon } from "../controls/icon.tsx";

export interface GalleryHeadProps {
  readonly heading: string;
  readonly note: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly search: (query: string) => void;
  readonly close: () => void;
}

/** What is to be chosen, the search, and the way out. */
export function GalleryHead({ heading, note, field, query, search, close }: GalleryHeadProps) {
  return (
    <header class="gallery-head">
      <h2 id="gallery-heading">{heading}</h2>
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
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      <button type="button" class="icon-button" title="Close" onClick={close}>
        <Icon name="close" />
        <span class="sr-only">Close</span>
      </button>
      <p class="note gallery-note">{note}</p>
      <p id="gallery-keys" class="sr-only">
        Arrow keys move, Enter chooses, the space bar tells more, letters search.
      </p>
    </header>
  );
}
