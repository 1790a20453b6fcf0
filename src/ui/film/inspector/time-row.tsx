import { NumberRow } from "../../controls/number-row.tsx";
import { editField } from "../editing.ts";
import * as film from "../film-store.ts";
import { type Edited, moveItem, timeOf } from "../timeline/items.ts";

/** When it is, in seconds. It may go past others of its kind; the selection goes with it. */
export function TimeRow({ selection }: { readonly selection: film.Selection }) {
  const at = timeOf(film.recording.value, selection);
  if (at === undefined) return null;
  return (
    <NumberRow
      label="time, s"
      entries={[{ name: "Time in seconds", value: at, apply: (to) => placed(moved(selection, to)) }]}
    />
  );
}

/** What the field asks for as it is, so that what is beyond the film is refused, not moved into it. */
function moved(selection: film.Selection, to: number): Edited | string {
  const recording = film.recording.peek();
  if (!(to >= 0 && to <= recording.seconds)) return `Allowed: 0 to ${recording.seconds} s.`;
  return moveItem(recording, selection, to);
}

function placed(edited: Edited | string): string | undefined {
  if (typeof edited === "string") return edited;
  const error = editField(() => edited.recording);
  if (error === undefined) film.selection.value = edited.selection;
  return error;
}
