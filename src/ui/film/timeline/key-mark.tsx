import type { Easing, Recording } from "../../../experiment/recording.ts";
import * as store from "../../store.ts";
import { filmNumber } from "../film-number.ts";
import * as film from "../film-store.ts";
import { itemText } from "./item-text.ts";
import { selectionId } from "./selections.ts";

export interface KeyMarkProps {
  readonly recording: Recording;
  readonly selection: film.Selection;
  readonly at: number;
  readonly easing?: Easing;
}

/** A key: a diamond; where the value jumps to it, half of one. */
export function KeyMark({ recording, selection, at, easing }: KeyMarkProps) {
  const id = selectionId(selection);
  const selected = film.selection.value;
  const isSelected = selected !== undefined && selectionId(selected) === id;
  const words = itemText(recording, selection, (path) => filmNumber(store.experiment.peek(), path).label);
  return (
    <li class="film-key" style={{ left: `${(100 * at) / recording.seconds}%` }}>
      <button type="button" data-item={id} aria-pressed={isSelected} title={words}>
        <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
          <path d={easing === "hold" ? "M6 1h4.4v10H6L1 6z" : easing === "linear" ? "M6 1l5 5-5 5-5-5z" : ROUND} />
        </svg>
        <span class="sr-only">{words}</span>
      </button>
    </li>
  );
}

/** A diamond with round corners: a smooth key. */
const ROUND =
  "M5.1 1.5a1.3 1.3 0 0 1 1.8 0l3.6 3.6a1.3 1.3 0 0 1 0 1.8L6.9 10.5a1.3 1.3 0 0 1-1.8 0L1.5 6.9a1.3 1.3 0 0 1 0-1.8z";
