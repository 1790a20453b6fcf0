import { FrameComposer, type Layer } from "../../gpu/frame-composer.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import type { ScenePoint } from "../../view/pick.ts";
import type { Pose } from "../../view/projection.ts";
import type { Overlay } from "../overlay/overlay.ts";
import type { OverlayScene, Project } from "../overlay/overlay-scene.ts";
import type { CameraTarget, Look, Moment } from "../timeline/moment.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import type { Ending } from "./ending.ts";
import { type Fitted, fitLandscape, poseAt } from "./film-camera.ts";
import { FilmMaps } from "./film-maps.ts";
import { FilmRun } from "./film-run.ts";
import { FilmStage } from "./film-stage.ts";

export interface RendererOptions {
  readonly storyboard: Storyboard;
  readonly overlay: Overlay;
  /** Pixels, even. */
  readonly width: number;
  readonly height: number;
  readonly supersampling: number;
  /** Ends what is under way. */
  readonly ending: Ending;
}

/** A picture of a frame, drawn and taken, and what is needed to write over it. */
interface Drawn {
  readonly name: Layer;
  readonly moment: Moment;
  readonly scene: Pick<OverlayScene, "project" | "criticalPoints">;
  /** Whether there is a landscape in it. */
  readonly hasPicture: boolean;
}

/** Makes the frames of a film, one at a time; each is a function of the storyboard and the frame's index. */
export class FilmRenderer {
  readonly #fitted = new Map<string, Fitted>();
  readonly #shifts: readonly (readonly [number, number])[];
  readonly #points: Readonly<Record<Look["height"], Float64Array>>;
  readonly #letters: OffscreenCanvasRenderingContext2D;
  /** Settles when the frame before is on its way to the GPU. */
  #turn: Promise<void> = Promise.resolve();
  #hasFirst = false;

  /** @throws SimulationTooLargeError, OutOfGraphicsMemoryError, ShaderError, RangeError */
  static async create(device: GPUDevice, options: RendererOptions): Promise<FilmRenderer> {
    const { storyboard, width, height, supersampling, ending } = options;
    const { recording } = storyboard;
    const run = await FilmRun.create(device, storyboard);
    let stage: FilmStage | undefined;
    try {
      ending.check();
      stage = await FilmStage.create(device, run.simulation, width, height);
      ending.check();
      const composer = await FrameComposer.create(device, {
        width,
        height,
        format: navigator.gpu.getPreferredCanvasFormat(),
        samples: supersampling ** 2,
        dissolves: recording.switches.some(({ dissolve }) => dissolve > 0),
        loops: recording.loop,
      });
      return new FilmRenderer(options, run, stage, composer, new FilmMaps(device, ending.signal));
    } catch (error) {
      stage?.dispose();
      run.destroy();
      throw error;
    }
  }

  private constructor(
    private readonly options: RendererOptions,
    private readonly run: FilmRun,
    private readonly stage: FilmStage,
    private readonly composer: FrameComposer,
    private readonly maps: FilmMaps,
  ) {
    const { width, height } = options;
    // Drawn in software everywhere, so that letters do not depend on the graphics card.
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("The browser has no 2-D canvas for what is written over a film.");
    this.#letters = context;
    this.#shifts = sampleShifts(options.supersampling);
    this.#points = { linear: stage.framePoints("linear"), logarithmic: stage.framePoints("logarithmic") };
  }

