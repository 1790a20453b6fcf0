import { Segmented, type SegmentedProps } from "../../controls/segmented.tsx";

/** One choice of a few, with its name before it. */
export function SegmentedRow<Option extends string>(props: SegmentedProps<Option>) {
  return (
    <div class="row choice-row film-segmented-row">
      <span class="row-label" aria-hidden="true">
        {props.label}
      </span>
      <Segmented {...props} />
    </div>
  );
}
