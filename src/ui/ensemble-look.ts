import type { Ensemble, Experiment } from "../experiment/experiment.ts";
import { findOptimizer } from "../optimizers/index.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { formatNumber } from "./number-text.ts";
import { symbolLine } from "./symbol-text.ts";
import type { Theme } from "./theme.ts";

/** Stand-ins when an optimizer's own colour is taken by an earlier ensemble; apart in lightness as well as in hue. */
const SPARE: readonly Record<Theme, string>[] = [
  { night: "#7ee081", paper: "#1f7a33" },
  { night: "#f78fd0", paper: "#a81f78" },
  { night: "#e9e4a6", paper: "#6b6414" },
  { night: "#5aa0ff", paper: "#1550b8" },
  { night: "#ffb38a", paper: "#a34414" },
  { night: "#4fe0c8", paper: "#0d6f62" },
  { night: "#c9ced8", paper: "#4a5160" },
];

/** The marks that go with the colours, so that colour is not the only sign. */
export const MARKS = ["circle", "square", "triangle", "diamond", "ring", "cross", "bar", "half"] as const;
export type Mark = (typeof MARKS)[number];

/** The mark of the ensemble at `index`. */
export function ensembleMark(index: number): Mark {
  return MARKS[index % MARKS.length] ?? "circle";
}

/** What an ensemble is called: its own label, else its optimizer's. */
export function ensembleLabel(ensemble: Ensemble): string {
  return ensemble.label ?? findOptimizer(ensemble.optimizer)?.label ?? ensemble.optimizer;
}

/** A colour for each ensemble: its own, else its optimizer's, else (where that is taken) one that is free. */
export function ensembleColors(ensembles: readonly Ensemble[], theme: Theme): readonly string[] {
  const taken = new Set<string>();
  for (const { color } of ensembles) if (color !== undefined) taken.add(color.toLowerCase());
  return ensembles.map(({ color, optimizer }) => {
    if (color !== undefined) return color;
    const own = findOptimizer(optimizer)?.color[theme];
    const wanted = [own, ...SPARE.map((spare) => spare[theme])];
    const chosen = wanted.find((candidate) => candidate !== undefined && !taken.has(candidate)) ?? own ?? "#8fb4ff";
    taken.add(chosen);
    return chosen;
  });
}

/** The names of the one or two numbers that say most about a setting: the step size, and what it is damped with. */
export function tellingNames(optimizer: Optimizer): readonly string[] {
  const quiet = new Set(["weightDecay", "epsilon", "dampening"]);
  return Object.entries(optimizer.hyperparameters)
    .filter(([name, declared]) => declared.kind === "number" && !quiet.has(name))
    .slice(0, 2)
    .map(([name]) => name);
}

/** Those numbers as a row shows them: α 0.001 · β 0.9. */
export function tellingNumbers(ensemble: Ensemble): string {
  const optimizer = findOptimizer(ensemble.optimizer);
  if (optimizer === undefined) return "";
  return tellingNames(optimizer)
    .map((name) => {
      const declared = optimizer.hyperparameters[name];
      const value = ensemble.hyperparameters[name];
      if (declared?.kind !== "number" || typeof value !== "number") return "";
      return `${symbolLine(declared.symbol)} ${formatNumber(value)}`;
    })
    .join(" · ");
}

/** The run's experiment with the page's colours, labels and way of looking: those never reach the simulation. */
export function withLook(running: Experiment, look: Experiment): Experiment {
  const ensembles = running.ensembles.map((ensemble, index) => {
    const { label: _label, color: _color, ...bare } = ensemble;
    const { label, color } = look.ensembles[index] ?? {};
    return { ...bare, ...(label === undefined ? {} : { label }), ...(color === undefined ? {} : { color }) };
  });
  return { ...running, ensembles, view: look.view };
}
