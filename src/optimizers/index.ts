import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { gradientDescent } from "./gradient-descent.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import type { Optimizer } from "./optimizer.ts";
import { rmsprop } from "./rmsprop.ts";

/** Every optimizer of the catalogue, in the order in which menus list them. */
export const optimizers: readonly Optimizer[] = [gradientDescent, momentum, nesterov, rmsprop, adam, adamw];

/** The optimizer of that id, or undefined. */
export function findOptimizer(id: string): Optimizer | undefined {
  return optimizers.find((optimizer) => optimizer.id === id);
}
