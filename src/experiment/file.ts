import type { Experiment } from "./experiment.ts";

const LINE = 100;

/** JSON in which whatever fits on a line is on one. */
function layOut(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return isList ? "[]" : "{}";
  const inner = `${indent}  `;
  const parts = entries.map(([key, part]) => `${isList ? "" : `${JSON.stringify(key)}: `}${layOut(part, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${parts.join(", ")}${close}`;
  if (indent !== "" && indent.length + line.length <= LINE && !line.includes("\n")) return line;
  return `${open.trim()}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close.trim()}`;
}

/** The experiment as a file holds it: indented JSON, its keys always in the same order, ending in a newline. */
export function formatExperiment(experiment: Experiment): string {
  const { version, surface, starts, noise, ensembles, steps, seed, changes, stopping, view } = experiment;
  const ordered = {
    version,
    surface,
    starts,
    noise,
    ensembles: ensembles.map(({ optimizer, hyperparameters, label, color, axes }) => ({
      optimizer,
      hyperparameters,
      label,
      color,
      axes,
    })),
    steps,
    seed,
    changes: changes.length > 0 ? changes : undefined,
    stopping,
    view,
  };
  return `${layOut(ordered, "")}\n`;
}
