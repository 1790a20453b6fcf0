/** How optimizers are compared: each tuned for the objective under the budget, then all raced. As a file holds it; complete. */
export interface RaceChoice {
  /** Median loss after the budget; median evaluations or steps until the loss is within `epsilon`; share arrived at a minimum. */
  readonly objective: "loss" | "steps" | "share";
  readonly budget: { readonly kind: "steps" | "gradients"; readonly amount: number };
  readonly epsilon: number;
  /** Starts that a setting is tried on, spread over the experiment's. */
  readonly starts: number;
}
