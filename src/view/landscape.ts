import { type BufferGeometry, type Mesh, type NodeMaterial, Scene, type WebGPURenderer } from "three/webgpu";
import type { CriticalPoint } from "../surfaces/surface.ts";
import { type AdoptedBuffer, adoptBuffer } from "./adopt-buffer.ts";
import { Ground } from "./ground.ts";
import { chooseHeightScale } from "./height.ts";
import { Markers } from "./markers.ts";
import { type HeightField, surfaceHeight } from "./pick.ts";
import { createRelief, ReliefColors, type ReliefSource } from "./relief.ts";
import { ReliefGeometries } from "./relief-geometry.ts";
import { mapDomain } from "./scene-map.ts";
import type { ThemeColors } from "./theme.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Losses along a side of the sample from which the height scale is worked out. */
const SAMPLES = 33;

/** Points a side over the surface, and along each edge, that the framing keeps in view: valleys may leave by the rim. */
const INNER = 13;
const RIM = 121;

/** Seconds that the change between linear and logarithmic height takes. */
const HEIGHT_EASE = 0.6;

/** A grid and the mesh that shows it. */
export interface Relief {
  readonly source: ReliefSource;
  readonly adopted: AdoptedBuffer;
  readonly mesh: Mesh<BufferGeometry, NodeMaterial>;
}

