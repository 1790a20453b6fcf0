/** The cards of a dialog, in reading order. */
export function cardElements(dialog: HTMLElement | null): readonly HTMLElement[] {
  return [...(dialog?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
}

/** Focuses a card, or the first. */
export function focusOnCard(dialog: HTMLElement | null, id: string | undefined): void {
  const cards = cardElements(dialog);
  (cards.find((card) => card.dataset.card === id) ?? cards[0])?.focus();
}

/** Whether the documentation lies over the cards, for want of room beside them. */
export function coversCards(dialog: HTMLElement | null): boolean {
  const pane = dialog?.querySelector(".about-pane.over");
  return pane !== null && pane !== undefined && getComputedStyle(pane).position === "absolute";
}
