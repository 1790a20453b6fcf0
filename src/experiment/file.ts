import type { Ensemble, Experiment } from "./experiment.ts";
import { withValues } from "./landscape/landscape-of.ts";

const LINE = 100;

/** JSON in which whatever fits on a line is on one. */
function layOut(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = `${indent}  `;
  const parts = (isList ? layOutNumbers(value, inner) : undefined) ?? layOutEntries(value, isList, inner);
  if (parts.length === 0) return isList ? "[]" : "{}";
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${parts.join(", ")}${close}`;
  if (indent !== "" && indent.length + line.length <= LINE && !line.includes("\n")) return line;
  return `${open.trim()}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close.trim()}`;
}

function layOutEntries(value: object, isList: boolean, indent: string): string[] {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${isList ? "" : `${JSON.stringify(key)}: `}${layOut(part, indent)}`);
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

/** An ensemble with its keys in the order of a file; the type asks for every one of them. */
function ordered(ensemble: Ensemble): Record<keyof Ensemble, unknown> {
  const { optimizer, hyperparameters, label, color, axes, schedule } = ensemble;
  return { optimizer, hyperparameters, label, color, axes, schedule };
}

/**
 * The experiment as a file holds it: indented JSON, its keys always in the same order, ending in a newline. The values
 * of a landscape are in it, wherever they came from.
 */
export function formatExperiment(experiment: Experiment): string {
  const { version, surface, starts, noise, ensembles, steps, seed, changes, stopping, view } = experiment;
  const { map, race, recording } = experiment;
  const content = {
    version,
    surface: withValues(surface),
    starts,
    noise,
    ensembles: ensembles.map(ordered),
    steps,
    seed,
    changes: changes.length > 0 ? changes : undefined,
    stopping,
    view,
    map,
    race,
    recording,
  };
  return `${layOut(content, "")}\n`;
}
