import { formatInteger } from "../../../charts/number-text.ts";
import type { PaceKey } from "../../../experiment/recording.ts";
import { Pace } from "../../../recording/timeline/pace.ts";
import { SliderRow } from "../../controls/slider-row.tsx";
import type { SliderScale } from "../../slider-scale.ts";
import * as store from "../../store.ts";
import { editField } from "../editing.ts";
import { recording } from "../film-store.ts";
import { TimeRow } from "./time-row.tsx";

const STEPS_PER_SECOND: SliderScale = { kind: "log-from-zero", from: 0.5, to: 2000 };

export interface PaceInspectorProps {
  readonly paceKey: PaceKey;
  readonly index: number;
}

/** How fast the run goes at one time; straight from key to key. */
export function PaceInspector({ paceKey, index }: PaceInspectorProps) {
  const { steps } = store.experiment.value;
  const { pace, seconds } = recording.value;
  const made = new Pace(pace, steps).position(seconds);
  return (
    <>
      <TimeRow selection={{ track: "pace", index }} />
      <SliderRow
        label="steps/s"
        name="Steps a second"
        value={paceKey.stepsPerSecond}
        scale={STEPS_PER_SECOND}
        apply={(stepsPerSecond) =>
          editField((current) => ({ ...current, pace: current.pace.with(index, { ...paceKey, stepsPerSecond }) }))
        }
      />
      <p class="note">
        {made >= steps
          ? `The film comes to the end of the run: all ${formatInteger(steps)} steps.`
          : `The film makes ${formatInteger(Math.floor(made))} of the run’s ${formatInteger(steps)} steps.`}
      </p>
    </>
  );
}
