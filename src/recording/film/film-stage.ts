import { ensembleColors } from "../../charts/ensemble-look.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { lossRange } from "../../simulation/loss-range.ts";
import { ReliefGrid } from "../../simulation/relief-grid.ts";
import type { Simulation } from "../../simulation/simulation.ts";
import type { CriticalPoint } from "../../surfaces/surface.ts";
import { type HeightField, type ScenePoint, scenePlace } from "../../view/pick.ts";
import { projectSurface } from "../../view/pointing.ts";
import type { Pose } from "../../view/projection.ts";
import { View } from "../../view/view.ts";
import type { Project } from "../overlay/overlay.ts";
import type { Look, Moment } from "../timeline/moment.ts";
import type { ViewSize } from "./film-camera.ts";

/** Vertices of the relief along each side, as in the page. */
const FINENESS = 385;

/** Pixels of a film's shorter side for which one pixel is one: letters and lines grow with the film. */
const REFERENCE = 540;

/** The longer side of the landscape's base is drawn about as long as this share of a film's shorter side. */
const SPAN = 0.65;

/** Pixels of the film along the side of a relief's cell: finer ones are not seen, and cost as much as all the rest. */
const FINEST = 1.25;

/** Every how manieth vertex is drawn where the film's shorter side has so many pixels, enlarged by the zoom. */
function coarsenessFor(pixels: number): number {
  return Math.min(Math.max(Math.floor((FINEST * (FINENESS - 1)) / (SPAN * pixels)), 1), 3);
}

/** The landscape of a film, drawn on a canvas that nobody sees. */
export class FilmStage {
  /** The frame in the view's pixels, and how many of the film's are one of them. */
  readonly size: ViewSize;
  readonly unit: number;
  #theme: Look["theme"] | undefined;
  #ground: string | undefined;
  /** The surface's parameters as they are drawn, as text: a run that was put back has others that are the same. */
  #parameters: string | undefined;
  #points: readonly CriticalPoint[] = [];

  /** @param nearest the largest zoom of the film */
  static async create(
    device: GPUDevice,
    simulation: Simulation,
    { width, height }: ViewSize,
    nearest: number,
  ): Promise<FilmStage> {
    const film = { coarseness: coarsenessFor(Math.min(width, height) * nearest) };
    const canvas = document.createElement("canvas");
    const view = await View.create(device, canvas, { theme: "night", reducedMotion: true, film });
    let grid: ReliefGrid | undefined;
    try {
      grid = await ReliefGrid.create(device, simulation.surface, FINENESS, FINENESS);
      await view.prepare(grid, simulation.ensembles);
      const context = canvas.getContext("webgpu");
      if (context === null) throw new Error("The canvas of a film has no WebGPU context.");
      return new FilmStage(view, grid, simulation, context, { width, height });
    } catch (error) {
      view.dispose();
      grid?.destroy();
      throw error;
    }
  }

  private constructor(
    private readonly view: View,
    private readonly grid: ReliefGrid,
    private readonly simulation: Simulation,
    private readonly context: GPUCanvasContext,
    { width, height }: ViewSize,
  ) {
    this.unit = Math.min(width, height) / REFERENCE;
    this.size = { width: width / this.unit, height: height / this.unit };
    view.resize(this.size.width, this.size.height, this.unit);
    this.#follow(simulation.current);
  }

  /** The surface as it is drawn. */
  get field(): HeightField {
    const { field } = this.view;
    if (field === undefined) throw new Error("A film shows a surface from its beginning.");
    return field;
  }

  get criticalPoints(): readonly CriticalPoint[] {
    return this.#points;
  }

  /** The points that a framing is to keep in view, of the present surface at a height. */
  framePoints(height: Look["height"]): Float64Array {
    this.view.setHeight(height);
    return this.view.framePoints();
  }

  /**
   * Takes on a look, and the surface's present parameters.
   * @param ground #rrggbb in place of the theme's
   */
  dress({ theme, height }: Pick<Look, "theme" | "height">, ground?: string): void {
    this.#follow(this.simulation.current);
    this.view.setHeight(height);
    if (theme === this.#theme && ground === this.#ground) return;
    this.view.setTheme(theme, ground);
    if (theme !== this.#theme) this.#color(theme);
    this.#theme = theme;
    this.#ground = ground;
  }

  /** Draws, and gives the picture: it is there until the task ends. Its pixels are shifted by these parts of one. */
  draw(
    pose: Pose,
    { step, fraction }: Pick<Moment, "step" | "fraction">,
    [right, down]: readonly [number, number],
  ): GPUTexture {
    const { newestSlot, filledSlots, experiment } = this.simulation;
    const { centerX, centerY } = pose;
    this.view.setPose({ ...pose, centerX: centerX + right / this.unit, centerY: centerY + down / this.unit });
    this.view.render({ newestSlot, filledSlots, fraction, step, run: experiment }, 0);
    return this.context.getCurrentTexture();
  }

  /** Where a point of the surface, as it is drawn now, is in the scene. */
  place(x: number, y: number): ScenePoint {
    return scenePlace(this.field, x, y);
  }

  /** Where points of the surface, as it is drawn now, are seen from a pose; in pixels of the film. */
  projector(pose: Pose): Project {
    const { field, size, unit } = this;
    return (x, y) => {
      const { left, top, visible } = projectSurface(field, pose, { x, y }, size);
      return { left: left * unit, top: top * unit, visible };
    };
  }

  dispose(): void {
    this.view.dispose();
    this.grid.destroy();
    // three's renderer stays reachable from the device for as long as that lives: it is not to hold the canvas's textures.
    this.context.unconfigure();
  }

  #follow({ surface: { parameters } }: Experiment): void {
    const values = JSON.stringify(parameters);
    if (values === this.#parameters) return;
    this.#parameters = values;
    const { surface } = this.simulation;
    this.#points = surface.criticalPoints(parameters);
    this.grid.update(parameters);
    const evaluator = surface.evaluator(parameters, "f64");
    const loss = (x: number, y: number) => evaluator.loss(x, y);
    this.view.setSurface(this.grid, lossRange(surface, parameters), this.#points, loss);
  }

  #color(theme: Look["theme"]): void {
    const colors = ensembleColors(this.simulation.experiment.ensembles, theme);
    this.view.setEnsembles(
      this.simulation.ensembles.map((buffers, index) => ({
        buffers,
        color: colors[index] ?? "#8fb4ff",
        visible: true,
      })),
    );
  }
}
