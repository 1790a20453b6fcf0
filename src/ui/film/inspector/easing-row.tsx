import type { Easing } from "../../../experiment/recording.ts";
import { SegmentedRow } from "./segmented-row.tsx";

export interface EasingRowProps {
  readonly value: Easing;
  readonly choose: (easing: Easing) => void;
}

/** How it comes here from the key before. */
export function EasingRow({ value, choose }: EasingRowProps) {
  return (
    <SegmentedRow
      label="moves"
      options={[
        { value: "smooth", label: "Smooth", title: "Along a smooth curve through all keys" },
        { value: "linear", label: "Straight", title: "Evenly from the key before" },
        { value: "hold", label: "At once", title: "The key before holds until then" },
      ]}
      value={value}
      choose={choose}
    />
  );
}