  /** The pixels of a frame, as a FrameSource gives them. */
  frame(index: number, form: "rgba" | "i420"): Promise<Uint8Array<ArrayBuffer>> {
    return this.#inTurn(
      () => this.#compose(index),
      () => this.composer[form](),
    );
  }

  /** A frame on transparent ground: RGBA, straight alpha. */
  transparent(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.reject(new Error(`No transparent frame ${index} yet.`));
  }

  dispose(): void {
    this.composer.destroy();
    this.stage.dispose();
    this.run.destroy();
  }

  /**
   * Works when the frames asked for before are on their way. What is read may still be on its way when the next frame
   * begins: the GPU works on that one meanwhile.
   */
  async #inTurn<T>(prepare: () => Promise<void>, read: () => Promise<T>): Promise<T> {
    const { ending } = this.options;
    const before = this.#turn;
    let settle = (): void => undefined;
    this.#turn = new Promise((resolve) => {
      settle = resolve;
    });
    await before;
    let reading: Promise<T>;
    try {
      ending.check();
      await ending.unlessEnded(this.composer.whenFree());
      await prepare();
      reading = read();
    } finally {
      settle();
    }
    return ending.unlessEnded(reading);
  }

  /** Every wait in here ends with the film: what was let go of is not touched again. */
  async #compose(index: number): Promise<void> {
    const { storyboard, ending } = this.options;
    if (!Number.isInteger(index) || index < 0 || index >= storyboard.frames) {
      throw new RangeError(`There is no frame ${index} in a film of ${storyboard.frames}.`);
    }
    const moment = storyboard.moment(index);
    if (moment.first > 0 && !this.#hasFirst) await this.#compose(0);
    await this.run.goTo(moment.step, ending);
    const { current } = this.run.simulation;
    const reading = ending.unlessEnded(this.run.rows());
    // It is waited for below; where drawing throws before that, nobody is to be told twice.
    reading.catch(() => undefined);
    const { before, ...now } = moment;
    const isDissolving = before !== undefined && before.opacity > 0;
    // Both looks of a dissolve are drawn: each frame by itself, whichever was drawn before it.
    const layers = [this.#draw(index, now, "now")];
    if (isDissolving) layers.push(this.#draw(index, { ...now, ...before.look }, "before"));
    const rows = await reading;
    const map = await this.#map(layers, moment);
    for (const layer of layers) this.#write({ ...layer.scene, moment: layer.moment, current, rows, map }, layer.name);
    this.composer.compose({
      pictures: layers.filter(({ hasPicture }) => hasPicture).map(({ name }) => name),
      hasOverlay: true,
      before: isDissolving ? before.opacity : 0,
      first: moment.first,
    });
    if (index > 0) return;
    this.composer.keepFirst();
    this.#hasFirst = true;
  }

  /** Draws the landscape in the moment's look and hands it to the composer, in one task. */
  #draw(index: number, moment: Moment, name: Layer): Drawn {
    const { stage } = this;
    stage.dress(moment);
    const { criticalPoints } = stage;
    if (moment.layout === "map") return { name, moment, scene: { project: hidden, criticalPoints }, hasPicture: false };
    const pose = this.#pose(index, moment);
    for (const [sample, shift] of this.#shifts.entries()) {
      this.composer.takePicture(stage.draw(pose, moment, shift), name, sample);
    }
    return { name, moment, scene: { project: stage.projector(pose), criticalPoints }, hasPicture: true };
  }

  #pose(_index: number, moment: Moment): Pose {
    const { stage } = this;
    const { relief } = this.#fit(moment);
    const home = { x: relief.targetX, y: relief.targetY, z: relief.targetZ };
    const { from, to, share } = moment.camera;
    const place = ({ target }: CameraTarget): ScenePoint => {
      if (target !== undefined) return stage.place(...target);
      return home;
    };
    const [a, b] = [place(from), place(to)];
    const mix = (key: keyof ScenePoint): number => (1 - share) * a[key] + share * b[key];
    return poseAt(moment.camera, this.#fit(moment), { x: mix("x"), y: mix("y"), z: mix("z") });
  }

  /** The landscape's framing: of the surface as it is at the beginning, so that it rests while a number changes. */
  #fit(moment: Moment): Fitted {
    const { stage } = this;
    const { top, right, bottom, left } = this.options.overlay.insets(moment);
    const key = [moment.height, top, right, bottom, left].join(" ");
    const known = this.#fitted.get(key);
    if (known !== undefined) return known;
    const insets = {
      top: top / stage.unit,
      right: right / stage.unit,
      bottom: bottom / stage.unit,
      left: left / stage.unit,
    };
    const fitted = fitLandscape(this.#points[moment.height], stage.size, insets);
    this.#fitted.set(key, fitted);
    return fitted;
  }

  async #map(layers: readonly Drawn[], moment: Moment): Promise<MapPicture | undefined> {
    const { storyboard, ending } = this.options;
    if (layers.every((layer) => layer.moment.layout === "landscape")) return undefined;
    const mapped = storyboard.mapped(moment);
    return mapped && ending.unlessEnded(this.maps.picture(mapped));
  }

  #write(scene: OverlayScene, name: Layer): void {
    const { overlay, width, height } = this.options;
    this.#letters.reset();
    overlay.paint(this.#letters, scene);
    this.composer.setOverlay(name, this.#letters.getImageData(0, 0, width, height));
  }
}

/** Where no landscape is drawn, nothing of it is seen. */
const hidden: Project = () => ({ left: 0, top: 0, visible: false });

/** Where in a pixel each of a picture's drawings has its middle, in pixels from the pixel's own: an even grid. */
function sampleShifts(supersampling: number): readonly (readonly [number, number])[] {
  const shift = (index: number): number => (index + 0.5) / supersampling - 0.5;
  return Array.from({ length: supersampling ** 2 }, (_, index) => [
    shift(index % supersampling),
    shift(Math.floor(index / supersampling)),
  ]);
}
