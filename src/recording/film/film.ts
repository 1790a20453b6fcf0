import { completeRecording } from "../../experiment/complete-recording.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { FrameSource } from "../frame-source.ts";
import { createOverlay } from "../overlay/overlay.ts";
import { type Storyboard, storyboardOf } from "../timeline/storyboard.ts";
import { Ending } from "./ending.ts";
import { FilmRenderer } from "./film-renderer.ts";

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
    private readonly renderer: FilmRenderer,
    private readonly ending: Ending,
  ) {}

  /**
   * @throws ExperimentError, SimulationTooLargeError, OutOfGraphicsMemoryError, ShaderError, DeviceLostError; RangeError
   * where the size or the supersampling cannot be; an Error where a formula cannot be typeset; the signal's reason.
   */
  static async create(device: GPUDevice, experiment: Experiment, options: FilmOptions = {}): Promise<Film> {
    const recording = experiment.recording ?? completeRecording(experiment, {});
    const { width = recording.width, height = recording.height, supersampling = 1, signal } = options;
    checkSize(width, height, supersampling);
    const ending = new Ending(device, signal);
    const storyboard = storyboardOf(experiment, recording);
    const making = createOverlay(storyboard, width, height).then((overlay) =>
      FilmRenderer.create(device, { storyboard, overlay, width, height, supersampling, ending }),
    );
    try {
      return new Film(storyboard, width, height, await ending.unlessEnded(making), ending);
    } catch (error) {
      ending.end(error);
      void making.then((renderer) => renderer.dispose()).catch(() => undefined);
      throw error;
    }
  }

  get fps(): number {
    return this.storyboard.recording.fps;
  }

  get frames(): number {
    return this.storyboard.frames;
  }

  rgba(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.renderer.frame(index, "rgba");
  }

  i420(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.renderer.frame(index, "i420");
  }

  /** A frame whose ground is transparent: the landscape, its trails and what is written over it, alone. Straight alpha. */
  transparent(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.renderer.transparent(index);
  }

  /** Frees what the film made. What is under way throws. */
  dispose(): void {
    this.ending.end(new DOMException("The film was closed.", "AbortError"));
    this.renderer.dispose();
  }
}

function checkSize(width: number, height: number, supersampling: number): void {
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 2 || side % 2 !== 0) {
      throw new RangeError(`A film has an even number of pixels along each side, not ${width} × ${height}.`);
    }
  }
  if (![1, 2, 3, 4].includes(supersampling)) {
    throw new RangeError(`Supersampling is 1, 2, 3 or 4, not ${supersampling}.`);
  }
}
