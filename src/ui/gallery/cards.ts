import { mismatch } from "../../experiment/check-requirements.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";
import type { Surface } from "../../surfaces/surface.ts";
import { surfaceGroups } from "../surface-groups.ts";
import { ALIASES } from "./aliases.ts";
import { needsOf } from "./capability-words.ts";
import { fitTo } from "./fitting.ts";
import { optimizerGroups } from "./optimizer-groups.ts";
import type { Searchable } from "./search.ts";

/** What a card stands for. */
export type Subject =
  | { readonly kind: "surface"; readonly surface: Surface }
  | { readonly kind: "optimizer"; readonly optimizer: Optimizer }
  | { readonly kind: "formula" };

/** One thing to choose from the gallery. */
export interface Card extends Searchable {
  readonly subject: Subject;
  /** Why it cannot be chosen; it can when absent. */
  readonly objection?: string;
  /** What choosing it entails beyond itself. */
  readonly remark?: string;
}

/** The name of the group of what people bring themselves. */
export const OWN_GROUP = "Your own";

/** A card for every surface, by groups in order, as they suit the experiment that runs. */
export function surfaceCards(experiment: Pick<Experiment, "ensembles" | "noise">): readonly Card[] {
  const listed = surfaceGroups.flatMap((group) =>
    group.surfaces.map((surface): Card => {
      const { id, label, description } = surface;
      const { ensembles, left } = fitTo(surface, experiment);
      const consequence =
        ensembles.length === 0
          ? { objection: `Nothing that runs now can run here: ${listOf(left)}.` }
          : left.length > 0
            ? { remark: `Runs without ${listOf(left)}.` }
            : {};
      return {
        id,
        label,
        description,
        group: group.label,
        aliases: ALIASES[id] ?? [],
        reference: "",
        subject: { kind: "surface", surface },
        ...consequence,
      };
    }),
  );
  return [...listed, formulaCard];
}

const formulaCard: Card = {
  id: "formula",
  label: "Your own formula",
  description: "Type f(x, y), beginning with what runs now; other names in it become sliders.",
  group: OWN_GROUP,
  aliases: ["custom", "function", "expression"],
  reference: "",
  subject: { kind: "formula" },
};

/** A card for every optimizer, by groups in order, as they suit a surface. */
export function optimizerCards(surface: Surface): readonly Card[] {
  return optimizerGroups.flatMap((group) =>
    group.optimizers.map((optimizer): Card => {
      const { id, label, description, reference } = optimizer;
      const cannot = mismatch(id, surface) !== undefined;
      return {
        id,
        label,
        description,
        group: group.label,
        aliases: ALIASES[id] ?? [],
        reference: reference.text,
        subject: { kind: "optimizer", optimizer },
        ...(cannot ? { objection: `${needsOf(optimizer)}, which ${surface.label} has not.` } : {}),
      };
    }),
  );
}

/** Cards in order, parted where the group changes. */
export function byGroup(
  cards: readonly Card[],
): readonly { readonly label: string; readonly cards: readonly Card[] }[] {
  const groups: { label: string; cards: Card[] }[] = [];
  for (const card of cards) {
    const last = groups.at(-1);
    if (last?.label === card.group) last.cards.push(card);
    else groups.push({ label: card.group, cards: [card] });
  }
  return groups;
}

/** a · a and b · a, b and c */
export function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
