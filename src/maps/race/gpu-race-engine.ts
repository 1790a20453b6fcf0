import { optimizerOf } from "../../reference/conditions.ts";
import { type CellAxis, CellSweep, type SweepOptions } from "../../simulation/cells/cell-sweep.ts";
import { chosenStarts } from "../../simulation/cells/chosen-starts.ts";
import { CELL_NUMBERS } from "../../simulation/cells/readout.ts";
import type { PictureState } from "../../simulation/submissions.ts";
import { CONVERGENCE } from "../cell-numbers.ts";
import { measuredFrom } from "../measured-from.ts";
import type { Outcomes, RaceEngine, RaceTask, StartOutcomes } from "./engine.ts";
import type { SweepAxis } from "./sweep.ts";
import { tunableNumbers } from "./tunable.ts";

export interface GpuRaceOptions {
  readonly signal: AbortSignal | undefined;
  /** As in RunMapOptions. */
  readonly pace: (() => PictureState) | undefined;
}

/** Runs a race by the cells of maps: a setting, or a start, is a cell. */
export class GpuRaceEngine implements RaceEngine {
  constructor(
    private readonly device: GPUDevice,
    private readonly options: GpuRaceOptions,
  ) {}

  async trySettings(task: RaceTask, axes: readonly SweepAxis[], onPart: (share: number) => void): Promise<Outcomes> {
    return outcomesOf(task, await this.#run(task, { axes: cellAxes(task, axes, 1) }, onPart));
  }

  async runStarts(task: RaceTask, onPart: (share: number) => void): Promise<StartOutcomes> {
    const count = chosenStarts(task.experiment, task.starts).points.length;
    const cells = await this.#run(task, { axes: cellAxes(task, [], count), hasStartPerCell: true }, onPart);
    return {
      ...outcomesOf(task, cells),
      gradientEvaluations: numbersOf(cells, CONVERGENCE.gradients),
      diverged: numbersOf(cells, CONVERGENCE.loss).map((loss) => Number(!Number.isFinite(loss))),
    };
  }

  async #run(
    { experiment, ensemble, choice, budget, starts }: RaceTask,
    varied: Pick<SweepOptions, "axes" | "hasStartPerCell">,
    onPart: (share: number) => void,
  ): Promise<Float32Array> {
    const sweep = await CellSweep.create(this.device, {
      ...varied,
      experiment,
      ensemble,
      starts: chosenStarts(experiment, starts),
      steps: budget.steps,
      readout: "convergence",
      epsilon: choice.epsilon,
      countsArrival: choice.objective === "steps",
      fitsRate: false,
      ...(budget.gradients === undefined ? {} : { gradientBudget: budget.gradients }),
    });
    try {
      const { pace, signal } = this.options;
      return await sweep.run({
        ...(pace === undefined ? {} : { pace }),
        ...(signal === undefined ? {} : { signal }),
        onPart: ({ progress }) => onPart(progress),
      });
    } finally {
      sweep.destroy();
    }
  }
}

/**
 * The columns and the rows of a sweep: what it varies; in what is left a number that stays as it is, so that the sweeps
 * of two numbers, those of one and the race itself share their pipelines; without a number, the velocity that all
 * trajectories arrive with anyway.
 * @param count values of the columns, where nothing varies
 */
function cellAxes(task: RaceTask, axes: readonly SweepAxis[], count: number): readonly [CellAxis, CellAxis] {
  const { experiment, ensemble } = task;
  const { optimizer, hyperparameters = {} } = experiment.ensembles[ensemble] ?? {};
  const names = tunableNumbers(optimizerOf(optimizer ?? "")).map(({ name }) => name);
  const valuesOf = (name: string) => axes.find((axis) => axis.name === name)?.values;
  const held = names.filter((name) => valuesOf(name) === undefined).slice(0, 2 - axes.length);
  const chosen = names.filter((name) => valuesOf(name) !== undefined || held.includes(name));
  const [first, second] = chosen.map((name, index): CellAxis => {
    const same = new Float64Array(index === 0 ? count : 1).fill(Number(hyperparameters[name]));
    return { target: { kind: "hyperparameter", ensemble, name }, values: valuesOf(name) ?? same };
  });
  const [x, y] = experiment.starts.velocity ?? [0, 0];
  return [
    first ?? { target: { kind: "velocity", component: "x" }, values: new Float64Array(count).fill(x) },
    second ?? { target: { kind: "velocity", component: "y" }, values: Float64Array.of(y) },
  ];
}

function outcomesOf({ experiment, choice }: RaceTask, cells: Float32Array): Outcomes {
  const { lossFloor } = measuredFrom(experiment);
  const isCountedInGradients = choice.budget.kind === "gradients";
  const reached = numbersOf(cells, isCountedInGradients ? CONVERGENCE.evaluations : CONVERGENCE.steps);
  return {
    loss: numbersOf(cells, CONVERGENCE.loss).map((loss) =>
      Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss - lossFloor,
    ),
    reached: reached.map((value) => (value < 0 ? Number.POSITIVE_INFINITY : value)),
    share: numbersOf(cells, CONVERGENCE.share),
  };
}

function numbersOf(cells: Float32Array, channel: number): Float32Array {
  return Float32Array.from(
    { length: cells.length / CELL_NUMBERS },
    (_, cell) => cells[cell * CELL_NUMBERS + channel] ?? Number.NaN,
  );
}
