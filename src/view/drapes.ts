import type { WebGPURenderer } from "three/webgpu";
import { DensityMap, type DensityPipelines } from "../simulation/density-map.ts";
import { historySamples, SAMPLE_BYTES } from "../simulation/history-layout.ts";
import { OutOfGraphicsMemoryError } from "../simulation/limits.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { Drape, type DrapeFrame } from "./drape.ts";
import type { Relief } from "./landscape.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** What drapes are made with. */
export interface DrapeMeans {
  readonly device: GPUDevice;
  readonly renderer: WebGPURenderer;
  readonly pipelines: DensityPipelines;
  readonly uniforms: ViewUniforms;
}

/** The drapes of one crowd by their fineness, on the relief that is shown: two while one fades into the other. */
export class Drapes {
  #made: readonly Drape[] = [];
  #relief: Relief | undefined;

  constructor(
    private readonly means: DrapeMeans,
    private readonly ensembles: readonly EnsembleBuffers[],
    private readonly densities: number,
  ) {}

  get all(): readonly Drape[] {
    return this.#made;
  }

  /** The relief that they lie on; those on another one are dropped. */
  setRelief(relief: Relief | undefined): void {
    if (relief === this.#relief) return;
    this.#relief = relief;
    this.#keep((drape) => drape.relief === relief);
  }

  /** The drape of this fineness, made if need be; none for 0, or without a relief. */
  of(side: number): Drape | undefined {
    if (side === 0 || this.#relief === undefined) return undefined;
    const known = this.#made.find((drape) => drape.side === side);
    if (known !== undefined) return known;
    const { device, renderer, pipelines, uniforms } = this.means;
    const { ensembles, densities } = this;
    const drape = new Drape(device, renderer, pipelines, this.#relief, side, ensembles, densities, uniforms);
    this.#made = [...this.#made, drape];
    return drape;
  }

  /**
   * As {@link of}, and asks whether the graphics adapter had room for it.
   * @throws OutOfGraphicsMemoryError with the bytes of the histories and of the map that finds no room beside them
   */
  async make(side: number): Promise<Drape | undefined> {
    const { device } = this.means;
    const before = this.#made;
    device.pushErrorScope("out-of-memory");
    const drape = this.of(side);
    // Taken back before anything is awaited: scopes are a stack that others use too.
    const failed = device.popErrorScope();
    if (drape === undefined || before.includes(drape) || (await failed) === null) return drape;
    this.#keep((other) => other !== drape);
    const most = Math.max(...this.ensembles.map(({ trajectories }) => trajectories));
    const histories = this.ensembles.reduce(
      (sum, { trajectories, slots }) => sum + historySamples(trajectories, slots),
      0,
    );
    throw new OutOfGraphicsMemoryError(most, histories * SAMPLE_BYTES + DensityMap.bytes(side, this.densities));
  }

  /** Drops all but those of this fineness. */
  keep(sides: readonly number[]): void {
    this.#keep((drape) => sides.includes(drape.side));
  }

  update(frame: DrapeFrame, reach: number, shown: readonly boolean[], seconds: number, cut: boolean): void {
    for (const drape of this.#made) drape.update(frame, reach, shown, seconds, cut);
  }

  dispose(): void {
    this.#keep(() => false);
  }

  #keep(isKept: (drape: Drape) => boolean): void {
    const kept = this.#made.filter(isKept);
    for (const drape of this.#made) if (!kept.includes(drape)) drape.dispose();
    this.#made = kept;
  }
}
