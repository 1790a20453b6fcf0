import { optimizers } from "../../optimizers/index.ts";
import { OPTIMIZER_GROUPS, type Optimizer, type OptimizerGroup } from "../../optimizers/optimizer.ts";

/** What the families of update rules are called. */
export const GROUP_LABELS: Readonly<Record<OptimizerGroup, string>> = {
  "first-order": "First order",
  momentum: "Momentum",
  adaptive: "Adaptive",
  "second-order": "Second order",
  "continuous-time": "Continuous time",
  stochastic: "Stochastic",
  "linear-solvers": "Linear solvers",
};

/** The catalogue by families, in the order in which both are declared. */
export const optimizerGroups: readonly { readonly label: string; readonly optimizers: readonly Optimizer[] }[] =
  OPTIMIZER_GROUPS.map((group) => ({
    label: GROUP_LABELS[group],
    optimizers: optimizers.filter((optimizer) => optimizer.group === group),
  })).filter((group) => group.optimizers.length > 0);
