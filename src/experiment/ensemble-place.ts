import type { Ensemble } from "./experiment.ts";

/**
 * Where an ensemble is after an edit: the same one wherever it moved to, else the same optimizer in its place; undefined
 * where it is gone.
 */
export function ensemblePlace(
  index: number,
  now: readonly Ensemble[],
  before: readonly Ensemble[],
): number | undefined {
  const was = before[index];
  if (was === undefined) return undefined;
  const moved = now.indexOf(was);
  if (moved >= 0) return moved;
  const there = now[index];
  // Another one of before that has moved up is not this one.
  return there !== undefined && !before.includes(there) && there.optimizer === was.optimizer ? index : undefined;
}
