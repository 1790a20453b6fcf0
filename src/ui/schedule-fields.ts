import type { Schedule, ScheduleKind } from "../experiment/schedule.ts";

/** A number of a schedule, as a row shows it. */
export interface ScheduleField {
  readonly name: string;
  readonly label: string;
  readonly integer?: true;
}

const WARMUP: ScheduleField = { name: "warmup", label: "warm-up steps", integer: true };

/** The kinds in the order in which they are offered, with what they are called and the numbers that they take. */
export const SCHEDULES: Readonly<
  Record<ScheduleKind, { readonly label: string; readonly fields: readonly ScheduleField[] }>
> = {
  constant: { label: "constant", fields: [] },
  "linear-warmup": { label: "linear warm-up", fields: [{ name: "steps", label: "steps", integer: true }] },
  step: {
    label: "steps",
    fields: [{ name: "every", label: "every … steps", integer: true }, { name: "factor", label: "factor" }, WARMUP],
  },
  exponential: { label: "exponential", fields: [{ name: "factor", label: "factor a step" }, WARMUP] },
  cosine: {
    label: "cosine",
    fields: [{ name: "steps", label: "steps", integer: true }, { name: "lowest", label: "lowest factor" }, WARMUP],
  },
  "inverse-time": { label: "inverse time", fields: [{ name: "decay", label: "decay" }, WARMUP] },
};

/** The number that a schedule has under a name; a cosine's steps are the run's unless it says otherwise. */
export function scheduleNumber(schedule: Schedule, name: string, total: number): number {
  const value: unknown = (schedule as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" ? value : total;
}
