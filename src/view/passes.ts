import {
  type Mesh,
  NodeMaterial,
  type Object3D,
  OrthographicCamera,
  type RenderTarget,
  Scene,
  type WebGPURenderer,
} from "three/webgpu";
import { coveringMesh } from "./ground.ts";
import type { Landscape } from "./landscape.ts";
import { noDensityOutput } from "./outputs.ts";
import type { Probe } from "./probe.ts";
import { Targets } from "./targets.ts";
import { PassTimer } from "./timings.ts";
import type { Tone } from "./tone.ts";

/** All that depends on how many density attachments there are. */
interface Stage {
  readonly densities: number;
  readonly targets: Targets;
  /** Clears the attachments beyond the first, where there are any. */
  readonly blank: Mesh | undefined;
  readonly tone: Mesh;
}

/**
 * How a frame is drawn: the relief where it changed, then the crowd's light, one ensemble a channel, then both as the
 * picture on the canvas with the markers and the probe on top.
 */
export class Passes {
  /** What adds light to the densities: the crowd puts its trails and heads here. */
  readonly lights = new Scene();
  readonly timer: PassTimer;
  readonly #screen = new Scene();
  readonly #nothing = new Scene();
  /** The materials project by their own uniforms; three asks for a camera all the same. */
  readonly #unused = new OrthographicCamera();
  #stage: Stage;
  /** Made ready for another number of attachments, and not yet used. */
  #next: Stage | undefined;
  #isPrepared = false;
  #width = 1;
  #height = 1;
  /** Whether the densities' target has textures that were never drawn to. */
  #isFresh = true;

  /** @param samples of multisampling, 0 for none */
  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly landscape: Landscape,
    private readonly probe: Probe,
    private readonly tone: Tone,
    private readonly samples: number,
  ) {
    this.timer = new PassTimer(renderer);
    // Nothing has a place of its own: the materials do all of it.
    for (const root of [landscape.scene, this.lights, this.#screen, this.#nothing, this.#unused]) {
      root.matrixWorldAutoUpdate = false;
    }
    this.#screen.add(landscape.markers.mesh, probe.root);
    this.#stage = this.#createStage(1);
    this.#enter(this.#stage);
  }

  get densities(): number {
    return this.#stage.densities;
  }

  /** Compiles what every picture needs, whatever run it shows. */
  async prepare(): Promise<void> {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    const { ground, markers } = this.landscape;
    const { tone, targets } = this.#stage;
    await this.#compile(ground.mesh, this.landscape.scene, targets.relief);
    await this.#compile(tone, this.#screen, null);
    // Where a surface has no marked points they are not seen, and what is not seen is not compiled.
    const { visible } = markers.mesh;
    markers.mesh.visible = true;
    const compiled = this.#compile(markers.mesh, this.#screen, null);
    markers.mesh.visible = visible;
    await compiled;
  }

  /** Compiles what another number of density attachments needs, ahead of {@link setDensities}. */
  async prepareDensities(densities: number): Promise<void> {
    if (densities === this.#stage.densities || densities === this.#next?.densities) return;
    if (this.#next !== undefined) dropStage(this.#next);
    const stage = this.#createStage(densities);
    this.#next = stage;
    await this.#compile(stage.tone, this.#screen, null);
    if (stage.blank !== undefined) await this.#compile(stage.blank, this.lights, stage.targets.density);
  }

  /** Draws to another number of density attachments. Materials of the crowd do not fit any more. */
  setDensities(densities: number): void {
    if (densities === this.#stage.densities) return;
    const stage = this.#next?.densities === densities ? this.#next : this.#createStage(densities);
    this.#next = undefined;
    dropStage(this.#stage);
    this.#stage = stage;
    this.#enter(stage);
  }

  /** @param width and height in physical pixels */
  setSize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.renderer.setSize(width, height, false);
    this.#stage.targets.setSize(width, height);
    this.landscape.changed = true;
    this.#isFresh = true;
  }

  /** Compiles the probe, without blocking: most pages never show one. */
  prepareProbe(): Promise<void> {
    const { root } = this.probe;
    const { visible } = root;
    root.visible = true;
    const compiled = this.#compile(root, this.#screen, null);
    root.visible = visible;
    return compiled;
  }

  /** Compiles, without blocking, what the relief's pass is to draw. */
  compileRelief(object: Object3D): Promise<void> {
    return this.#compile(object, this.landscape.scene, this.#stage.targets.relief);
  }

  /** Compiles, without blocking, what is to add light to this many density attachments. */
  compileLights(object: Object3D, densities: number): Promise<void> {
    const stage = this.#next?.densities === densities ? this.#next : this.#stage;
    return this.#compile(object, this.lights, stage.targets.density);
  }

  render(): void {
    const { renderer, landscape } = this;
    if (this.#isFresh) this.#useUp();
    this.timer.begin();
    if (landscape.changed) {
      renderer.setRenderTarget(this.#stage.targets.relief);
      renderer.render(landscape.scene, this.#unused);
      landscape.changed = false;
      this.timer.mark("relief");
    }
    // The relief's depth is kept: trails behind it are hidden.
    renderer.setRenderTarget(this.#stage.targets.density);
    renderer.autoClearDepth = false;
    renderer.render(this.lights, this.#unused);
    renderer.autoClearDepth = true;
    this.timer.mark("lights");
    renderer.setRenderTarget(null);
    renderer.render(this.#screen, this.#unused);
    this.timer.mark("picture");
  }

  /**
   * three clears the depth of a target when it draws to it for the first time, also where it is told not to; that
   * would be the relief's. So the first time is before the relief.
   */
  #useUp(): void {
    this.renderer.setRenderTarget(this.#stage.targets.density);
    this.renderer.render(this.#nothing, this.#unused);
    this.#isFresh = false;
  }

  dispose(): void {
    dropStage(this.#stage);
    if (this.#next !== undefined) dropStage(this.#next);
  }

  /** three compiles for the render target that is set when it is asked; everything else may change meanwhile. */
  #compile(object: Object3D, scene: Scene, target: RenderTarget | null): Promise<void> {
    const { renderer } = this;
    const { depth } = renderer;
    renderer.setRenderTarget(target);
    // It takes the canvas's depth buffer for that of the target.
    renderer.depth = target !== null || depth;
    const compiled = renderer.compileAsync(object, this.#unused, scene);
    renderer.depth = depth;
    renderer.setRenderTarget(null);
    return compiled.then(() => undefined);
  }

  #createStage(densities: number): Stage {
    const targets = new Targets(densities, this.samples);
    let blank: Mesh | undefined;
    if (densities > 1) {
      const material = new NodeMaterial();
      material.fragmentNode = noDensityOutput(densities);
      blank = coveringMesh(material);
    }
    return { densities, targets, blank, tone: this.tone.createMesh(targets) };
  }

  #enter({ targets, blank, tone }: Stage): void {
    targets.setSize(this.#width, this.#height);
    if (blank !== undefined) this.lights.add(blank);
    this.#screen.add(tone);
    this.landscape.markers.setDepth(targets.relief.texture);
    this.probe.setDepth(targets.relief.texture);
    this.landscape.changed = true;
    this.#isFresh = true;
  }
}

function dropStage({ targets, blank, tone }: Stage): void {
  for (const mesh of [blank, tone]) {
    mesh?.removeFromParent();
    mesh?.geometry.dispose();
    if (mesh !== undefined && !Array.isArray(mesh.material)) mesh.material.dispose();
  }
  targets.dispose();
}
