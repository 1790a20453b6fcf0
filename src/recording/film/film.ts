import type { Experiment } from "../../experiment/experiment.ts";
import type { FrameSource } from "../frame-source.ts";
import type { Storyboard } from "../timeline/storyboard.ts";

export interface FilmOptions {
  /** Pixels, even; the recording's when absent. */
  readonly width?: number;
  readonly height?: number;
  /** Pixels along each side that are drawn for one of the film, 1 … 4; 1 when absent. */
  readonly supersampling?: number;
  /** Ends what is under way, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The film of an experiment: its run, its landscape and its maps, drawn aside from the page on a device. A frame depends
 * on the experiment and its index alone: asked for in any order, twice, in the page or headless, it has the same pixels.
 */
export class Film implements FrameSource {
  private constructor(
    readonly storyboard: Storyboard,
    readonly width: number,
    readonly height: number,
  ) {}

  /**
   * @throws ExperimentError, SimulationTooLargeError, OutOfGraphicsMemoryError, ShaderError; an Error where a formula
   * cannot be typeset.
   */
  static async create(_device: GPUDevice, experiment: Experiment, _options: FilmOptions = {}): Promise<Film> {
    throw new Error(`No film of ${experiment.steps} steps yet.`);
  }

  get fps(): number {
    return this.storyboard.recording.fps;
  }

  get frames(): number {
    return this.storyboard.frames;
  }

  async rgba(index: number): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error(`No frame ${index} yet.`);
  }

  async i420(index: number): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error(`No frame ${index} yet.`);
  }

  /** A frame whose ground is transparent: the landscape, its trails and what is written over it, alone. Straight alpha. */
  async transparent(index: number): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error(`No frame ${index} yet.`);
  }

  /** Frees what the film made. What is under way throws. */
  dispose(): void {
    return undefined;
  }
}
