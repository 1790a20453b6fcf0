import type { TunableNumber } from "./tunable.ts";

/** Values that a sweep of the rate alone tries: about ten a decade. */
const RATE_VALUES = 97;

/** Values that a sweep of another number alone tries. */
const OTHER_VALUES = 33;

/** Values of the rate in the first sweep together with another number: about five a decade. */
const TOGETHER_VALUES = 49;

/** Values of any number in the sweeps that close in, and of the other one in the first sweep of two. */
const SIDE = 16;

/**
 * Sweeps that close in on the best. After four, the values of a rate are two thirds of a percent apart. It would not help
 * to go on: where a loss swings, as that of momentum does, finer sweeps find the settings whose swing happens to pass
 * through 0 at the last step.
 */
const CLOSER = 4;

/** One of a sweep's numbers: over its whole range, or closer around the value that the sweep before has chosen. */
export interface PlannedAxis {
  readonly number: TunableNumber;
  readonly values: number;
  readonly isWhole: boolean;
}

/** The one or two numbers of a sweep. */
export type PlannedSweep = readonly PlannedAxis[];

/**
 * The sweeps that tune an optimizer's numbers, the first of which is its rate: the rate alone, over decades; each other
 * number alone; then the rate together with each other in turn, over all of both at first and then closing in. Their
 * count depends on how many numbers there are and on nothing else, so that of two optimizers with as many numbers none
 * is tried more often. Of up to two numbers, the values that the experiment holds make no difference to what is found.
 */
export function sweepPlan(numbers: readonly TunableNumber[]): readonly PlannedSweep[] {
  const [rate, ...others] = numbers;
  if (rate === undefined) return [];
  const alone: readonly PlannedSweep[] = [
    [{ number: rate, values: RATE_VALUES, isWhole: true }],
    ...others.map((number) => [{ number, values: OTHER_VALUES, isWhole: true }]),
  ];
  if (others.length === 0) return [...alone, ...closing([rate])];
  const together = others.flatMap((other): readonly PlannedSweep[] => [
    [
      { number: rate, values: TOGETHER_VALUES, isWhole: true },
      { number: other, values: SIDE, isWhole: true },
    ],
    ...closing([rate, other]),
  ]);
  return [...alone, ...together];
}

function closing(numbers: readonly TunableNumber[]): readonly PlannedSweep[] {
  return Array.from({ length: CLOSER }, () => numbers.map((number) => ({ number, values: SIDE, isWhole: false })));
}

/** How many settings some sweeps try. */
export function settingsOf(plan: readonly PlannedSweep[]): number {
  return plan.reduce((sum, axes) => sum + axes.reduce((product, { values }) => product * values, 1), 0);
}
