import { Group, type Object3D } from "three/webgpu";
import { OutOfGraphicsMemoryError } from "../simulation/limits.ts";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { CROSSFADE, crossfadeShares, geometricBlend } from "./crossfade.ts";
import type { CrowdPlan } from "./crowd-plan.ts";
import type { Drape, DrapeFrame } from "./drape.ts";
import { type DrapeMeans, Drapes } from "./drapes.ts";
import type { Relief } from "./landscape.ts";
import { createMember, Look, type Member, type Placed } from "./look.ts";
import { CHANNELS, MOST_DENSITIES } from "./targets.ts";
import type { Tone } from "./tone.ts";

/** One ensemble as the page hands it over. `color` is #rrggbb. */
export interface ViewEnsemble {
  readonly buffers: EnsembleBuffers;
  readonly color: string;
  readonly visible: boolean;
}

/** What all crowds of a view are made with. */
export interface CrowdMeans extends DrapeMeans {
  readonly tone: Tone;
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
  readonly #drapes: Drapes;

  constructor(
    private readonly means: CrowdMeans,
    ensembles: readonly EnsembleBuffers[],
    readonly densities: number,
  ) {
    this.#shown = ensembles.map(() => true);
    this.#members = ensembles.map((buffers, index) => createMember(means.renderer, buffers, index, densities));
    this.#drapes = new Drapes(means, ensembles, densities);
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
    return this.#drapes.all.at(-1);
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
    this.#drapes.setRelief(relief);
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
   * @throws OutOfGraphicsMemoryError where the drape finds no room
   */
  async warm(plan: CrowdPlan, compile: (objects: Object3D) => Promise<void>): Promise<void> {
    await this.#compile(this.#objectsOf(this.#looks[this.#front], plan), plan, compile);
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
      // What was let go of meanwhile does not compile any more; where a finer drape finds no room, the present one stays.
      if (asked === this.#asked && !(error instanceof OutOfGraphicsMemoryError)) throw error;
      return;
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
    this.#drapes.update(frame, from + (to - from) * share, this.#shown, seconds, cut);
  }

  /** Lets go of all buffers and disposes of what was drawn from them. */
  dispose(): void {
    this.#asked += 1;
    this.root.removeFromParent();
    this.#drapes.dispose();
    for (const { adopted } of this.#members) adopted.release();
    for (const look of this.#looks) look.dispose();
  }

  #plans(): readonly [CrowdPlan | undefined, CrowdPlan | undefined] {
    const front = this.#looks[this.#front].plan;
    const back = this.#looks[this.#front === 0 ? 1 : 0].plan;
    return [this.#progress < 1 ? back : undefined, front];
  }

  /** Which objects are drawn; everything is where it belongs after it. */
  #arrange(): void {
    for (const look of this.#looks) {
      look.hideAll();
      if (look.plan === undefined) continue;
      for (const { object, isShown } of this.#objectsOf(look, look.plan)) {
        object.visible = isShown;
        this.root.add(object);
      }
    }
    const sides = this.#looks.map(({ plan }) => plan?.side ?? 0);
    for (const side of sides) this.#drapes.of(side);
    this.#drapes.keep(sides);
    for (const drape of this.#drapes.all) this.root.add(drape.mesh);
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
    for (const drape of this.#drapes.all) {
      const share = (plan: CrowdPlan | undefined): number => (plan?.side === drape.side ? plan.drapeLight : 0);
      drape.light.value = share(from) * before + share(to) * after;
    }
  }

  #objectsOf(look: Look, plan: CrowdPlan): Placed[] {
    return look.objectsOf(plan, this.#members, this.#shown, this.means.uniforms);
  }

  async #compile(
    made: readonly Placed[],
    plan: CrowdPlan,
    compile: (objects: Object3D) => Promise<void>,
  ): Promise<void> {
    for (const { object } of made) if (object.parent === null) this.#waiting.add(object);
    const drape = await this.#drapes.make(plan.side);
    // Meanwhile it may have been dropped.
    const isKept = drape !== undefined && this.#drapes.all.includes(drape);
    if (isKept && drape.mesh.parent === null) this.#waiting.add(drape.mesh);
    if (this.#waiting.children.length > 0) await compile(this.#waiting);
  }
}
