import type { Row } from "../../charts/fan-axes.ts";
import { Simulation } from "../../simulation/simulation.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import type { Ending } from "./ending.ts";

/** The run of a film: put at any step, forwards or back, with what was measured of it up to there. */
export class FilmRun {
  /** Sampled rows by ascending step, as far as the run has ever been. */
  readonly #sampled: Row[] = [];
  /** The row of the step that was read last. */
  #present: { readonly step: number; readonly row: Row } | undefined;

  private constructor(
    readonly simulation: Simulation,
    private readonly hasRows: boolean,
  ) {}

  static async create(device: GPUDevice, { experiment, recording }: Storyboard): Promise<FilmRun> {
    const { legend, chart } = recording.overlays;
    const simulation = await Simulation.create(device, experiment, { series: chart });
    return new FilmRun(simulation, legend || chart);
  }

  /** Goes to a step, in submissions that leave others their frames. */
  async goTo(step: number, ending: Ending): Promise<void> {
    const { simulation } = this;
    simulation.returnFor(step);
    while (simulation.step < step) {
      simulation.advanceBriefly(step - simulation.step, "still");
      if (simulation.step >= step) return;
      await ending.unlessEnded(simulation.whenReady());
    }
  }

  /**
   * The rows up to the present step, and that of the step itself; none where the film shows nothing of them. What is
   * measured is what the queue has reached when this is called.
   */
  async rows(): Promise<readonly Row[]> {
    if (!this.hasRows) return [];
    const { step } = this.simulation;
    const present = this.#present?.step === step ? this.#present.row : await this.#read(step);
    return [...this.#sampled.filter((row) => stepOf(row) < step), present];
  }

  destroy(): void {
    this.simulation.destroy();
  }

  async #read(step: number): Promise<Row> {
    const { now, sampled } = await this.simulation.statistics();
    this.#sampled.push(...sampled);
    this.#present = { step, row: now };
    return now;
  }
}

function stepOf(row: Row): number {
  return row[0]?.step ?? 0;
}
