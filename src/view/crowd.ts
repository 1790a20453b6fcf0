import { storage, uniform } from "three/tsl";
import { Group, type Object3D, Vector4, type WebGPURenderer } from "three/webgpu";
import type { DensityPipelines } from "../simulation/density-map.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { type AdoptedBuffer, adoptBuffer } from "./adopt-buffer.ts";
import { CROSSFADE, crossfadeShares, geometricBlend } from "./crossfade.ts";
import type { CrowdPlan } from "./crowd-plan.ts";
import { CrowdUniforms } from "./crowd-uniforms.ts";
import { Drape, type DrapeFrame } from "./drape.ts";
import { createHeads } from "./heads.ts";
import type { Relief } from "./landscape.ts";
import { CHANNELS, MOST_DENSITIES } from "./targets.ts";
import type { Tone } from "./tone.ts";
import { createTrails, type Drawn, type TrailSource } from "./trails.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** One ensemble as the page hands it over. `color` is #rrggbb. */
export interface ViewEnsemble {
  readonly buffers: EnsembleBuffers;
  readonly color: string;
  readonly visible: boolean;
}

/** What all crowds of a view are made with. */
export interface CrowdMeans {
  readonly device: GPUDevice;
  readonly renderer: WebGPURenderer;
  readonly pipelines: DensityPipelines;
  readonly uniforms: ViewUniforms;
  readonly tone: Tone;
}

/** What is drawn of one ensemble. */
interface Member {
  readonly buffers: EnsembleBuffers;
  readonly adopted: AdoptedBuffer;
  readonly source: TrailSource;
  readonly channel: number;
}

/** One of two ways of drawing, so that one can fade into the other. Its objects are kept: going back to them is free. */
class Look {
  readonly uniforms = new CrowdUniforms();
  readonly objects = new Map<string, Drawn>();
  plan: CrowdPlan | undefined;
}

/** How many density attachments a number of ensembles needs. Beyond twelve ensembles channels are shared. */
export function densitiesFor(ensembles: number): number {
  return Math.min(Math.max(Math.ceil(ensembles / CHANNELS), 1), MOST_DENSITIES);
}

/** The ensembles of one run: their trails, heads and density, drawn as a plan says, or between two plans. */
export class Crowd {
  /** All that it draws; the view puts it into the scene. */
  readonly root = new Group();
  readonly #members: readonly Member[];
  readonly #looks: readonly [Look, Look] = [new Look(), new Look()];
  /** Objects that are being compiled: not drawn yet. */
  readonly #waiting = new Group();
  #front: 0 | 1 = 0;
  #progress = 1;
  #isWarming = false;
  /** Counts what was asked for, so that what became ready too late is left. */
  #asked = 0;
  #shown: readonly boolean[];
  #drapes: Drape[] = [];
  #relief: Relief | undefined;

