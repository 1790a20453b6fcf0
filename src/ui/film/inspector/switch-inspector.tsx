import type { Switch } from "../../../experiment/recording.ts";
import { SliderRow } from "../../controls/slider-row.tsx";
import type { SliderScale } from "../../slider-scale.ts";
import * as store from "../../store.ts";
import { chosen, editField } from "../editing.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { TimeRow } from "./time-row.tsx";

const DISSOLVE: SliderScale = { kind: "linear", from: 0, to: 3 };
const SAME = "same";

export interface SwitchInspectorProps {
  readonly change: Switch;
  readonly index: number;
}

/** What changes at once, and how long the picture before is seen through it. */
export function SwitchInspector({ change, index }: SwitchInspectorProps) {
  const hasMap = store.experiment.value.map !== undefined;
  const replace = (next: Switch): string | undefined =>
    editField((recording) => ({ ...recording, switches: recording.switches.with(index, next) }));
  const { theme: _theme, ...withoutTheme } = change;
  const { layout: _layout, ...withoutLayout } = change;
  const { height: _height, ...withoutHeight } = change;
  const isOnly = [change.theme, change.layout, change.height].filter((part) => part !== undefined).length === 1;
  /** The one thing that it changes cannot be left as it was: there would be no switch. */
  const same = (part: unknown) =>
    ({ value: SAME, label: "as before", disabled: isOnly && part !== undefined }) as const;
  return (
    <>
      <TimeRow selection={{ track: "switches", index }} />
      <SliderRow
        label="dissolve s"
        name="Seconds that it dissolves"
        value={change.dissolve}
        scale={DISSOLVE}
        apply={(dissolve) => replace({ ...change, dissolve })}
      />
      <ChoiceRow<"same" | "night" | "paper">
        label="theme"
        options={[same(change.theme), { value: "night", label: "night" }, { value: "paper", label: "paper" }]}
        value={change.theme ?? SAME}
        choose={chosen((theme) => replace(theme === SAME ? withoutTheme : { ...change, theme }))}
      />
      <ChoiceRow<"same" | "landscape" | "map" | "both">
        label="shows"
        options={[
          same(change.layout),
          { value: "landscape", label: "the landscape" },
          { value: "map", label: "the map", disabled: !hasMap },
          { value: "both", label: "map and landscape", disabled: !hasMap },
        ]}
        value={change.layout ?? SAME}
        choose={chosen((layout) => replace(layout === SAME ? withoutLayout : { ...change, layout }))}
      />
      <ChoiceRow<"same" | "linear" | "logarithmic">
        label="height"
        options={[
          same(change.height),
          { value: "linear", label: "the loss" },
          { value: "logarithmic", label: "its logarithm" },
        ]}
        value={change.height ?? SAME}
        choose={chosen((height) => replace(height === SAME ? withoutHeight : { ...change, height }))}
      />
      {!hasMap && <p class="note">There is no map. Open one beside the landscape (M), and a film can show it.</p>}
    </>
  );
}
