import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";
import { theme } from "../store.ts";
import type { Card } from "./cards.ts";
import type { Place } from "./places.ts";
import { SubjectPicture } from "./subject-picture.tsx";

/** A pointer that rests this long on a card wants to know more about it, in milliseconds. */
const REST = 300;

export interface GalleryCardProps {
  readonly card: Card;
  /** The surface that optimizers are shown on. */
  readonly place: Place;
  /** Whether it is what the experiment has now. */
  readonly isPresent: boolean;
  /** Whether the Tab key leads here. */
  readonly isActive: boolean;
  readonly choose: () => void;
  /** It has got the focus. */
  readonly activate: () => void;
  /** Its documentation is wanted, if it can be seen without covering anything. */
  readonly glance: () => void;
  /** Its documentation is wanted. */
  readonly describe: () => void;
}

/** A thing to choose, with its picture. The button in its corner is for pointers; keys have the space bar for it. */
export function GalleryCard({
  card,
  place,
  isPresent,
  isActive,
  choose,
  activate,
  glance,
  describe,
}: GalleryCardProps) {
  const [isPointedAt, setPointedAt] = useState(false);
  const { id, label, description, objection, remark, subject } = card;
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  return (
    <div
      class="gallery-cell"
      role="presentation"
      onPointerEnter={(event) => {
        setPointedAt(true);
        if (event.pointerType === "mouse") rest.current = setTimeout(glance, REST);
      }}
      onPointerLeave={() => {
        setPointedAt(false);
        clearTimeout(rest.current);
      }}
    >
      <button
        type="button"
        role="option"
        class="gallery-card"
        data-card={id}
        tabIndex={isActive ? 0 : -1}
        aria-selected={isPresent}
        aria-disabled={objection !== undefined}
        onFocus={() => {
          setPointedAt(true);
          activate();
          glance();
        }}
        onBlur={() => setPointedAt(false)}
        onClick={choose}
      >
        <span class="thumbnail-frame" aria-hidden="true">
          <SubjectPicture subject={subject} place={place} canRun={objection === undefined} isPointedAt={isPointedAt} />
        </span>
        <span class="gallery-label">
          {subject.kind === "optimizer" && (
            <span class="swatch" style={{ background: subject.optimizer.color[theme.value] }} />
          )}
          {label}
          {isPresent && <span class="gallery-present">now</span>}
        </span>
        <span class={objection === undefined && remark === undefined ? "gallery-text" : "gallery-text stressed"}>
          {objection ?? remark ?? description}
        </span>
      </button>
      <button type="button" class="gallery-more" tabIndex={-1} aria-hidden="true" title="About it" onClick={describe}>
        <Icon name="info" />
      </button>
    </div>
  );
}
