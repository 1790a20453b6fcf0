import type { Mark as MarkName } from "../../charts/ensemble-look.ts";
import { MARK_SHAPES } from "../../charts/mark-shapes.ts";

/** The sign of an ensemble: its colour, and a shape for eyes that tell colours apart badly. */
export function Mark({ mark, color }: { readonly mark: MarkName; readonly color: string }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={MARK_SHAPES[mark]} fill={color} fill-rule="evenodd" />
    </svg>
  );
}
