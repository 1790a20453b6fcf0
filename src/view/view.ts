import type { Object3D, WebGPURenderer } from "three/webgpu";
import type { ProbePath } from "../maps/probe-path.ts";
import { type DensityMap, densityPipelines } from "../simulation/density-map.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import type { CriticalPoint } from "../surfaces/surface.ts";
import { OrbitCamera } from "./camera.ts";
import { Crowd, type CrowdMeans, densitiesFor, type ViewEnsemble } from "./crowd.ts";
import type { CrowdPlan, Tier } from "./crowd-plan.ts";
import { Detail } from "./detail.ts";
import type { Insets } from "./framing.ts";
import type { ViewMode } from "./home.ts";
import { Landscape } from "./landscape.ts";
import { Passes } from "./passes.ts";
import type { HeightField } from "./pick.ts";
import { Pointing, type Seen } from "./pointing.ts";
import { Probe } from "./probe.ts";
import { composeViewProjection, type Pose } from "./projection.ts";
import { filmLevel, QUALITY_LEVELS, type QualityLevel } from "./quality.ts";
import type { ReliefSource } from "./relief.ts";
import { createRenderer, isSoftware } from "./renderer.ts";
import { THEMES, type Theme } from "./theme.ts";
import type { PassTimings } from "./timings.ts";
import { Tone } from "./tone.ts";
import { ViewUniforms } from "./uniforms.ts";

/** Which samples of the history are drawn. */
export interface Frame {
  newestSlot: number;
  filledSlots: number;
  /** 0 … 1: heads are drawn this far between the previous and the newest sample; 1 is at the newest. */
  fraction: number;
  /** Steps done: while it stays, the density is not counted again. Without it, it is counted every frame. */
  step?: number;
  /** Another object where the way to that step may be another, so that it is counted anew: the experiment, say. */
  run?: object;
}

export interface ViewOptions {
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  /** Measures the drawing passes on the GPU where the device can: see {@link View.timings}. */
  readonly timings?: boolean;
  /**
   * Draws the same on every machine, however long a frame takes, at any number of pixels; the relief by every how manieth
   * vertex of its grid.
   */
  readonly film?: { readonly coarseness: number };
}

/** A machine without a GPU starts here instead of at the full level: fluent at once, finer once it proves fast. */
const SOFTWARE_LEVEL = QUALITY_LEVELS.length - 1;

/**
 * The landscape and the crowd on it, drawn straight from the simulation's buffers. A frame is `advance` of the
 * simulation, then `render`: one queue, in order. Nothing is read back.
 */
