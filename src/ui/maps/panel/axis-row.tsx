import { useState } from "preact/hooks";
import { axisName } from "../../../charts/map/axis-name.ts";
import { symbolLine } from "../../../charts/symbol-text.ts";
import { isFieldKind, type MapAxis, type MapChoice } from "../../../experiment/map.ts";
import type { MapRequest } from "../../actions.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { Segmented } from "../../controls/segmented.tsx";
import { shown } from "../../store.ts";
import { axisOptions } from "./axis-options.ts";
import { type Side, withPath } from "./map-edits.ts";

const SCALES = [
  { value: "linear", label: "Lin", title: "Evenly spaced values" },
  { value: "log", label: "Log", title: "Values in equal ratios" },
] as const;

export interface AxisRowProps {
  readonly side: Side;
  readonly map: MapChoice;
  /** Shows another map. @returns what is wrong with it, if anything. */
  readonly apply: (map: MapRequest) => string | undefined;
}

/** One axis: which number it varies, from where to where, and how. */
export function AxisRow({ side, map, apply }: AxisRowProps) {
  const [error, setError] = useState<string | undefined>(undefined);
  const axis = map[side];
  const edit = (change: Partial<MapAxis>): string | undefined => {
    setError(undefined);
    return apply({ ...map, [side]: { ...axis, ...change } });
  };
  return (
    <div class="axis-row">
      <NumberRow
        label={<PathSelect side={side} map={map} choose={(path) => setError(apply(withPath(map, side, path)))} />}
        between="…"
        entries={[
          { name: `${side} from`, value: axis.from, apply: (from) => edit({ from }) },
          { name: `${side} to`, value: axis.to, apply: (to) => edit({ to }) },
        ]}
      >
        <Segmented
          label={`${side} scale`}
          options={SCALES}
          value={axis.scale}
          choose={(scale) => setError(edit({ scale }))}
        />
      </NumberRow>
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface PathSelectProps {
  readonly side: Side;
  readonly map: MapChoice;
  readonly choose: (path: string) => void;
}

function PathSelect({ side, map, choose }: PathSelectProps) {
  const experiment = shown.value;
  return (
    <label class="axis-select">
      <span class="symbol">{side}</span>
      <span class="select">
        <select
          aria-label={`${side} axis`}
          value={map[side].path}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {axisOptions(experiment, map).map((path) => {
            const { symbol, label } = axisName(experiment, path);
            // A steady state has forgotten where it began.
            const words = isFieldKind(map.kind) ? label.replace("start", "position") : label;
            return (
              <option key={path} value={path}>
                {symbolLine(symbol)} · {words}
              </option>
            );
          })}
        </select>
      </span>
    </label>
  );
}
