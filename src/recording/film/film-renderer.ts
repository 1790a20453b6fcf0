import type { Row } from "../../charts/fan-axes.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { FrameComposer, type Layer as LayerName } from "../../gpu/frame-composer.ts";
import type { Overlay, OverlayScene, Project } from "../overlay/overlay.ts";
import type { Moment } from "../timeline/moment.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import type { Ending } from "./ending.ts";
import { FilmEye } from "./film-eye.ts";
import { FilmMaps } from "./film-maps.ts";
import { FilmRun } from "./film-run.ts";
import { FilmStage } from "./film-stage.ts";
import { FlyAlong } from "./fly-along.ts";
import { laidOver, matte, mixed } from "./matte.ts";

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

/** One look of a frame: the one that it has, or, while it dissolves, the one before. */
interface Layer {
  readonly name: LayerName;
  readonly moment: Moment;
}

/** A frame to be drawn: the run is where it should be, and what was measured there is on its way. */
interface Begun {
  readonly index: number;
  readonly layers: readonly Layer[];
  /** How much is seen of the look before, and of the first frame. */
  readonly before: number;
  readonly first: number;
  readonly current: Experiment;
  readonly rows: Promise<readonly Row[]>;
}

/** What is written over a layer needs to know. */
type Seen = Pick<OverlayScene, "project" | "criticalPoints">;

/** Makes the frames of a film, one at a time; each is a function of the storyboard and the frame's index. */
export class FilmRenderer {
  readonly #shifts: readonly (readonly [number, number])[];
  readonly #letters: OffscreenCanvasRenderingContext2D;
  readonly #eye: FilmEye;
  /** Settles when the frame before is on its way to the GPU. */
  #turn: Promise<void> = Promise.resolve();
  #hasFirst = false;

