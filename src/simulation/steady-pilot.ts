/** Four numbers a trajectory, (x, y, vx, vy): what a few trajectories of a crowd are doing at one step. NaN: diverged. */
export type PilotStates = Float32Array;

const NUMBERS = 4;

/** The numbers that a correlation must fall below for samples to count as independent. */
const NEARLY_NONE = 0.2;

/** In a smaller crowd a correlation that is none has a standard error of more than a third of that. */
export const LEAST_CROWD = 225;

/**
 * The largest correlation, in magnitude, between any number of the state at one step and any at a later step, over the
 * trajectories. In an oscillation the position's own passes through zero twice a turn, when that with the velocity is
 * largest: so all of them count. 0 where nothing varies.
 */
export function strongestCorrelation(before: PilotStates, after: PilotStates): number {
  const rows = living(before, after);
  const [first, second] = [centred(before, rows), centred(after, rows)];
  let strongest = 0;
  for (const a of first) {
    for (const b of second) {
      let product = 0;
      for (const [row, value] of a.values.entries()) product += value * (b.values[row] ?? 0);
      const size = Math.sqrt(a.squares * b.squares);
      if (size > 0) strongest = Math.max(strongest, Math.abs(product) / size);
    }
  }
  return strongest;
}

/** Whether a correlation that was seen over at least {@link LEAST_CROWD} trajectories is as good as none. */
export function isForgotten(correlation: number): boolean {
  return correlation <= NEARLY_NONE;
}

/** Whether any number of the state differs between trajectories: else there is nothing to be forgotten. */
export function isSpread(states: PilotStates): boolean {
  return centred(states, living(states, states)).some(({ squares }) => squares > 0);
}

/** The lags at which a crowd is asked whether it has forgotten where it was, one after another. */
export function nextLag(lag: number): number {
  return lag < 32 ? lag + 8 : 8 * Math.ceil((lag * 1.5) / 8);
}

/** A rectangle in the plane of two of the four numbers. */
export interface PilotRegion {
  readonly components: readonly [number, number];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The largest |vx| and |vy| among the trajectories in a region, or among all where none is there. */
export function largestSpeeds(states: PilotStates, region: PilotRegion): readonly [number, number] {
  const inside = [0, 0] as [number, number];
  const anywhere = [0, 0] as [number, number];
  const [first, second] = region.components;
  for (const row of living(states, states)) {
    const number = (index: number) => states[NUMBERS * row + index] ?? Number.NaN;
    const [a, b] = [number(first), number(second)];
    const isInside = a >= region.x[0] && a < region.x[1] && b >= region.y[0] && b < region.y[1];
    for (const axis of [0, 1] as const) {
      const speed = Math.abs(number(2 + axis));
      anywhere[axis] = Math.max(anywhere[axis], speed);
      if (isInside) inside[axis] = Math.max(inside[axis], speed);
    }
  }
  return Math.max(...inside) > 0 ? inside : anywhere;
}

/** The trajectories that had not diverged at either step. */
function living(before: PilotStates, after: PilotStates): number[] {
  const rows: number[] = [];
  for (let row = 0; row < before.length / NUMBERS; row++) {
    if (!Number.isNaN(before[NUMBERS * row]) && !Number.isNaN(after[NUMBERS * row])) rows.push(row);
  }
  return rows;
}

/** Each number of the state less its mean, with the sum of squares. */
function centred(states: PilotStates, rows: readonly number[]): { values: Float64Array; squares: number }[] {
  return Array.from({ length: NUMBERS }, (_, number) => {
    const values = Float64Array.from(rows, (row) => states[NUMBERS * row + number] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(rows.length, 1);
    let squares = 0;
    for (const [row, value] of values.entries()) {
      values[row] = value - mean;
      squares += (value - mean) ** 2;
    }
    return { values, squares };
  });
}
