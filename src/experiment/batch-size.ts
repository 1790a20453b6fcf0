/** The largest minibatch that can be asked for; what exceeds the data is all of them. */
export const MOST_BATCH = 2 ** 16;

/** Whether a value can be the size of a minibatch. */
export function isBatchSize(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_BATCH;
}
