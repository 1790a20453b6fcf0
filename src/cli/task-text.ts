import type { SurfaceChoice } from "../experiment/experiment.ts";
import type { Landscape } from "../experiment/landscape/landscape.ts";
import type { Task } from "./task.ts";

type Values = Landscape["values"];

/** A task whose landscapes hold, in place of their values, the place of these in a list. */
interface TaskText {
  readonly lists: readonly Values[];
  readonly task: Task;
  /** By item: the place of its landscape's values, or −1. */
  readonly places: readonly number[];
}

function withValues<Item extends { readonly surface: SurfaceChoice }>(item: Item, values: Values): Item {
  const { surface } = item;
  return "grid" in surface ? { ...item, surface: { ...surface, grid: { ...surface.grid, values } } } : item;
}

function mapItems(task: Task, valuesOf: (surface: SurfaceChoice, index: number) => Values | undefined): Task {
  const map = <Item extends { readonly surface: SurfaceChoice }>(items: readonly Item[]): Item[] =>
    items.map((item, index) => {
      const values = valuesOf(item.surface, index);
      return values === undefined ? item : withValues(item, values);
    });
  return task.command === "evaluate" ? { ...task, items: map(task.items) } : { ...task, items: map(task.items) };
}

/** A task as JSON. Values that several landscapes share are written once. */
export function writeTask(task: Task): string {
  const lists: Values[] = [];
  const places = task.items.map(({ surface }) => {
    if (!("grid" in surface)) return -1;
    const { values } = surface.grid;
    return lists.includes(values) ? lists.indexOf(values) : lists.push(values) - 1;
  });
  const text: TaskText = { lists, places, task: mapItems(task, (surface) => ("grid" in surface ? [] : undefined)) };
  return JSON.stringify(text);
}

/** The task of a text that {@link writeTask} wrote; what was shared is shared again. */
export function readTask(text: string): Task {
  const { lists, places, task } = JSON.parse(text) as TaskText;
  return mapItems(task, (_surface, index) => lists[places[index] ?? -1]);
}
