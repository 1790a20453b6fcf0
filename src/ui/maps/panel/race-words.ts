import type { RaceChoice } from "../../../experiment/race.ts";

type Objective = RaceChoice["objective"];
type Budget = RaceChoice["budget"];

/** What counts in a race, as it is chosen. */
export const OBJECTIVES: readonly { readonly value: Objective; readonly label: string; readonly title: string }[] = [
  { value: "loss", label: "Lowest loss", title: "The median loss when the budget is spent" },
  {
    value: "steps",
    label: "First within ε",
    title: "The median time until the loss is within ε of the lowest minimum’s",
  },
  { value: "share", label: "Most arrived", title: "The share at a listed minimum when the budget is spent" },
];

/** What a budget is counted in. */
export const BUDGETS: readonly { readonly value: Budget["kind"]; readonly label: string; readonly title: string }[] = [
  { value: "steps", label: "steps", title: "Every optimizer makes this many steps" },
  {
    value: "gradients",
    label: "gradients",
    title: "Every trajectory evaluates this many gradients, however many a step takes",
  },
];

/** The objective as the head of a column: "median loss", "median gradients to ε". */
export function objectiveName({ objective, budget }: RaceChoice): string {
  switch (objective) {
    case "loss":
      return "median loss";
    case "steps":
      return `median ${budget.kind} to ε`;
    case "share":
      return "arrived";
  }
}
