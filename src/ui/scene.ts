import { lossRange } from "../simulation/loss-range.ts";
import { ReliefGrid } from "../simulation/relief-grid.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import type { CriticalPoint, ParameterValues, Surface } from "../surfaces/surface.ts";
import { View } from "../view/view.ts";
import { reducedMotion, watchReducedMotion } from "./motion.ts";
import { listenToOrbitKeys } from "./orbit-keys.ts";
import { watchPixelRatio } from "./pixel-ratio.ts";
import * as store from "./store.ts";

/** Vertices of the relief along each side: fine enough for a valley a hundredth of the domain wide. */
const FINENESS = 385;

/** One device with its picture: the canvas, the view, and the relief of the surface that is shown. */
export class Scene {
  readonly device: GPUDevice;
  readonly view: View;
  readonly #canvas: HTMLCanvasElement;
  readonly #stopWatching: () => void;
  #grid: ReliefGrid | undefined;
  /** Prepared, and not yet shown. */
  #next: ReliefGrid | undefined;
  #surface: Surface | undefined;

  /** @param quality locks the view's quality; undefined lets it adapt. */
  static async create(device: GPUDevice, stage: HTMLElement, quality: number | undefined): Promise<Scene> {
    // A canvas keeps the device of its first context: a new device gets a new canvas.
    const canvas = document.createElement("canvas");
    canvas.className = "landscape";
    canvas.setAttribute("role", "img");
    canvas.tabIndex = 0;
    canvas.setAttribute(
      "aria-label",
      "The landscape, with a trail for every run; the legend counts what they do. Arrow keys turn it, plus and minus come closer and go back, Home begins anew.",
    );
    stage.prepend(canvas);
    const view = await View.create(device, canvas, { theme: store.theme.peek(), reducedMotion: reducedMotion() });
    listenToOrbitKeys(canvas, view);
    view.resize(stage.clientWidth, stage.clientHeight, devicePixelRatio);
    if (quality !== undefined) view.lockQuality(quality);
    return new Scene(device, view, canvas);
  }

  private constructor(device: GPUDevice, view: View, canvas: HTMLCanvasElement) {
    this.device = device;
    this.view = view;
    this.#canvas = canvas;
    const stops = [
      watchReducedMotion((on) => view.setReducedMotion(on)),
      watchPixelRatio((ratio) => view.resize(canvas.clientWidth, canvas.clientHeight, ratio)),
    ];
    this.#stopWatching = () => {
      for (const stop of stops) stop();
    };
  }

  /**
   * Gets ready for a run: its relief needs a pipeline of its own, unless only the surface's parameters are others, and
   * what draws its ensembles is compiled. The picture stays as it is until {@link color} and {@link reshape}.
   */
  async prepare(surface: Surface, ensembles: readonly EnsembleBuffers[]): Promise<void> {
    const isSame =
      this.#surface?.wgsl === surface.wgsl &&
      this.#surface.chunk === surface.chunk &&
      this.#surface.data === surface.data &&
      sameDomain(this.#surface, surface);
    if (this.#grid === undefined || !isSame) {
      const before = this.#next;
      this.#next = await ReliefGrid.create(this.device, surface, FINENESS, FINENESS);
      this.#surface = surface;
      before?.destroy();
    }
    const grid = this.#next ?? this.#grid;
    if (grid !== undefined) await this.view.prepare(grid, ensembles);
  }

  /** The relief alone follows other parameters; heights and markers wait for {@link reshape}. */
  follow(parameters: ParameterValues): void {
    this.#grid?.update(parameters);
  }

  /** Shows the surface that was prepared, with these parameters. */
  reshape(surface: Surface, parameters: ParameterValues, criticalPoints: readonly CriticalPoint[]): void {
    const before = this.#next === undefined ? undefined : this.#grid;
    this.#grid = this.#next ?? this.#grid;
    this.#next = undefined;
    if (this.#grid === undefined) return;
    this.#grid.update(parameters);
    const evaluator = surface.evaluator(parameters, "f64");
    this.view.setSurface(this.#grid, lossRange(surface, parameters), criticalPoints, (x, y) => evaluator.loss(x, y));
    before?.destroy();
  }

  /** Draws these crowds in these colours. */
  color(
    ensembles: readonly EnsembleBuffers[] | undefined,
    colors: readonly string[],
    hidden: ReadonlySet<number>,
  ): void {
    if (ensembles === undefined) return;
    this.view.setEnsembles(
      ensembles.map((buffers, index) => ({
        buffers,
        color: colors[index] ?? "#8fb4ff",
        visible: !hidden.has(index),
      })),
    );
  }

  dispose(): void {
    this.#stopWatching();
    this.view.dispose();
    this.#grid?.destroy();
    this.#next?.destroy();
    this.#canvas.remove();
  }
}

function sameDomain(a: Surface, b: Surface): boolean {
  return (["x", "y"] as const).every((axis) => a.domain[axis].every((end, index) => end === b.domain[axis][index]));
}
