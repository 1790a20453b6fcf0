import type { Experiment } from "../../experiment/experiment.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import type { SimulationResult } from "../../reference/result.ts";

/** A column of the optimizers' state: a slot, and which of its components. */
interface StateColumn {
  readonly name: string;
  readonly slot: string;
  readonly component: 0 | 1;
  readonly isVector: boolean;
}

/** What a table of several experiments has in common. */
export interface TableShape {
  readonly state: readonly StateColumn[];
  /** Whether the experiments came as a list, and a first column tells them apart. */
  readonly isList: boolean;
}

/** The columns that hold every state slot of every optimizer in the experiments; a vector takes two. */
export function tableShape(experiments: readonly Experiment[], hasState: boolean, isList: boolean): TableShape {
  const columns = new Map<string, StateColumn>();
  const ensembles = hasState ? experiments.flatMap((experiment) => experiment.ensembles) : [];
  for (const id of new Set(ensembles.map(({ optimizer }) => optimizer))) {
    for (const [slot, kind] of Object.entries(findOptimizer(id)?.state ?? {})) {
      const isVector = kind === "vector";
      const names = isVector ? [`${slot}.x`, `${slot}.y`] : [slot];
      for (const [component, name] of names.entries()) {
        columns.set(name, { name, slot, component: component === 0 ? 0 : 1, isVector });
      }
    }
  }
  return { state: [...columns.values()], isList };
}

/** The line that names the columns. */
export function tableHeader({ state, isList }: TableShape): string {
  const first = isList ? ["experiment"] : [];
  const fixed = ["ensemble", "optimizer", "trajectory", "step", "x", "y", "loss"];
  return `${[...first, ...fixed, ...state.map(({ name }) => name)].join(",")}\n`;
}

/** The rows of one experiment, one a (ensemble, trajectory, listed step); a slot that an optimizer lacks is empty. */
export function* tableRows(result: SimulationResult, experiment: number, shape: TableShape): Generator<string> {
  for (const [ensemble, { optimizer, trajectories }] of result.ensembles.entries()) {
    const vectors = findOptimizer(optimizer)?.state ?? {};
    for (const [trajectory, { steps, points, losses, state }] of trajectories.entries()) {
      const first = `${shape.isList ? `${experiment},` : ""}${ensemble},${optimizer},${trajectory}`;
      const columns = shape.state.map(({ slot, component, isVector }) => ({
        values: (vectors[slot] === "vector") === isVector ? state?.[slot] : undefined,
        component,
      }));
      for (const [row, step] of steps.entries()) {
        const [x, y] = points[row] ?? [];
        let line = `${first},${step},${x},${y},${losses[row]}`;
        for (const { values, component } of columns) line += `,${values?.[row]?.[component] ?? ""}`;
        yield `${line}\n`;
      }
    }
  }
}