/** The surface: its relief, the ground behind it, its marked points, and its heights on the CPU. */
export class Landscape {
  readonly scene = new Scene();
  readonly ground = new Ground();
  readonly markers: Markers;
  /** Whether the relief must be drawn again. */
  changed = true;
  readonly #colors = new ReliefColors();
  #field: HeightField | undefined;
  #relief: Relief | undefined;
  /** Made ready, and not yet shown. */
  #next: Relief | undefined;
  #coarseness = 1;
  readonly #geometries = new ReliefGeometries();
  #goal = 0;
  #from = 0;
  #progress = 1;
  #blend = 0;

  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly uniforms: ViewUniforms,
  ) {
    this.markers = new Markers(uniforms);
    this.scene.add(this.ground.mesh);
  }

  get field(): HeightField | undefined {
    return this.#field;
  }

  /** Side of the mesh's cells in scene units. */
  get cell(): number {
    if (this.#relief === undefined) return 0.01;
    const { columns, rows } = this.#relief.source;
    return (2 * this.#coarseness) / Math.max(columns - 1, rows - 1);
  }

  /** What is shown. */
  get relief(): Relief | undefined {
    return this.#relief;
  }

  /** The relief of a grid, to be compiled ahead of {@link show}; undefined where that grid is shown already. */
  prepare(source: ReliefSource): Relief | undefined {
    if (source === this.#relief?.source) return undefined;
    if (source !== this.#next?.source) {
      this.#drop(this.#next);
      this.#next = this.#create(source);
    }
    return this.#next;
  }

  /** Draws every how manieth vertex of the grid. */
  setCoarseness(coarseness: number): void {
    if (coarseness === this.#coarseness) return;
    this.#coarseness = coarseness;
    this.changed = true;
    if (this.#relief !== undefined) this.#shape(this.#relief);
  }

  get boundBuffer(): GPUBuffer | undefined {
    return this.#relief?.adopted.current();
  }

  /** @returns whether the grid is another one than before; if not, the mesh stays and only heights change */
  show(
    source: ReliefSource,
    range: { readonly lowest: number; readonly highest: number },
    points: readonly CriticalPoint[],
    loss: (x: number, y: number) => number,
  ): boolean {
    const map = mapDomain(source.domain);
    const lowest = points.reduce((least, point) => {
      const value = loss(point.x, point.y);
      return value < least ? value : least;
    }, range.lowest);
    const scale = chooseHeightScale(lowest, range.highest, sampleLosses(source, loss));
    this.#field = { map, scale, blend: this.#blend, loss };
    this.uniforms.setMap(map);
    this.uniforms.height.set(scale, this.#blend);
    this.markers.setPoints(points);
    this.markers.place(this.#field);
    this.changed = true;
    const before = this.#relief;
    if (source === before?.source) return false;
    const relief = this.prepare(source) ?? this.#create(source);
    this.#next = undefined;
    this.#drop(before);
    this.#relief = relief;
    this.#shape(relief);
    this.scene.add(relief.mesh);
    return true;
  }

  setTheme(theme: ThemeColors): void {
    this.ground.setTheme(theme);
    this.#colors.set(theme);
    this.markers.setColor(theme.marker);
    this.changed = true;
  }

  /** @returns whether that is a change */
  setHeight(height: "linear" | "logarithmic"): boolean {
    const goal = height === "logarithmic" ? 1 : 0;
    if (goal === this.#goal) return false;
    this.#from = this.#blend;
    this.#goal = goal;
    this.#progress = 0;
    return true;
  }

  /** Moves on from one form of height to the other. */
  ease(seconds: number, reducedMotion: boolean): void {
    if (this.#progress >= 1 && this.#blend === this.#goal) return;
    this.#progress = reducedMotion ? 1 : Math.min(this.#progress + seconds / HEIGHT_EASE, 1);
    const t = this.#progress;
    this.#blend = t === 1 ? this.#goal : this.#from + t * t * (3 - 2 * t) * (this.#goal - this.#from);
    if (this.#field === undefined) return;
    this.#field = { ...this.#field, blend: this.#blend };
    this.uniforms.height.set(this.#field.scale, this.#blend);
    this.markers.place(this.#field);
    this.changed = true;
  }

  /** Scene points over the surface as it will be drawn when the height has settled; x y z after another. */
  framePoints(): Float64Array {
    const field = this.#field;
    if (field === undefined) return new Float64Array(0);
    const settled: HeightField = { ...field, blend: this.#goal };
    const points = new Float64Array(3 * (INNER * INNER + 4 * RIM));
    let next = 0;
    const add = (u: number, v: number): void => {
      const x = (2 * u - 1) * field.map.halfWidth;
      const z = (2 * v - 1) * field.map.halfDepth;
      points.set([x, surfaceHeight(settled, x, z), z], next);
      next += 3;
    };
    for (let i = 0; i < INNER * INNER; i++) add((i % INNER) / (INNER - 1), Math.floor(i / INNER) / (INNER - 1));
    for (let i = 0; i < RIM; i++) {
      const along = i / (RIM - 1);
      add(along, 0);
      add(along, 1);
      add(0, along);
      add(1, along);
    }
    return points;
  }

  dispose(): void {
    this.#drop(this.#relief);
    this.#drop(this.#next);
    this.#relief = undefined;
    this.#next = undefined;
    this.#geometries.dispose();
    this.ground.dispose();
    this.markers.dispose();
  }

  #create(source: ReliefSource): Relief {
    const adopted = adoptBuffer(this.renderer, source.buffer);
    const mesh = createRelief(source, adopted, this.uniforms, this.#colors);
    const relief = { source, adopted, mesh };
    this.#shape(relief);
    return relief;
  }

  #shape({ source, mesh }: Relief): void {
    mesh.geometry = this.#geometries.get(source.columns, source.rows, this.#coarseness);
  }

  #drop(relief: Relief | undefined): void {
    if (relief === undefined) return;
    relief.adopted.release();
    relief.mesh.removeFromParent();
    relief.mesh.material.dispose();
  }
}

function sampleLosses(source: ReliefSource, loss: (x: number, y: number) => number): number[] {
  const { x, y } = source.domain;
  return Array.from({ length: SAMPLES * SAMPLES }, (_, index) => {
    const u = (index % SAMPLES) / (SAMPLES - 1);
    const v = Math.floor(index / SAMPLES) / (SAMPLES - 1);
    return loss(x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0]));
  });
}