export class View {
  readonly #renderer: WebGPURenderer;
  readonly #uniforms = new ViewUniforms();
  readonly #tone = new Tone();
  readonly #landscape: Landscape;
  readonly #probe: Probe;
  readonly #passes: Passes;
  readonly #means: CrowdMeans;
  #crowd: Crowd;
  /** Made ready for a run that is not shown yet. */
  #nextCrowd: Crowd | undefined;
  readonly #camera: OrbitCamera;
  readonly #pointing: Pointing;
  readonly #detail: Detail;
  #theme: Theme;
  #width = 1;
  #height = 1;
  #pixelRatio = 1;
  #drawnRatio = 0;
  #hasMoved = true;
  #appliedLevel = -1;
  #isProbeWanted = false;
  readonly #drawnProjection = new Float64Array(16);
  readonly #drawn: {
    newestSlot: number;
    filledSlots: number;
    fraction: number;
    step: number | undefined;
    run: object | undefined;
  } = {
    newestSlot: 0,
    filledSlots: 1,
    fraction: 1,
    step: undefined,
    run: undefined,
  };

  /** @throws Error where three would not draw with WebGPU */
  static async create(device: GPUDevice, canvas: HTMLCanvasElement, options: ViewOptions): Promise<View> {
    const [renderer, pipelines] = await Promise.all([
      createRenderer(device, canvas, options.timings === true),
      densityPipelines(device),
    ]);
    return new View(renderer, pipelines, device, canvas, options);
  }

  private constructor(
    renderer: WebGPURenderer,
    pipelines: CrowdMeans["pipelines"],
    device: GPUDevice,
    canvas: HTMLCanvasElement,
    options: ViewOptions,
  ) {
    this.#renderer = renderer;
    this.#theme = options.theme;
    const software = isSoftware(device);
    const { film } = options;
    this.#detail = film ? new Detail(0, filmLevel(film.coarseness)) : new Detail(software ? SOFTWARE_LEVEL : 0);
    this.#landscape = new Landscape(renderer, this.#uniforms);
    this.#probe = new Probe(this.#uniforms);
    this.#passes = new Passes(renderer, this.#landscape, this.#probe, this.#tone, software ? 0 : 4);
    this.#means = { device, renderer, pipelines, uniforms: this.#uniforms, tone: this.#tone };
    this.#crowd = new Crowd(this.#means, [], 1);
    this.#camera = new OrbitCamera(canvas, options.reducedMotion);
    this.#pointing = new Pointing(canvas, this.#camera, this.#landscape);
    this.setTheme(options.theme);
  }

  /**
   * Makes and compiles all that showing a run needs, so that {@link setSurface} and {@link setEnsembles} with the same
   * grid and buffers swap it in without a stall. What is shown stays until then, and where this throws.
   * @throws OutOfGraphicsMemoryError where the graphics adapter has no room for what draws the run
   */
  async prepare(grid: ReliefSource, ensembles: readonly EnsembleBuffers[]): Promise<void> {
    await this.#passes.prepare();
    const relief = this.#landscape.prepare(grid);
    if (relief !== undefined) await this.#passes.compileRelief(relief.mesh);
    this.#nextCrowd?.dispose();
    this.#nextCrowd = undefined;
    if (this.#crowd.holds(ensembles)) return;
    const densities = densitiesFor(ensembles.length);
    await this.#passes.prepareDensities(densities);
    const crowd = new Crowd(this.#means, ensembles, densities);
    this.#nextCrowd = crowd;
    crowd.setRelief(relief ?? this.#landscape.relief);
    try {
      await crowd.warm(this.#plan(crowd), this.#compileFor(crowd));
    } catch (error) {
      if (this.#nextCrowd === crowd) this.#nextCrowd = undefined;
      crowd.dispose();
      throw error;
    }
  }

  /**
   * Shows a surface. With the grid that is shown already (its parameters changed) the mesh and the camera stay.
   * @param range the lowest and the highest loss over the domain
   * @param loss the same surface on the CPU, for pointing, labels and framing
   */
  setSurface(
    grid: ReliefSource,
    range: { readonly lowest: number; readonly highest: number },
    criticalPoints: readonly CriticalPoint[],
    loss: (x: number, y: number) => number,
  ): void {
    const isAnother = this.#landscape.show(grid, range, criticalPoints, loss);
    if (this.#landscape.field !== undefined) this.#probe.setMap(this.#landscape.field.map);
    if (!isAnother) return;
    this.#detail.reset();
    this.#appliedLevel = -1;
    this.#camera.setPoints(this.#landscape.framePoints(), true);
  }

  /** Shows ensembles. With the same buffers only colours and visibility are taken over. */
  setEnsembles(ensembles: readonly ViewEnsemble[]): void {
    const buffers = ensembles.map((ensemble) => ensemble.buffers);
    if (!this.#crowd.holds(buffers)) {
      const densities = densitiesFor(ensembles.length);
      this.#crowd.dispose();
      this.#passes.setDensities(densities);
      const isReady = this.#nextCrowd?.holds(buffers) === true;
      this.#crowd = (isReady ? this.#nextCrowd : undefined) ?? new Crowd(this.#means, buffers, densities);
      if (isReady) this.#nextCrowd = undefined;
      this.#passes.lights.add(this.#crowd.root);
      this.#detail.reset();
    }
    this.#crowd.recolor(ensembles);
    this.#appliedLevel = -1;
  }

  /**
   * Draws the trajectories of a map's cell over the crowd, which steps back meanwhile; undefined takes them away. A
   * picture of the same cell that knows more takes the place of the one before.
   * @param color #rrggbb
   */
  setProbe(path: ProbePath | undefined, color: string): void {
    this.#probe.show(path, color);
    if (path !== undefined) this.prepareProbe();
  }

  /** Compiles what draws a probe, so that the first one is there at once. */
  prepareProbe(): void {
    if (this.#isProbeWanted) return;
    this.#isProbeWanted = true;
    void this.#passes.prepareProbe().then(() => this.#probe.ready());
  }

  /** Whether a path is drawn: what draws the first one is compiled before it is seen. */
  get isProbing(): boolean {
    return this.#probe.isSeen;
  }

  /** @param ground #rrggbb in place of the theme's own behind the relief */
  setTheme(theme: Theme, ground?: string): void {
    this.#theme = theme;
    const colors = ground === undefined ? THEMES[theme] : { ...THEMES[theme], ground, glow: ground };
    this.#landscape.setTheme(colors);
    this.#probe.setTheme(colors);
    this.#tone.ink.value = colors.ink;
    this.#appliedLevel = -1;
  }

  setHeight(height: "linear" | "logarithmic"): void {
    if (!this.#landscape.setHeight(height)) return;
    this.#camera.setPoints(this.#landscape.framePoints(), false);
    // Where nothing eases, places in the scene are those of the new height from now on.
    if (this.#camera.reducedMotion) this.#landscape.ease(0, true);
  }

  setMode(mode: ViewMode): void {
    this.#camera.setMode(mode);
  }

  /** Draws from a pose until another is set, whatever a person does; undefined gives the camera back to them. */
  setPose(pose: Pose | undefined): void {
    this.#camera.hold(pose);
  }

  /** Where the eye is now; not to be changed. */
  get pose(): Readonly<Pose> {
    return this.#camera.pose;
  }

  /** Scene points, x y z after another, that a framing of the surface should keep in view. */
  framePoints(): Float64Array {
    return this.#landscape.framePoints();
  }

  /** The surface as it is drawn, on the CPU; it stays as it is when the view shows another. */
  get field(): HeightField | undefined {
    return this.#landscape.field;
  }

  setInsets(insets: Insets): void {
    this.#camera.setInsets(insets);
  }

  /** Turns the relief or moves the map by radians, and comes closer by a factor of the distance: what keys ask for. */
  nudge(right: number, up: number, closer: number): void {
    this.#camera.nudge(right, up, closer);
  }

  /** The camera goes back to where it began. */
  returnHome(): void {
    this.#camera.returnHome();
  }

  setReducedMotion(on: boolean): void {
    this.#camera.setReducedMotion(on);
  }

  /** @param width and height in CSS pixels */
  resize(width: number, height: number, pixelRatio: number): void {
    this.#width = Math.max(width, 1);
    this.#height = Math.max(height, 1);
    this.#pixelRatio = pixelRatio;
    this.#drawnRatio = 0;
    this.#camera.resize(this.#width, this.#height);
  }

  /** @param seconds since the last frame: moves camera and heights, and tells how fast this machine is */
  render(frame: Frame, seconds: number): void {
    const level = this.#detail.frame(seconds);
    // A crossfade under way is finished before the next begins.
    if (level !== this.#appliedLevel && (this.#appliedLevel < 0 || !this.#crowd.isBusy)) this.#apply(level);
    this.#fitCanvas(this.#detail.at(this.#appliedLevel));
    this.#camera.update(seconds);
    this.#landscape.ease(seconds, this.#camera.reducedMotion);
    this.#updateUniforms(frame);
    this.#hasMoved = this.#landscape.changed;
    this.#probe.frame(seconds, this.#camera.pose.perspective, this.#camera.reducedMotion);
    this.#tone.presence.value = this.#probe.presence;
    this.#crowd.frame(this.#drawn, seconds, this.#camera.reducedMotion);
    this.#passes.render();
  }

  /** Whether the frame that was drawn last shows the landscape otherwise, or from elsewhere, than the one before. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  /** The point of the surface under the pointer, in parameter coordinates. Client coordinates as of pointer events. */
  pick(clientX: number, clientY: number): { x: number; y: number } | undefined {
    return this.#pointing.pick(clientX, clientY);
  }

  /** Where a point of the surface is drawn, in CSS pixels from the canvas's left top. */
  project(x: number, y: number): Seen | undefined {
    return this.#pointing.project(x, y, this.#width, this.#height);
  }

  get quality(): { readonly level: number; readonly levels: number; readonly label: string } {
    const { level } = this.#detail;
    return { level, levels: QUALITY_LEVELS.length, label: this.#detail.at(level).label };
  }

  /** Draws at one level whatever the frame time, 0 being everything; undefined lets it adapt again. */
  lockQuality(level: number | undefined): void {
    this.#detail.lock(level);
    this.#appliedLevel = -1;
  }

  /** Draws in one tier whatever the count; undefined lets the count and the level of quality choose again. */
  lockTier(tier: Tier | undefined): void {
    this.#detail.lockTier(tier);
    this.#appliedLevel = -1;
  }

  /** The tier that is drawn now, or faded to. */
  get tier(): Tier {
    return this.#crowd.plan?.tier ?? "ribbons";
  }

  /**
   * GPU time of each drawing pass of the latest frame. It reads back: for measuring, not for every frame.
   * @returns undefined unless the view was made with `timings` and the device has timestamp queries
   */
  timings(): Promise<PassTimings | undefined> {
    return this.#passes.timer.resolve();
  }

  /** The density that is drawn, where the tier has one. For tests. */
  get densityMap(): DensityMap | undefined {
    return this.#crowd.drape?.map;
  }

  /** The buffers that three reads: of the relief, then of the ensembles, then of the density. For tests. */
  get boundBuffers(): readonly (GPUBuffer | undefined)[] {
    return [
      this.#landscape.boundBuffer,
      ...Array.from({ length: this.#crowd.ensembles }, (_, index) => this.#crowd.adoptedBuffer(index)),
      ...(this.#crowd.drape?.boundBuffers ?? []),
    ];
  }

  /** Frees what the view made. The simulation's buffers stay. */
  dispose(): void {
    this.#nextCrowd?.dispose();
    this.#crowd.dispose();
    this.#landscape.dispose();
    this.#probe.dispose();
    this.#camera.dispose();
    this.#passes.dispose();
    void this.#renderer.dispose();
  }

  /** At once where the page asks for something else to be seen; compiled first and faded to where only speed does. */
  #apply(level: number): void {
    const isAsked = this.#appliedLevel < 0;
    this.#appliedLevel = level;
    this.#landscape.setCoarseness(this.#detail.at(level).coarseness);
    this.#crowd.setRelief(this.#landscape.relief);
    const crowd = this.#crowd;
    if (isAsked) crowd.cut(this.#plan(crowd));
    else void crowd.fade(this.#plan(crowd), this.#compileFor(crowd), this.#camera.reducedMotion);
  }

  #plan(crowd: Crowd): CrowdPlan {
    return this.#detail.plan(crowd.total, THEMES[this.#theme].ink);
  }

  #compileFor(crowd: Crowd): (objects: Object3D) => Promise<void> {
    return (objects) => this.#passes.compileLights(objects, crowd.densities);
  }

  #fitCanvas(level: QualityLevel): void {
    const ratio = Math.min(this.#pixelRatio, level.pixelRatio);
    if (ratio === this.#drawnRatio) return;
    this.#drawnRatio = ratio;
    const width = Math.max(Math.round(this.#width * ratio), 1);
    const height = Math.max(Math.round(this.#height * ratio), 1);
    this.#passes.setSize(width, height);
    this.#uniforms.viewport.value.set(width, height);
    this.#uniforms.pixelRatio.value = ratio;
  }

  #updateUniforms(frame: Frame): void {
    const uniforms = this.#uniforms;
    const { pose } = this.#camera;
    const { elements } = uniforms.viewProjection.value;
    composeViewProjection(pose, this.#width, this.#height, elements, uniforms.depthRow.value);
    for (let i = 0; i < 16; i++) {
      const element = elements[i] ?? 0;
      if (element !== this.#drawnProjection[i]) this.#landscape.changed = true;
      this.#drawnProjection[i] = element;
    }
    const depthScale = Math.hypot(elements[2] ?? 0, elements[6] ?? 0, elements[10] ?? 0);
    // In sharp valleys the mesh lies above the true floor by up to about a cell's size.
    uniforms.depthLead.value = depthScale * (0.008 + 2 * this.#landscape.cell);
    uniforms.newestSlot.value = frame.newestSlot;
    uniforms.filledSlots.value = frame.filledSlots;
    uniforms.fraction.value = frame.filledSlots > 1 ? frame.fraction : 1;
    this.#drawn.newestSlot = frame.newestSlot;
    this.#drawn.filledSlots = frame.filledSlots;
    this.#drawn.fraction = uniforms.fraction.value;
    this.#drawn.step = frame.step;
    this.#drawn.run = frame.run;
    this.#landscape.ground.middle.value.set(pose.centerX / this.#width, pose.centerY / this.#height);
  }
}
