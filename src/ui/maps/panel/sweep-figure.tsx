import type { RaceChoice } from "../../../experiment/race.ts";
import type { Sweep, SweepAxis } from "../../../maps/race/race.ts";
import type { Optimizer } from "../../../optimizers/optimizer.ts";
import { sweepCurve } from "./sweep-curve.ts";
import { SweepPicture } from "./sweep-picture.tsx";
import { axisRange, formatObjective, formatTuned, sweepOutcome, symbolOf } from "./sweep-text.ts";

export interface SweepFigureProps {
  readonly sweep: Sweep;
  readonly optimizer: Optimizer;
  readonly race: RaceChoice;
  readonly color: string;
}

/** A sweep in full: its axes with their ends and what was chosen along them, and in words how it was made. */
export function SweepFigure({ sweep, optimizer, race, color }: SweepFigureProps) {
  const [x, y] = sweep.axes;
  if (x === undefined) return null;
  const { low, high } = sweepCurve(sweep, race.objective);
  return (
    <figure class="sweep-figure">
      <div class="sweep-plot">
        <span class={y === undefined ? "sweep-y of-curve" : "sweep-y"}>
          {y === undefined ? (
            <Ends from={formatObjective(low, race)} to={formatObjective(high, race)} />
          ) : (
            <AxisEnds axis={y} optimizer={optimizer} />
          )}
        </span>
        <SweepPicture sweep={sweep} goal={race.objective} color={color} />
        <span class="sweep-x">
          <AxisEnds axis={x} optimizer={optimizer} />
        </span>
      </div>
      <figcaption>
        <p>
          Of {sweep.objective.length} settings, the best together with its neighbours:{" "}
          {sweepOutcome(sweep, optimizer, race)}.
        </p>
        {sweep.axes.map((axis) => (
          <p class="note" key={axis.name}>
            {axisRange(axis, optimizer)}.
          </p>
        ))}
        <p class="note">
          {y === undefined
            ? "Settings that diverged, or never got there, leave a gap."
            : `The stronger the colour, the better, by rank; from ${formatObjective(low, race)} to ${formatObjective(high, race)}. Settings that diverged, or never got there, have none.`}
        </p>
      </figcaption>
    </figure>
  );
}

function AxisEnds({ axis, optimizer }: { readonly axis: SweepAxis; readonly optimizer: Optimizer }) {
  const { name, values } = axis;
  return (
    <Ends
      from={formatTuned(values[0] ?? Number.NaN)}
      middle={symbolOf(optimizer, name)}
      to={formatTuned(values.at(-1) ?? Number.NaN)}
    />
  );
}

function Ends({ from, middle, to }: { readonly from: string; readonly middle?: string; readonly to: string }) {
  return (
    <>
      <span>{from}</span>
      <span class="symbol">{middle}</span>
      <span>{to}</span>
    </>
  );
}
