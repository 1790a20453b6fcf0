import type { Experiment } from "../experiment/experiment.ts";
import {
  axisTarget,
  cellCentres,
  type FieldKind,
  isFieldKind,
  type MapAxis,
  type MapChoice,
} from "../experiment/map.ts";
import type { SteadyQuantity } from "../simulation/steady-layout.ts";
import { SteadyState } from "../simulation/steady-state.ts";
import { fieldCells } from "./field-cells.ts";
import type { MapPicture } from "./map-picture.ts";
import type { RunMapOptions } from "./run-map-options.ts";

/** What each kind adds up in its cells. */
const QUANTITIES: Readonly<Record<FieldKind, SteadyQuantity>> = {
  density: "none",
  drift: "drift",
  diffusion: "diffusion",
  current: "current",
  curl: "current",
};

/** Milliseconds from one picture to the next, at least: reading all cells takes the page some of them. */
const BETWEEN_PICTURES = 250;

/**
 * Runs the map of a stochastic steady state: the experiment's starts, followed for `steps` after `burnIn`. The first
 * picture has few visits, the later ones more.
 * @throws Error where the map is none of a steady state, or an axis is not linear in the state; as {@link SteadyState}
 * does; the signal's reason.
 */
export async function runSteadyState(
  device: GPUDevice,
  experiment: Experiment,
  { onPicture, signal, pace }: RunMapOptions = {},
): Promise<MapPicture> {
  const choice = experiment.map;
  if (choice === undefined || !isFieldKind(choice.kind)) throw new Error("This map is not one of a steady state.");
  const { kind } = choice;
  signal?.throwIfAborted();
  const state = await SteadyState.create(device, experiment, choice.ensemble, {
    region: regionOf(choice),
    quantity: QUANTITIES[kind],
    burnIn: choice.burnIn,
    steps: choice.steps,
  });
  const centres = { x: cellCentres(choice.x, choice.width), y: cellCentres(choice.y, choice.height) };
  const picture = async (): Promise<MapPicture> => {
    const cells = fieldCells(kind, choice, await state.read());
    signal?.throwIfAborted();
    return { experiment, choice, ...centres, cells, stride: 1, progress: state.progress };
  };
  try {
    let last = Number.NEGATIVE_INFINITY;
    while (!state.isDone) {
      signal?.throwIfAborted();
      await state.advance(pace?.());
      if (onPicture === undefined || !state.hasSamples || state.isDone) continue;
      if (performance.now() - last < BETWEEN_PICTURES) continue;
      onPicture(await picture());
      last = performance.now();
    }
    const final = await picture();
    onPicture?.(final);
    return final;
  } finally {
    state.destroy();
  }
}

function regionOf({ x, y, width, height }: MapChoice): Parameters<typeof SteadyState.create>[3]["region"] {
  return {
    components: [componentOf(x), componentOf(y)],
    x: [x.from, x.to],
    y: [y.from, y.to],
    width,
    height,
  };
}

/** The place of an axis's number among (x, y, vx, vy). */
function componentOf({ path, scale }: MapAxis): number {
  const target = axisTarget(path);
  if (target === undefined || target.kind === "hyperparameter" || scale !== "linear") {
    throw new Error(
      `A steady state's axes are linear and of the position or the velocity (/starts/x, /starts/y, /velocity/x, /velocity/y); found ${path}, ${scale}.`,
    );
  }
  return (target.kind === "position" ? 0 : 2) + (target.component === "x" ? 0 : 1);
}
