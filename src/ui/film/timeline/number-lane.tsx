import { ensembleMark } from "../../../charts/ensemble-look.ts";
import type { ParameterTrack, Recording } from "../../../experiment/recording.ts";
import { Mark } from "../../controls/mark.tsx";
import { MathSymbol } from "../../controls/math-symbol.tsx";
import * as store from "../../store.ts";
import type { FilmNumber } from "../film-number.ts";
import { numberCurve } from "./curves.ts";
import { KeyMark } from "./key-mark.tsx";
import { LaneCurve } from "./lane-curve.tsx";
import { LaneRow } from "./lane-row.tsx";

export interface NumberLaneProps {
  readonly recording: Recording;
  readonly track: ParameterTrack;
  readonly index: number;
  readonly number: FilmNumber;
}

/** A number over time, in the colour of the ensemble that it belongs to. */
export function NumberLane({ recording, track, index, number }: NumberLaneProps) {
  const color = number.ensemble === undefined ? undefined : store.colors.value[number.ensemble];
  const words = `${number.label} of ${number.of}`;
  return (
    <LaneRow
      lane={{ track: "parameters", index }}
      name={words}
      label={
        <span class="film-number" title={words}>
          {number.ensemble !== undefined && color !== undefined && (
            <Mark mark={ensembleMark(number.ensemble)} color={color} />
          )}
          <MathSymbol tex={number.symbol} /> {number.label === number.symbol ? number.of : number.label}
        </span>
      }
      adds={`Add a key of ${number.label}`}
      behind={<LaneCurve points={numberCurve(recording, track)} {...(color === undefined ? {} : { color })} />}
    >
      {track.keys.map(({ at, easing }, key) => (
        <KeyMark
          key={key}
          recording={recording}
          selection={{ track: "parameters", index, key }}
          at={at}
          easing={easing}
        />
      ))}
    </LaneRow>
  );
}