  constructor(
    private readonly means: CrowdMeans,
    ensembles: readonly EnsembleBuffers[],
    readonly densities: number,
  ) {
    this.#shown = ensembles.map(() => true);
    this.#members = ensembles.map((buffers, index) => {
      const adopted = adoptBuffer(means.renderer, buffers.history);
      const channel = index % (CHANNELS * densities);
      const mask = new Vector4(0, 0, 0, 0).setComponent(channel % CHANNELS, 1);
      const source: TrailSource = {
        history: storage(adopted.attribute, "vec4", 0).toReadOnly(),
        trajectories: uniform(buffers.trajectories, "uint"),
        slots: uniform(buffers.slots, "uint"),
        mask: uniform(mask),
        attachment: Math.floor(channel / CHANNELS),
        densities,
      };
      return { buffers, adopted, source, channel };
    });
  }

  get ensembles(): number {
    return this.#members.length;
  }

  /** Trajectories of the ensembles that are shown. */
  get total(): number {
    return this.#members.reduce((sum, { buffers }, i) => sum + (this.#shown[i] === true ? buffers.trajectories : 0), 0);
  }

  /** Whether it is between two ways of drawing, or getting ready for another. */
  get isBusy(): boolean {
    return this.#isWarming || this.#progress < 1;
  }

  get plan(): CrowdPlan | undefined {
    return this.#looks[this.#front].plan;
  }

  /** The drape that is drawn, if any. */
  get drape(): Drape | undefined {
    return this.#drapes.at(-1);
  }

  /** Whether these are the buffers that it draws. */
  holds(ensembles: readonly { readonly history: GPUBuffer }[]): boolean {
    return (
      ensembles.length === this.#members.length &&
      ensembles.every(({ history }, index) => history === this.#members[index]?.buffers.history)
    );
  }

  /** Sets colours and visibility; ensembles in the order of the constructor's. */
  recolor(ensembles: readonly ViewEnsemble[]): void {
    this.#shown = ensembles.map(({ visible }) => visible);
    for (const [index, { color }] of ensembles.entries()) {
      const member = this.#members[index];
      if (member !== undefined) this.means.tone.setColor(member.channel, color);
    }
  }

  /** The buffer that is bound for an ensemble now. */
  adoptedBuffer(index: number): GPUBuffer | undefined {
    return this.#members[index]?.adopted.current();
  }

  /** The relief that the drape lies on; a drape on another one is dropped. */
  setRelief(relief: Relief | undefined): void {
    if (relief === this.#relief) return;
    this.#relief = relief;
    this.#dropDrapes((drape) => drape.relief === relief);
  }

  /** Draws by this plan from now on. What it needs is made if it is not there. */
  cut(plan: CrowdPlan): void {
    this.#asked += 1;
    const look = this.#looks[this.#front];
    this.#progress = 1;
    this.#looks[this.#front === 0 ? 1 : 0].plan = undefined;
    look.plan = plan;
    this.#arrange();
  }

  /**
   * Makes and compiles what a plan needs, without showing it.
   * @param compile compiles all objects below one
   */
  async warm(plan: CrowdPlan, compile: (objects: Object3D) => Promise<void>): Promise<void> {
    const made = this.#objectsOf(this.#looks[this.#front], plan);
    await this.#compile(made, plan, compile);
  }

  /** As {@link cut}, but compiled first, and faded to. The plan before is drawn until then. */
  async fade(plan: CrowdPlan, compile: (objects: Object3D) => Promise<void>, cut: boolean): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const after = this.#front === 0 ? 1 : 0;
    const look = this.#looks[after];
    this.#isWarming = true;
    try {
      await this.#compile(this.#objectsOf(look, plan), plan, compile);
    } catch (error) {
      // What was let go of meanwhile does not compile any more.
      if (asked === this.#asked) throw error;
    } finally {
      this.#isWarming = false;
    }
    if (asked !== this.#asked) return;
    this.#front = after;
    if (cut) {
      this.cut(plan);
      return;
    }
    look.plan = plan;
    this.#progress = 0;
    this.#arrange();
  }

  /** To be called every frame, before three draws. */
  frame(frame: DrapeFrame, seconds: number, cut: boolean): void {
    if (this.#progress < 1) {
      this.#progress = Math.min(this.#progress + seconds / CROSSFADE, 1);
      if (this.#progress === 1) {
        this.#looks[this.#front === 0 ? 1 : 0].plan = undefined;
        this.#arrange();
      }
    }
    this.#balance();
    const [before, after] = this.#plans();
    if (after === undefined) return;
    const share = crossfadeShares(this.#progress).after;
    // Where only one of two plans has a drape, its streaks keep their length.
    const from = before === undefined || before.reach === 0 ? after.reach : before.reach;
    const to = after.reach === 0 ? from : after.reach;
    for (const drape of this.#drapes) drape.update(frame, from + (to - from) * share, this.#shown, seconds, cut);
  }

  /** Lets go of all buffers and disposes of what was drawn from them. */
  dispose(): void {
    this.#asked += 1;
    this.root.removeFromParent();
    this.#dropDrapes(() => false);
    for (const { adopted } of this.#members) adopted.release();
    for (const { objects } of this.#looks) {
      for (const { object } of objects.values()) {
        object.geometry.dispose();
        if (!Array.isArray(object.material)) object.material.dispose();
      }
    }
  }

  #plans(): readonly [CrowdPlan | undefined, CrowdPlan | undefined] {
    const front = this.#looks[this.#front].plan;
    const back = this.#looks[this.#front === 0 ? 1 : 0].plan;
    return [this.#progress < 1 ? back : undefined, front];
  }

  /** Which objects are drawn; everything is where it belongs after it. */
  #arrange(): void {
    for (const look of this.#looks) {
      for (const { object } of look.objects.values()) object.visible = false;
      if (look.plan === undefined) continue;
      for (const { object, isShown } of this.#objectsOf(look, look.plan)) {
        object.visible = isShown;
        this.root.add(object);
      }
    }
    const sides = this.#looks.map(({ plan }) => plan?.side ?? 0);
    for (const side of sides) this.#drapeOf(side);
    this.#dropDrapes((drape) => sides.includes(drape.side));
    for (const drape of this.#drapes) this.root.add(drape.mesh);
    this.#balance();
  }

  /** The light of both plans, and of the picture as a whole. */
  #balance(): void {
    const { before, after } = crossfadeShares(this.#progress);
    const [from, to] = this.#plans();
    if (to === undefined) return;
    for (const look of this.#looks) {
      if (look.plan !== undefined) look.uniforms.set(look.plan, look.plan === to ? after : before);
    }
    this.means.tone.span.value = from === undefined ? to.span : geometricBlend(from.span, to.span, after);
    for (const drape of this.#drapes) {
      const share = (plan: CrowdPlan | undefined): number => (plan?.side === drape.side ? plan.drapeLight : 0);
      drape.light.value = share(from) * before + share(to) * after;
    }
  }

  /** The objects of a plan, each drawing as many as the plan wants, and whether they are to be seen. */
  #objectsOf(look: Look, plan: CrowdPlan): { readonly object: Drawn["object"]; readonly isShown: boolean }[] {
    const { uniforms } = this.means;
    const made: { object: Drawn["object"]; isShown: boolean }[] = [];
    const add = (key: string, count: number, index: number, create: () => Drawn): void => {
      const known = look.objects.get(key);
      const drawn = known ?? create();
      look.objects.set(key, drawn);
      drawn.setCount(count);
      made.push({ object: drawn.object, isShown: this.#shown[index] === true && count > 0 });
    };
    for (const [index, { buffers, source }] of this.#members.entries()) {
      const { slots, trajectories } = buffers;
      const { tier, join, discs } = plan;
      if (tier !== "drape") {
        const ribbons = tier === "ribbons";
        add(`${index} ${tier} ${join}`, Math.floor(trajectories / plan.thinning), index, () =>
          createTrails(source, uniforms, look.uniforms, { ribbons, join, slots }),
        );
      }
      add(`${index} ${discs ? "discs" : "points"}`, Math.floor(trajectories / plan.headThinning), index, () =>
        createHeads(source, uniforms, look.uniforms, discs),
      );
    }
    return made;
  }

  async #compile(
    made: readonly { readonly object: Drawn["object"] }[],
    plan: CrowdPlan,
    compile: (objects: Object3D) => Promise<void>,
  ): Promise<void> {
    for (const { object } of made) if (object.parent === null) this.#waiting.add(object);
    const drape = this.#drapeOf(plan.side);
    if (drape?.mesh.parent === null) this.#waiting.add(drape.mesh);
    if (this.#waiting.children.length > 0) await compile(this.#waiting);
  }

  /** The drape of this fineness, made if need be; none for 0, or without a relief. */
  #drapeOf(side: number): Drape | undefined {
    if (side === 0 || this.#relief === undefined) return undefined;
    const known = this.#drapes.find((drape) => drape.side === side);
    if (known !== undefined) return known;
    const { device, renderer, pipelines, uniforms } = this.means;
    const ensembles = this.#members.map(({ buffers }) => buffers);
    const drape = new Drape(device, renderer, pipelines, this.#relief, side, ensembles, this.densities, uniforms);
    this.#drapes.push(drape);
    return drape;
  }

  #dropDrapes(isKept: (drape: Drape) => boolean): void {
    const kept = this.#drapes.filter(isKept);
    for (const drape of this.#drapes) if (!kept.includes(drape)) drape.dispose();
    this.#drapes = kept;
  }
}
