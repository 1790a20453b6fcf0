import { COUNTED } from "./counting.ts";
import { countingNumbers } from "./store.ts";

/** A number of an ensemble on its way to its count. */
export function counting(index: number, name: (typeof COUNTED)[number]): number {
  return countingNumbers.value[index * COUNTED.length + COUNTED.indexOf(name)] ?? 0;
}
