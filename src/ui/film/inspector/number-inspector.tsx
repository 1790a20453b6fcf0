import { ensembleMark } from "../../../charts/ensemble-look.ts";
import type { NumberKey, ParameterTrack } from "../../../experiment/recording.ts";
import { Mark } from "../../controls/mark.tsx";
import { MathSymbol } from "../../controls/math-symbol.tsx";
import { NumberRow } from "../../controls/number-row.tsx";
import { SliderRow } from "../../controls/slider-row.tsx";
import * as store from "../../store.ts";
import { apply as applyEdit, chosen, editField } from "../editing.ts";
import { filmNumber } from "../film-number.ts";
import * as film from "../film-store.ts";
import { EasingRow } from "./easing-row.tsx";
import { SegmentedRow } from "./segmented-row.tsx";
import { TimeRow } from "./time-row.tsx";

export interface NumberInspectorProps {
  readonly track: ParameterTrack;
  /** The place of the track, and of the key in it. */
  readonly index: number;
  readonly place: number;
}

/** The value that a number has at one time, and how it gets there. */
export function NumberInspector({ track, index, place }: NumberInspectorProps) {
  const key = track.keys[place];
  if (key === undefined) return null;
  const number = filmNumber(store.experiment.value, track.path);
  const color = number.ensemble === undefined ? undefined : store.colors.value[number.ensemble];
  const setTrack = (next: ParameterTrack): string | undefined =>
    editField((recording) => ({ ...recording, parameters: recording.parameters.with(index, next) }));
  const set = (change: Partial<NumberKey>): string | undefined =>
    setTrack({ ...track, keys: track.keys.with(place, { ...key, ...change }) });
  const apply = (value: number): string | undefined => set({ value });
  const label = <MathSymbol tex={number.symbol} />;
  return (
    <>
      <p class="film-owner">
        {number.ensemble !== undefined && color !== undefined && (
          <Mark mark={ensembleMark(number.ensemble)} color={color} />
        )}
        {number.of}
      </p>
      <TimeRow selection={{ track: "parameters", index, key: place }} />
      {number.scale === undefined ? (
        <NumberRow label={label} integer={number.integer} entries={[{ name: number.label, value: key.value, apply }]} />
      ) : (
        <SliderRow
          label={label}
          name={number.label}
          value={key.value}
          scale={number.scale}
          apply={apply}
          {...(color === undefined ? {} : { color })}
        />
      )}
      {place > 0 && <EasingRow value={key.easing} choose={chosen((easing) => set({ easing }))} />}
      <SegmentedRow
        label="between keys"
        options={[
          { value: "linear", label: "Evenly", title: "Equal differences in equal times" },
          { value: "log", label: "By ratio", title: "Equal ratios in equal times" },
        ]}
        value={track.scale}
        choose={chosen((scale) => setTrack({ ...track, scale }))}
      />
      <button
        type="button"
        class="quiet film-quiet"
        onClick={() => {
          const recording = film.recording.peek();
          const parameters = recording.parameters.toSpliced(index, 1);
          applyEdit({ recording: { ...recording, parameters }, selection: undefined }, "structural");
        }}
      >
        Leave this number alone
      </button>
    </>
  );
}
