import { type Contender, trajectorySteps } from "./contender.ts";

/** The middle value; of an even number, the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** A first amount of work to time, and how much larger the next may be. */
const FIRST = 2 ** 14;
const LARGEST_GROWTH = 16;

/**
 * The trajectory-steps that take a contender about so many seconds, found by timing ever larger amounts, which also
 * warms it up.
 */
export async function workFor(contender: Contender, seconds: number): Promise<number> {
  let total = FIRST;
  let done = 0;
  for (;;) {
    const amount = contender.amountOf(total);
    const isLargest = trajectorySteps(amount) <= done;
    done = trajectorySteps(amount);
    const time = await contender.run(amount);
    const growth = Math.min(seconds / Math.max(time, 1e-6), LARGEST_GROWTH);
    if (growth < 2 || isLargest) return done * growth;
    total = done * growth;
  }
}

/** Contenders that are timed against each other, by name, and the work that each does in a round. */
export type Field = ReadonlyMap<string, { readonly contender: Contender; readonly work: number }>;

/**
 * Times all contenders, first each once, then each once again, and so on, so that a machine that grows slower does so
 * for all alike.
 * @returns of each contender, the median of its rounds, in trajectory-steps a second.
 */
export async function race(field: Field, rounds: number): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { contender, work }] of field) {
      const amount = contender.amountOf(work);
      const seconds = await contender.run(amount);
      rates.set(name, [...(rates.get(name) ?? []), trajectorySteps(amount) / seconds]);
    }
  }
  return new Map([...rates].map(([name, values]) => [name, median(values)]));
}
