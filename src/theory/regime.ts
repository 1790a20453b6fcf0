/** What the error along one eigenvector does: shrink with one sign, ripple, change sign at every step, or grow. */
export type Regime = "monotone" | "ripples" | "oscillation" | "divergence";
