import type { Axis, Ensemble } from "./experiment.ts";

/** The values of an axis in f64, from its first to its last inclusive; a single value is `from`. */
export function axisValues({ from, to, count, scale }: Axis): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return from;
    if (index === count - 1) return to;
    const share = index / (count - 1);
    // Both ends of a logarithmic axis have the same sign, so that their ratio is positive.
    return scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
  });
}

/** How many trajectories an ensemble runs from each start: the product of its axes' counts. */
export function combinations(ensemble: Ensemble): number {
  return (ensemble.axes ?? []).reduce((product, axis) => product * axis.count, 1);
}

/** For each axis of an ensemble, the index of its value in a combination; the last axis varies fastest. */
export function axisIndices(axes: readonly Axis[], combination: number): readonly number[] {
  const indices: number[] = [];
  let rest = combination;
  for (const axis of [...axes].reverse()) {
    indices.unshift(rest % axis.count);
    rest = Math.floor(rest / axis.count);
  }
  return indices;
}
