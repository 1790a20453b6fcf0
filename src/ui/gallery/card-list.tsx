import { byGroup, type Card } from "./cards.ts";
import { GalleryCard } from "./gallery-card.tsx";
import type { Place } from "./places.ts";

export interface CardListProps {
  readonly cards: readonly Card[];
  /** Whether they are ranked by a search instead of standing in their groups. */
  readonly isRanked: boolean;
  /** The surface that optimizers are shown on. */
  readonly place: Place;
  /** The card of what the experiment has now. */
  readonly present: string | undefined;
  /** The card that the Tab key leads to. */
  readonly active: string | undefined;
  readonly choose: (card: Card) => void;
  readonly activate: (card: Card) => void;
  readonly glance: (card: Card) => void;
  readonly describe: (card: Card) => void;
}

/** The cards, in their groups or as a search ranks them. */
export function CardList({ cards, isRanked, place, present, active, ...acts }: CardListProps) {
  const groups = isRanked ? [{ label: "", cards }] : byGroup(cards);
  return (
    <div class="gallery-cards" id="gallery-list" role="listbox" aria-labelledby="gallery-heading">
      {groups.map((group) => (
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
              isActive={card.id === active}
              choose={() => acts.choose(card)}
              activate={() => acts.activate(card)}
              glance={() => acts.glance(card)}
              describe={() => acts.describe(card)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
