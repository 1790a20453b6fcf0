import { effect } from "@preact/signals";
import type { Experiment } from "../../experiment/experiment.ts";
import { CellProbe } from "../../maps/cell-probe.ts";
import type { CellPlace } from "../../maps/cell-run.ts";
import { isStructuralPick, pickedNumbers, withCell } from "../../maps/picking.ts";
import { changeNumber, startOver } from "../actions.ts";
import { IdleQueue, type Work } from "../gallery/slices.ts";
import * as store from "../store.ts";
import { fieldMessage } from "../validation.ts";
import { withoutBrush } from "./brush.ts";
import { probePath } from "./probe-store.ts";

/** A trajectory waits no longer than this for its next slice, in milliseconds, where no frame has time left. */
const PATIENCE = 30;

/** Milliseconds between two pictures of a path that grows. */
const APART = 60;

const queue = new IdleQueue({
  now: () => performance.now(),
  whenIdle(run) {
    if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: PATIENCE });
    else setTimeout(run, 4);
  },
});

let pointed: CellPlace | undefined;
let drop: (() => void) | undefined;
let unfollow: (() => void) | undefined;

/**
 * Shows the trajectories of a map's cell in the 3-D view, with the values that show; undefined takes them away. They are
 * computed in slices between frames, and the latest wish wins.
 */
export function pointAt(cell: CellPlace | undefined): void {
  if (cell?.column === pointed?.column && cell?.row === pointed?.row) return;
  pointed = cell;
  unfollow?.();
  unfollow = undefined;
  if (cell === undefined) {
    drop?.();
    probePath.value = undefined;
    return;
  }
  // What is pointed at follows the sliders, and the map's window.
  unfollow = effect(() => {
    const experiment = store.shown.value;
    drop?.();
    if (experiment.map === undefined) probePath.value = undefined;
    else drop = queue.add(follow({ ...experiment, changes: [] }, cell));
  });
}

function* follow(experiment: Experiment, cell: CellPlace): Work<void> {
  const probe = new CellProbe(experiment, cell);
  let shownAt = performance.now();
  yield;
  while (!probe.isDone) {
    probe.advance();
    const now = performance.now();
    if (probe.isDone || now - shownAt >= APART) {
      shownAt = now;
      probePath.value = probe.path();
    }
    yield;
  }
}

/**
 * Takes over the values of a cell: its hyperparameters into the sliders, with which the crowd goes on; its start into the
 * run's starts, which begins anew. @returns what is wrong with it, if anything.
 */
export function pickCell(column: number, row: number): string | undefined {
  const experiment = store.shown.peek();
  const cell = { column, row };
  try {
    if (isStructuralPick(experiment)) return startOver(withCell(withoutBrush(experiment), cell));
    for (const { path, value } of pickedNumbers(experiment, cell)) {
      const error = changeNumber(path, value);
      if (error !== undefined) return error;
    }
    return undefined;
  } catch (error) {
    return fieldMessage(error);
  }
}
