import type { Optimizer } from "./optimizer.ts";

/** Numbers that are seldom what a setting is about. */
const QUIET: ReadonlySet<string> = new Set(["weightDecay", "epsilon", "dampening"]);

/** The names of the one or two numbers that say most about a setting: the step size, and what it is damped with. */
export function tellingNames(optimizer: Optimizer): readonly string[] {
  return Object.entries(optimizer.hyperparameters)
    .filter(([name, declared]) => declared.kind === "number" && !QUIET.has(name))
    .slice(0, 2)
    .map(([name]) => name);
}
