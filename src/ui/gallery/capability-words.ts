import type { Capability } from "../../math/capability.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";

/** What a surface may offer, in words that follow "needs" and "has". */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  hessian: "a Hessian",
  "linear-system": "a linear system Ax = b",
  minibatch: "data for minibatches",
};

/** "Needs a Hessian and …"; "Needs gradients only" where that is all. */
export function needsOf({ requires = [] }: Pick<Optimizer, "requires">): string {
  if (requires.length === 0) return "Needs gradients only";
  return `Needs ${requires.map((capability) => CAPABILITY_WORDS[capability]).join(" and ")}`;
}
