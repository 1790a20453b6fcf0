import { FRAME_RATES, MOST_SECONDS, type Overlays, type Recording } from "../../../experiment/recording.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { SliderRow } from "../../controls/slider-row.tsx";
import type { SliderScale } from "../../slider-scale.ts";
import * as store from "../../store.ts";
import { chosen, editField } from "../editing.ts";
import { recording } from "../film-store.ts";
import { PRESET_NAMES, presetOf, presetSize, reshaped, type Shape, shapeOf } from "../size-presets.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { SegmentedRow } from "./segmented-row.tsx";
import { ToggleRow } from "./toggle-row.tsx";

const LENGTH: SliderScale = { kind: "log", from: 1, to: 60 };
const OWN = "own";

const OVERLAYS: readonly { readonly name: keyof Overlays; readonly label: string; readonly title: string }[] = [
  { name: "legend", label: "legend", title: "Who is who, and how many have arrived" },
  { name: "chart", label: "chart of the loss", title: "The fan of the loss over the run" },
  { name: "steps", label: "steps", title: "The number of steps done" },
  { name: "labels", label: "names of minima", title: "Beside the minima" },
  { name: "surface", label: "name of the surface", title: "With its formula" },
  { name: "parameters", label: "changing numbers", title: "The present value of every number that has a lane" },
];

const set = (change: Partial<Recording>): string | undefined => editField((before) => ({ ...before, ...change }));

/** The film as a whole: how large, how long, what it begins with, and what is written over it. */
export function FilmSettings() {
  const { fps, seconds, loop, theme, layout, overlays } = recording.value;
  const hasMap = store.experiment.value.map !== undefined;
  return (
    <>
      <section aria-label="Film">
        <h2>Film</h2>
        <SizeRows />
        <SegmentedRow
          label="frames/s"
          options={FRAME_RATES.map((rate) => ({ value: `${rate}`, label: `${rate}` }))}
          value={`${fps}`}
          choose={chosen((name) => {
            const rate = FRAME_RATES.find((one) => `${one}` === name);
            return rate && set({ fps: rate });
          })}
        />
        <SliderRow
          label="seconds"
          name={`Seconds, at most ${MOST_SECONDS}`}
          value={seconds}
          scale={LENGTH}
          apply={(length) => set({ seconds: length })}
        />
        <ToggleRow
          label="loop"
          title="The end dissolves into the first frame, so that it can be played over and over"
          value={loop}
          choose={chosen((on) => set({ loop: on }))}
        />
      </section>
      <section aria-label="Begins with">
        <h2>Begins with</h2>
        <SegmentedRow
          label="theme"
          options={[
            { value: "night", label: "Night" },
            { value: "paper", label: "Paper" },
          ]}
          value={theme}
          choose={chosen((next) => set({ theme: next }))}
        />
        {hasMap && (
          <SegmentedRow
            label="shows"
            options={[
              { value: "landscape", label: "Landscape" },
              { value: "map", label: "Map" },
              { value: "both", label: "Both" },
            ]}
            value={layout}
            choose={chosen((next) => set({ layout: next }))}
          />
        )}
      </section>
      <section aria-label="Written over it">
        <h2>Written over it</h2>
        {OVERLAYS.map(({ name, label, title }) => (
          <ToggleRow
            key={name}
            label={label}
            title={title}
            value={overlays[name]}
            choose={chosen((on) => set({ overlays: { ...overlays, [name]: on } }))}
          />
        ))}
      </section>
    </>
  );
}

function SizeRows() {
  const { width, height } = recording.value;
  const size = { width, height };
  const shape = shapeOf(size);
  const preset = presetOf(size);
  return (
    <>
      <SegmentedRow<Shape>
        label="shape"
        options={[
          { value: "landscape", label: "Wide", title: "16 : 9" },
          { value: "square", label: "Square", title: "1 : 1" },
          { value: "upright", label: "Upright", title: "9 : 16" },
        ]}
        value={shape}
        choose={chosen((next) => set(reshaped(size, next)))}
      />
      <ChoiceRow
        label="size"
        options={[
          ...PRESET_NAMES.map((name) => {
            const { width: across = 0, height: down = 0 } = presetSize(name, shape) ?? {};
            return { value: name as string, label: `${name} · ${across} × ${down}` };
          }),
          { value: OWN, label: "my own", disabled: preset !== undefined },
        ]}
        value={preset ?? OWN}
        choose={chosen((name) => {
          const found = presetSize(name, shape);
          return found && set(found);
        })}
      />
      <NumberRow
        label="pixels"
        between="×"
        integer
        entries={[
          { name: "Width in pixels", value: width, apply: (next) => set({ width: next }) },
          { name: "Height in pixels", value: height, apply: (next) => set({ height: next }) },
        ]}
      />
    </>
  );
}