  /** @throws SimulationTooLargeError, OutOfGraphicsMemoryError, ShaderError, RangeError */
  static async create(device: GPUDevice, options: RendererOptions): Promise<FilmRenderer> {
    const { storyboard, width, height, supersampling, ending } = options;
    const { recording } = storyboard;
    const flying = await FlyAlong.create(storyboard, () => ending.check());
    const run = await FilmRun.create(device, storyboard);
    let stage: FilmStage | undefined;
    let composer: FrameComposer | undefined;
    try {
      ending.check();
      const nearest = Math.max(1, ...recording.camera.map(({ zoom }) => zoom));
      stage = await FilmStage.create(device, run.simulation, { width, height }, nearest);
      ending.check();
      composer = await FrameComposer.create(device, {
        width,
        height,
        format: navigator.gpu.getPreferredCanvasFormat(),
        samples: supersampling ** 2,
        dissolves: recording.switches.some(({ dissolve }) => dissolve > 0),
        loops: recording.loop,
      });
      const maps = new FilmMaps(device, ending.signal);
      return new FilmRenderer(options, run, stage, composer, maps, flying);
    } catch (error) {
      composer?.destroy();
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
    flying: FlyAlong,
  ) {
    const { width, height, overlay, supersampling } = options;
    // Drawn in software everywhere, so that letters do not depend on the graphics card.
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("The browser has no 2-D canvas for what is written over a film.");
    this.#letters = context;
    this.#shifts = sampleShifts(supersampling);
    this.#eye = new FilmEye(stage, overlay, flying, options.storyboard);
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
    return this.#inTurn(
      () => this.#cutOut(index),
      (pixels) => Promise.resolve(pixels),
    );
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
  async #inTurn<T, R>(prepare: () => Promise<T>, read: (prepared: T) => Promise<R>): Promise<R> {
    const { ending } = this.options;
    const before = this.#turn;
    let settle = (): void => undefined;
    this.#turn = new Promise((resolve) => {
      settle = resolve;
    });
    await before;
    let reading: Promise<R>;
    try {
      ending.check();
      await ending.unlessEnded(this.composer.whenFree());
      reading = read(await prepare());
    } finally {
      settle();
    }
    return ending.unlessEnded(reading);
  }

  /** Puts the run where a frame has it. Every wait from here on ends with the film: what is gone is not touched again. */
  async #begin(index: number): Promise<Begun> {
    const { storyboard, ending } = this.options;
    const { before, ...now } = storyboard.moment(index);
    await this.run.goTo(now.step, ending);
    const rows = ending.unlessEnded(this.run.rows());
    // It is waited for later; where drawing throws before that, nobody is to be told twice.
    rows.catch(() => undefined);
    const isDissolving = before !== undefined && before.opacity > 0;
    return {
      index,
      // Both looks of a dissolve are drawn: each frame by itself, whichever was drawn before it.
      layers: [
        { name: "now", moment: now },
        ...(isDissolving ? [{ name: "before", moment: { ...now, ...before.look } } as const] : []),
      ],
      before: isDissolving ? before.opacity : 0,
      first: now.first,
      current: this.run.simulation.current,
      rows,
    };
  }

  async #compose(index: number): Promise<void> {
    const { first: mix } = this.options.storyboard.moment(index);
    if (mix > 0 && !this.#hasFirst) await this.#compose(0);
    const begun = await this.#begin(index);
    const { layers, before, first } = begun;
    const seen = layers.map((layer) => this.#draw(index, layer));
    const letters = await this.#lettersOver(begun, seen);
    for (const [at, { name }] of layers.entries()) this.composer.setOverlay(name, letters(at));
    this.composer.compose({ pictures: picturesOf(layers), hasOverlay: true, before, first });
    if (index > 0) return;
    this.composer.keepFirst();
    this.#hasFirst = true;
  }

  /** A frame without its ground, put together on the CPU: for stills, which may take their time. */
  async #cutOut(index: number): Promise<Uint8Array<ArrayBuffer>> {
    const begun = await this.#begin(index);
    const { layers, before, first } = begun;
    const seen: Seen[] = [];
    const cut: Uint8Array<ArrayBuffer>[] = [];
    for (const { moment } of layers) {
      const layer: Layer = { name: "now", moment };
      const black = await this.#drawOver(index, layer, "#000000", seen);
      const white = await this.#drawOver(index, layer, "#ffffff");
      cut.push(matte(black, white, moment.theme === "night" ? "black" : "white"));
    }
    const letters = await this.#lettersOver(begun, seen);
    const [now, earlier] = cut.map((pixels, at) => laidOver(pixels, letters(at).data));
    if (now === undefined) throw new Error("Every frame has a look.");
    const frame = earlier === undefined ? now : mixed(now, earlier, before);
    return first > 0 ? mixed(frame, await this.#cutOut(0), first) : frame;
  }

  /** A layer's picture alone, over another ground. @param seen receives what is written over it needs to know */
  async #drawOver(index: number, layer: Layer, ground: string, seen?: Seen[]): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#draw(index, layer, ground);
    seen?.push(known);
    // Without a landscape there is nothing to take the ground from.
    if (layer.moment.layout === "map")
      return new Uint8Array(4 * this.options.width * this.options.height).fill(ground === "#000000" ? 0 : 255);
    this.composer.compose({ pictures: ["now"], hasOverlay: false, before: 0, first: 0 });
    return this.options.ending.unlessEnded(this.composer.rgba());
  }

  /** Draws the landscape in a layer's look and hands it to the composer, in one task; nothing where there is none. */
  #draw(index: number, { name, moment }: Layer, ground?: string): Seen {
    const { stage } = this;
    stage.dress(moment, ground);
    const { criticalPoints } = stage;
    if (moment.layout === "map") return { project: hidden, criticalPoints };
    const pose = this.#eye.pose(index, moment);
    for (const [sample, shift] of this.#shifts.entries()) {
      this.composer.takePicture(stage.draw(pose, moment, shift), name, sample);
    }
    return { project: stage.projector(pose), criticalPoints };
  }

  /** What is written over each of the layers, painted when it is asked for. */
  async #lettersOver({ layers, current, rows }: Begun, seen: readonly Seen[]): Promise<(layer: number) => ImageData> {
    const { storyboard, overlay, ending, width, height } = this.options;
    const [now] = layers;
    const mapped = layers.every(({ moment }) => moment.layout === "landscape")
      ? undefined
      : now && storyboard.mapped(now.moment);
    const measured = await rows;
    const map = mapped && (await ending.unlessEnded(this.maps.picture(mapped)));
    return (at) => {
      const [layer, known] = [layers[at], seen[at]];
      this.#letters.reset();
      if (layer !== undefined && known !== undefined) {
        overlay.paint(this.#letters, { ...known, moment: layer.moment, current, rows: measured, map });
      }
      return this.#letters.getImageData(0, 0, width, height);
    };
  }
}

function picturesOf(layers: readonly Layer[]): LayerName[] {
  return layers.filter(({ moment }) => moment.layout !== "map").map(({ name }) => name);
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
