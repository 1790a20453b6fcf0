import { clamp, float, mix, pow, storage, uint, uniform, varying, vec2, vec4 } from "three/tsl";
import { type BufferGeometry, FrontSide, Mesh, type Node, type NodeMaterial, type WebGPURenderer } from "three/webgpu";
import { DensityMap, type DensityPipelines } from "../simulation/density-map.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { type AdoptedBuffer, adoptBuffer } from "./adopt-buffer.ts";
import type { Relief } from "./landscape.ts";
import { additiveMaterial, densityOutputs } from "./outputs.ts";
import { reliefVertex } from "./relief.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Less than 1 draws what is thinly settled brighter beside what is crowded: counts reach over many decades. */
const COMPRESSION = 0.52;

/** Seconds in which the exposure makes up for all but a third of a change. */
const ADAPTATION = 0.25;

/** After so many seconds at rest what is left of a change no longer shows, and the exposure is set to what it should be. */
const SETTLED = 2;

/** What a drape shows: the present samples, and the run's step where it is known. */
export interface DrapeFrame {
  readonly newestSlot: number;
  readonly filledSlots: number;
  readonly fraction: number;
  readonly step?: number | undefined;
  /** Another object where the way to that step may be another. */
  readonly run?: object | undefined;
}

/**
 * The density of the crowd as light on the surface: the map is read by a mesh that has the relief's own triangles, so
 * that it follows surface, height and camera exactly and is hidden where the relief hides itself.
 */
export class Drape {
  readonly mesh: Mesh<BufferGeometry, NodeMaterial>;
  /** Where a typical trajectory is, before compression. */
  readonly light = uniform(0);
  readonly #map: DensityMap;
  readonly #density: AdoptedBuffer;
  readonly #exposure: AdoptedBuffer;
  /** What the map holds now; compared field by field, since it is asked for every frame. */
  readonly #drawn = { step: -1, newestSlot: -1, filledSlots: -1, fraction: -1, reach: -1 };
  #shown: readonly boolean[] = [];
  #run: object | undefined;
  #resting = 0;
  #isFresh = true;

  constructor(
    device: GPUDevice,
    renderer: WebGPURenderer,
    pipelines: DensityPipelines,
    readonly relief: Relief,
    readonly side: number,
    ensembles: readonly EnsembleBuffers[],
    densities: number,
    uniforms: ViewUniforms,
  ) {
    const { domain } = relief.source;
    this.#map = new DensityMap(device, pipelines, { domain, side, ensembles, groups: densities });
    this.#density = adoptBuffer(renderer, this.#map.density);
    this.#exposure = adoptBuffer(renderer, this.#map.exposure);
    const material = createMaterial(relief, uniforms, {
      density: storage(this.#density.attribute, "vec4", 0).toReadOnly() as unknown as Elements,
      exposure: storage(this.#exposure.attribute, "vec4", 0).toReadOnly() as unknown as Elements,
      light: this.light,
      side,
      groups: densities,
    });
    this.mesh = new Mesh(relief.mesh.geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
  }

  /** The buffers that three binds: density, exposure. For tests. */
  get boundBuffers(): readonly (GPUBuffer | undefined)[] {
    return [this.#density.current(), this.#exposure.current()];
  }

  get map(): DensityMap {
    return this.#map;
  }

  /**
   * Brings the map up to date where the run has moved, and lets the exposure adapt. Submits, before three draws.
   * @param shown by ensemble; another array where it is another choice
   * @param cut whether the exposure goes to its end at once
   */
  update(frame: DrapeFrame, reach: number, shown: readonly boolean[], seconds: number, cut: boolean): void {
    this.mesh.geometry = this.relief.mesh.geometry;
    const isMoved = this.#isMoved(frame, reach, shown);
    const rate = cut || this.#isFresh ? 1 : 1 - Math.exp(-Math.max(seconds, 0) / ADAPTATION);
    if (isMoved) {
      const { newestSlot, filledSlots, fraction } = frame;
      this.#map.update({ newestSlot, filledSlots, fraction, reach }, shown, rate);
      this.#resting = rate === 1 ? SETTLED : 0;
      this.#isFresh = false;
    } else if (this.#resting < SETTLED) {
      this.#resting += seconds;
      this.#map.adapt(this.#resting < SETTLED ? rate : 1);
    }
  }

  dispose(): void {
    this.#density.release();
    this.#exposure.release();
    this.mesh.removeFromParent();
    this.mesh.material.dispose();
    this.#map.destroy();
  }

  #isMoved(frame: DrapeFrame, reach: number, shown: readonly boolean[]): boolean {
    const drawn = this.#drawn;
    const isSame =
      frame.step !== undefined &&
      frame.step === drawn.step &&
      frame.run === this.#run &&
      frame.newestSlot === drawn.newestSlot &&
      frame.filledSlots === drawn.filledSlots &&
      frame.fraction === drawn.fraction &&
      reach === drawn.reach &&
      shown === this.#shown;
    if (isSame) return false;
    drawn.step = frame.step ?? -1;
    drawn.newestSlot = frame.newestSlot;
    drawn.filledSlots = frame.filledSlots;
    drawn.fraction = frame.fraction;
    drawn.reach = reach;
    this.#shown = shown;
    this.#run = frame.run;
    return true;
  }
}

/** What a node for a storage buffer is here: its elements. */
interface Elements {
  element(index: Node<"uint">): Node<"vec4">;
}

interface MapNodes {
  readonly density: Elements;
  readonly exposure: Elements;
  readonly light: Node<"float">;
  readonly side: number;
  readonly groups: number;
}

function createMaterial(relief: Relief, uniforms: ViewUniforms, map: MapNodes): NodeMaterial {
  const { u, v, position } = reliefVertex(relief.source, relief.adopted, uniforms);
  const place = varying(vec2(u, v), "drapePlace");
  const material = additiveMaterial();
  material.side = FrontSide;
  material.vertexNode = uniforms.clip(position);
  // Between the centres of four cells.
  const cell = clamp(place.mul(map.side).sub(0.5), 0, map.side - 1).toVar();
  const low = cell.floor().toVar();
  const high = low
    .add(1)
    .min(float(map.side - 1))
    .toVar();
  const share = cell.sub(low).toVar();
  const scale = float(1)
    .div(map.exposure.element(uint(0)).x.max(1e-6))
    .toVar();
  const groups = Array.from({ length: map.groups }, (_, group) => {
    const at = (x: Node<"float">, y: Node<"float">): Node<"vec4"> =>
      map.density.element(
        y
          .toUint()
          .mul(uint(map.side))
          .add(x.toUint())
          .add(uint(group * map.side * map.side)),
      );
    const south = mix(at(low.x, low.y), at(high.x, low.y), share.x);
    const north = mix(at(low.x, high.y), at(high.x, high.y), share.x);
    const density = mix(south, north, share.y);
    return pow(density.mul(scale), vec4(COMPRESSION)).mul(map.light);
  });
  material.fragmentNode = densityOutputs(groups);
  return material;
}
