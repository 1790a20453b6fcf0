import { mismatch } from "../../experiment/check-requirements.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";
import { type LandscapeSample, landscapeSamples } from "../../surfaces/landscape-samples.ts";
import type { Surface } from "../../surfaces/surface.ts";
import { userSurface } from "../../surfaces/user-surface.ts";
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
  /** A landscape that lies beside the page. */
  | { readonly kind: "sample"; readonly sample: LandscapeSample }
  /** A landscape from a file of the person's own. */
  | { readonly kind: "file" }
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

/** Stands for every landscape that is not in the catalogue: all that those offer is known before they are. */
const plain = userSurface({ formula: "x^2 + y^2", parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } });

/** A card for every surface, by groups in order, as they suit the experiment that runs. */
export function surfaceCards(experiment: Pick<Experiment, "ensembles" | "noise">): readonly Card[] {
  const listed = surfaceGroups.flatMap((group) =>
    group.surfaces.map((surface): Card => {
      const { id, label, description } = surface;
      const named = { id, label, description, group: group.label, aliases: ALIASES[id] ?? [], reference: "" };
      return { ...named, subject: { kind: "surface", surface }, ...consequenceOf(surface, experiment) };
    }),
  );
  const consequence = consequenceOf(plain, experiment);
  return [...listed, ...ownCards.map((card) => ({ ...card, ...consequence }))];
}

function consequenceOf(
  surface: Surface,
  experiment: Pick<Experiment, "ensembles" | "noise">,
): Pick<Card, "objection" | "remark"> {
  const { ensembles, left } = fitTo(surface, experiment);
  if (ensembles.length === 0) return { objection: `Nothing that runs now can run here: ${listOf(left)}.` };
  return left.length > 0 ? { remark: `Runs without ${listOf(left)}.` } : {};
}

const own = { group: OWN_GROUP, reference: "" };

const ownCards: readonly Card[] = [
  ...landscapeSamples.map((sample): Card => {
    const { label, file, description } = sample;
    const aliases = ["landscape", "neural network", "file"];
    return { ...own, id: file, label, description, aliases, subject: { kind: "sample", sample } };
  }),
  {
    ...own,
    id: "formula",
    label: "Your own formula",
    description: "Type f(x, y), beginning with what runs now; other names in it become sliders.",
    aliases: ["custom", "function", "expression"],
    subject: { kind: "formula" },
  },
  {
    ...own,
    id: "file",
    label: "A file…",
    description: "Values on a grid from this machine: NPY, CSV or a greyscale PNG, where white is high.",
    aliases: ["custom", "open", "import", "numpy", "landscape", "grid"],
    subject: { kind: "file" },
  },
];

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
