import { useId } from "preact/hooks";
import type { Ensemble } from "../../experiment/experiment.ts";
import { type Schedule, type ScheduleKind, scheduleFactor } from "../../experiment/schedule.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { setSchedule } from "../actions.ts";
import { NumberRow } from "../controls/number-row.tsx";
import { SCHEDULES, scheduleNumber } from "../schedule-fields.ts";
import { shown } from "../store.ts";

export interface ScheduleRowProps {
  readonly ensemble: Ensemble;
  readonly index: number;
  readonly color: string;
}

const CONSTANT: Schedule = { kind: "constant" };

/** How an ensemble's learning rate goes on: the kind, its numbers, and the curve over the run. */
export function ScheduleRow({ ensemble, index, color }: ScheduleRowProps) {
  const id = useId();
  const { steps } = shown.value;
  const optimizer = findOptimizer(ensemble.optimizer);
  if (optimizer === undefined || !Object.hasOwn(optimizer.hyperparameters, "learningRate")) return null;
  const schedule = ensemble.schedule ?? CONSTANT;
  return (
    <>
      <div class="row choice-row">
        <label for={id} title="What the learning rate is multiplied by, step by step">
          schedule
        </label>
        <div class="select">
          <select
            id={id}
            value={schedule.kind}
            onChange={(event) => setSchedule(index, { kind: event.currentTarget.value as ScheduleKind })}
          >
            {Object.entries(SCHEDULES).map(([kind, { label }]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </div>
      {SCHEDULES[schedule.kind].fields.map(({ name, label, integer }) => (
        <NumberRow
          key={`${schedule.kind}-${name}`}
          label={label}
          integer={integer === true}
          entries={[
            {
              name: `schedule, ${label}`,
              value: scheduleNumber(schedule, name, steps),
              apply: (value) => setSchedule(index, { ...schedule, [name]: value }),
            },
          ]}
        />
      ))}
      {schedule.kind !== "constant" && <Curve schedule={schedule} steps={steps} color={color} />}
    </>
  );
}

const WIDTH = 240;
const HEIGHT = 34;

/** The factor over the run, from 0 to the largest, as a line. */
function Curve({ schedule, steps, color }: { schedule: Schedule; steps: number; color: string }) {
  const factors = Array.from({ length: WIDTH / 2 + 1 }, (_, at) => {
    const t = 1 + Math.round((at / (WIDTH / 2)) * Math.max(0, steps - 1));
    return scheduleFactor(schedule, t, steps);
  });
  const highest = Math.max(1, ...factors.filter(Number.isFinite));
  const points = factors.map(
    (factor, at) => `${2 * at},${(HEIGHT - 2 - (HEIGHT - 4) * Math.min(factor / highest, 1)).toFixed(2)}`,
  );
  return (
    <svg
      class="schedule-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`The learning rate over the run: ${endText(factors.at(-1) ?? 1)}`}
    >
      <polyline points={points.join(" ")} style={{ stroke: color }} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

function endText(factor: number): string {
  return Number.isFinite(factor)
    ? `it ends at ${Number(factor.toPrecision(3))} of its value.`
    : "it outgrows all numbers.";
}
