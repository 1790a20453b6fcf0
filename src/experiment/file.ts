import type { Experiment } from "./experiment.ts";
import { withValues } from "./landscape/landscape-of.ts";

const LINE = 100;

/** JSON in which whatever fits on a line is on one. */
function layOut(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return isList ? "[]" : "{}";
  const inner = `${indent}  `;
  const numbers = isList ? layOutNumbers(value, inner) : undefined;
  const parts =
    numbers ?? entries.map(([key, part]) => `${isList ? "" : `${JSON.stringify(key)}: `}${layOut(part, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${parts.join(", ")}${close}`;
  if (indent !== "" && indent.length + line.length <= LINE && !line.includes("\n")) return line;
  return `${open.trim()}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close.trim()}`;
}

/** A list of numbers in lines as full as they may be; undefined where there is anything else in it. */
function layOutNumbers(list: readonly unknown[], indent: string): string[] | undefined {
  const lines: string[] = [];
  let line = "";
  for (const value of list) {
    if (typeof value !== "number") return undefined;
    const text = String(value);
    if (line !== "" && indent.length + line.length + 2 + text.length > LINE) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? text : `, ${text}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/**
 * The experiment as a file holds it: indented JSON, its keys always in the same order, ending in a newline. The values
 * of a landscape are in it, wherever they came from.
 */
export function formatExperiment(experiment: Experiment): string {
  const { version, surface, starts, noise, ensembles, steps, seed, changes, stopping, view } = experiment;
  const ordered = {
    version,
    surface: withValues(surface),
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
