import { formatMeasured } from "../../../charts/measured-text.ts";
import { symbolLine } from "../../../charts/symbol-text.ts";
import type { RaceChoice } from "../../../experiment/race.ts";
import type { Sweep, SweepAxis } from "../../../maps/race/race.ts";
import type { Optimizer } from "../../../optimizers/optimizer.ts";
import { objectiveName } from "./race-words.ts";

/** A hyperparameter's symbol, such as β₁; its name where it has none. */
export function symbolOf({ hyperparameters }: Optimizer, name: string): string {
  const declared = hyperparameters[name];
  return declared?.kind === "number" ? symbolLine(declared.symbol) : name;
}

/**
 * A tuned value with as many digits as tuning finds, and one near 1 by what is missing: 0.0183, 0.99932. The number
 * itself is in what is copied.
 */
export function formatTuned(value: number): string {
  if (value > 0.9 && value < 1) {
    const missing = Number((1 - value).toPrecision(3));
    return String(Number((1 - missing).toFixed(12)));
  }
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  const text = rounded === 0 || (size >= 1e-4 && size < 1e6) ? String(rounded) : rounded.toExponential();
  return text.replace("+", "").replaceAll("-", "−");
}

/** The value that a sweep chose along one of its axes. */
export function chosenValue({ axes, chosen }: Pick<Sweep, "axes" | "chosen">, axis: number): number {
  return axes[axis]?.values[chosen[axis] ?? 0] ?? Number.NaN;
}

/** What was swept: "α × β". */
export function sweepName({ axes }: Sweep, optimizer: Optimizer): string {
  return axes.map(({ name }) => symbolOf(optimizer, name)).join(" × ");
}

/** From where to where an axis goes, and how: "α from 1e−5 to 1, in equal ratios". */
export function axisRange(axis: SweepAxis, optimizer: Optimizer): string {
  const { name, values, scale } = axis;
  const spacing = { linear: "evenly", log: "in equal ratios", "log-complement": "in equal ratios of 1 − value" }[scale];
  const from = formatTuned(values[0] ?? Number.NaN);
  const to = formatTuned(values.at(-1) ?? Number.NaN);
  return `${symbolOf(optimizer, name)} at ${values.length} values from ${from} to ${to}, ${spacing}`;
}

/** What was chosen, and what it came to: "α 0.0183, β 0.82: median loss 3.1e−9". */
export function sweepOutcome(sweep: Sweep, optimizer: Optimizer, race: RaceChoice): string {
  const values = sweep.axes.map(
    ({ name }, axis) => `${symbolOf(optimizer, name)} ${formatTuned(chosenValue(sweep, axis))}`,
  );
  return `${values.join(", ")}: ${objectiveName(race)} ${formatObjective(sweep.chosenValue, race)}`;
}

/** A value of the objective: a share in per cent, a time that never comes as such. */
export function formatObjective(value: number, { objective }: Pick<RaceChoice, "objective">): string {
  if (objective === "share") return Number.isFinite(value) ? `${Number((100 * value).toFixed(1))} %` : "none";
  if (objective === "steps") return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "never";
  return formatMeasured(value);
}
