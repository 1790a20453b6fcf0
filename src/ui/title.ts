import { ensembleLabel } from "../charts/ensemble-look.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Surface } from "../surfaces/surface.ts";

const WORDS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** The scene in a few words: what runs, and on what. */
export function sceneTitle(experiment: Experiment, surface: Pick<Surface, "id" | "label">): string {
  const place = surface.id === "formula" ? "your formula" : surface.label;
  const [first, second, ...others] = experiment.ensembles;
  if (first === undefined) return place;
  if (second === undefined) return `${ensembleLabel(first)} on ${place}`;
  if (others.length === 0) return `${ensembleLabel(first)} against ${ensembleLabel(second)} on ${place}`;
  const count = experiment.ensembles.length;
  return `${WORDS[count] ?? count} ways down ${place}`;
}
