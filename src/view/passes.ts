import { type Mesh, NodeMaterial, OrthographicCamera, Scene, type WebGPURenderer } from "three/webgpu";
import { coveringMesh } from "./ground.ts";
import type { Landscape } from "./landscape.ts";
import { noDensityOutput } from "./outputs.ts";
import { Targets } from "./targets.ts";
import type { Tone } from "./tone.ts";

/**
 * How a frame is drawn: the relief where it changed, then the crowd's light, one ensemble a channel, then both as the
 * picture on the canvas with the markers on top.
 */
export class Passes {
  /** What adds light to the densities: the crowd puts its trails and heads here. */
  readonly lights = new Scene();
  readonly #screen = new Scene();
  /** The materials project by their own uniforms; three asks for a camera all the same. */
  readonly #unused = new OrthographicCamera();
  #targets: Targets;
  #densities = 1;
  #blankMesh: Mesh | undefined;
  #toneMesh: Mesh | undefined;

  /** @param samples of multisampling, 0 for none */
  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly landscape: Landscape,
    private readonly tone: Tone,
    private readonly samples: number,
  ) {
    this.#screen.add(landscape.markers.mesh);
    this.#targets = new Targets(this.#densities, samples);
    this.#build();
  }

  get densities(): number {
    return this.#densities;
  }

  /** Draws to another number of density attachments. Materials of the crowd do not fit any more, nor does the size. */
  setDensities(densities: number): void {
    this.#densities = densities;
    this.#targets.dispose();
    this.#targets = new Targets(densities, this.samples);
    this.#build();
  }

  /** @param width and height in physical pixels */
  setSize(width: number, height: number): void {
    this.renderer.setSize(width, height, false);
    this.#targets.setSize(width, height);
    this.landscape.changed = true;
  }

  render(): void {
    const { renderer, landscape } = this;
    if (landscape.changed) {
      renderer.setRenderTarget(this.#targets.relief);
      renderer.render(landscape.scene, this.#unused);
      landscape.changed = false;
    }
    // The relief's depth is kept: trails behind it are hidden.
    renderer.setRenderTarget(this.#targets.density);
    renderer.autoClearDepth = false;
    renderer.render(this.lights, this.#unused);
    renderer.autoClearDepth = true;
    renderer.setRenderTarget(null);
    renderer.render(this.#screen, this.#unused);
  }

  dispose(): void {
    this.#drop();
    this.#targets.dispose();
  }

  /** All that depends on the attachments of the render targets. */
  #build(): void {
    this.#drop();
    if (this.#densities > 1) {
      const blank = new NodeMaterial();
      blank.fragmentNode = noDensityOutput(this.#densities);
      this.#blankMesh = coveringMesh(blank);
      this.lights.add(this.#blankMesh);
    }
    this.#toneMesh = this.tone.createMesh(this.#targets);
    this.#screen.add(this.#toneMesh);
    this.landscape.markers.setDepth(this.#targets.relief.texture);
    this.landscape.changed = true;
  }

  #drop(): void {
    for (const mesh of [this.#blankMesh, this.#toneMesh]) {
      mesh?.removeFromParent();
      mesh?.geometry.dispose();
      if (mesh !== undefined && !Array.isArray(mesh.material)) mesh.material.dispose();
    }
    this.#blankMesh = undefined;
    this.#toneMesh = undefined;
  }
}
