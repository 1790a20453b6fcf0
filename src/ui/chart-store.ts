import { computed, signal } from "@preact/signals";
import type { FanChoices } from "../charts/fan-axes.ts";
import { nearestRow } from "../charts/nearest-row.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import * as store from "./store.ts";

/** What the reader wants to see drawn against what; the page's business, no part of the experiment. */
const wanted = signal<FanChoices>({ quantity: "loss", abscissa: "steps", xScaling: "linear", yScaling: "log" });

/** The horizontal value in the charts that the pointer or the keys are at; undefined where the present is read. */
export const pointed = signal<number | undefined>(undefined);

/** The minima that are listed for the surface, in the order in which basins are counted. */
export const minima = computed(() => store.criticalPoints.value.filter(({ kind }) => kind === "minimum"));

export const hasMinima = computed(() => minima.value.length > 0);

/** What is drawn: a distance needs a minimum to be measured from. */
export const choices = computed<FanChoices>(() =>
  hasMinima.value ? wanted.value : { ...wanted.value, quantity: "loss" },
);

/** Draws something else; a place that was pointed at may mean nothing there. */
export function choose(choice: Partial<FanChoices>): void {
  pointed.value = undefined;
  wanted.value = { ...wanted.peek(), ...choice };
}

/** A floor this near to zero is a minimum at zero that was found by rounding arithmetic. */
const ZERO_FLOOR = 1e-9;

/** Whether losses are shown above a lowest minimum that is not 0. */
export const isAboveFloor = computed(() => {
  const evaluator = store.surface.value.evaluator(store.surfaceChoice.value.parameters, "f64");
  const losses = minima.value.map(({ x, y }) => evaluator.loss(x, y));
  return losses.length > 0 && Math.abs(Math.min(...losses)) > ZERO_FLOOR;
});

/** The statistics that are read out, [ensemble]: those at the place that is pointed at, else the present ones. */
export const readOut = computed<readonly (EnsembleStatistics | undefined)[]>(() => {
  const value = pointed.value;
  if (value === undefined) return store.statistics.value;
  const rows = store.series.value;
  const { abscissa } = choices.value;
  return (rows[0] ?? []).map((_statistics, index) => rows[nearestRow(rows, index, abscissa, value)]?.[index]);
});
