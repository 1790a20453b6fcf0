import { storage, uniform } from "three/tsl";
import { type Mesh, type Points, type Scene, Vector4, type WebGPURenderer } from "three/webgpu";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { type AdoptedBuffer, adoptBuffer } from "./adopt-buffer.ts";
import { CrowdUniforms } from "./crowd-uniforms.ts";
import { createHeads } from "./heads.ts";
import { MOST_DISCS, MOST_RIBBONS, type QualityLevel } from "./quality.ts";
import { CHANNELS, MOST_DENSITIES } from "./targets.ts";
import type { Tone } from "./tone.ts";
import { createTrails, type TrailSource, type Trails } from "./trails.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** One ensemble as the page hands it over. `color` is #rrggbb. */
export interface ViewEnsemble {
  readonly buffers: EnsembleBuffers;
  readonly color: string;
  readonly visible: boolean;
}

/** So few trajectories are drawn in full at every level of quality: they cost next to nothing. */
const FEW = 512;

/** A head's share of the density that is drawn at full strength. */
const HEAD_SHARE = { light: 0.055, ink: 0.06 };

/** An object with the way to say how many trails it draws; heads are always all drawn. */
type Drawn = Trails | { readonly object: Mesh | Points; setCount?: undefined };

/** What is drawn of one ensemble. Objects of other styles are kept: going back to them costs no compilation. */
interface Member {
  readonly buffers: EnsembleBuffers;
  readonly adopted: AdoptedBuffer;
  readonly source: TrailSource;
  readonly channel: number;
  readonly styles: Map<string, Drawn>;
  visible: boolean;
  color: string;
}

/** How many density attachments a number of ensembles needs. Beyond twelve ensembles channels are shared. */
export function densitiesFor(ensembles: number): number {
  return Math.min(Math.max(Math.ceil(ensembles / CHANNELS), 1), MOST_DENSITIES);
}

/** All ensembles: their trails and heads, and how bright a crowd of that size is drawn. */
export class Crowd {
  readonly uniforms = new CrowdUniforms();
  #members: Member[] = [];

  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly scene: Scene,
    private readonly view: ViewUniforms,
    private readonly tone: Tone,
  ) {}

  get ensembles(): number {
    return this.#members.length;
  }

  /** Whether these are the buffers that are drawn already. */
  holds(ensembles: readonly ViewEnsemble[]): boolean {
    return (
      ensembles.length === this.#members.length &&
      ensembles.every((ensemble, index) => ensemble.buffers.history === this.#members[index]?.buffers.history)
    );
  }

  /** Sets colours and visibility; ensembles in the order of {@link adopt}. */
  recolor(ensembles: readonly ViewEnsemble[]): void {
    ensembles.forEach((ensemble, index) => {
      const member = this.#members[index];
      if (member === undefined) return;
      member.visible = ensemble.visible;
      member.color = ensemble.color;
      this.tone.setColor(member.channel, ensemble.color);
    });
  }

  /** Draws from other buffers. The former ones are let go, not destroyed: they belong to the simulation. */
  adopt(ensembles: readonly ViewEnsemble[], densities: number): void {
    this.release();
    this.#members = ensembles.map(({ buffers, color, visible }, index) => {
      const adopted = adoptBuffer(this.renderer, buffers.history);
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
      return { buffers, adopted, source, channel, styles: new Map(), visible, color };
    });
    this.recolor(ensembles);
  }

  /** The buffer that is bound for an ensemble now. */
  adoptedBuffer(index: number): GPUBuffer | undefined {
    return this.#members[index]?.adopted.current();
  }

  /** Shows what a level of quality draws; objects are made on their first use. */
  apply(level: QualityLevel, ink: number): void {
    let total = 0;
    for (const member of this.#members) if (member.visible) total += member.buffers.trajectories;
    const isFew = total <= FEW;
    const ribbons = isFew || (level.ribbons && total <= MOST_RIBBONS);
    const discs = isFew || (level.discs && total <= MOST_DISCS);
    const join = isFew ? 1 : level.join;
    const thinning = isFew ? 1 : Math.max(Math.ceil(total / level.trails), 1);
    const trails = `${ribbons ? "ribbons" : "lines"} ${join}`;
    const heads = discs ? "discs" : "points";
    for (const member of this.#members) {
      const shownTrails = this.#styled(member, trails, () =>
        createTrails(member.source, this.view, this.uniforms, {
          ribbons,
          join,
          slots: member.buffers.slots,
        }),
      );
      const shownHeads = this.#styled(member, heads, () => ({
        object: createHeads(member.source, this.view, this.uniforms, member.buffers.trajectories, discs),
      }));
      for (const { object } of member.styles.values()) object.visible = false;
      const trailCount = Math.floor(member.buffers.trajectories / thinning);
      shownTrails.setCount?.(trailCount);
      shownTrails.object.visible = member.visible && trailCount > 0;
      shownHeads.object.visible = member.visible;
    }
    this.#balance(total, thinning, ribbons, discs, ink);
  }

  /** The sum of light over the picture stays about the same, whatever the count and the level of quality. */
  #balance(total: number, thinning: number, ribbons: boolean, discs: boolean, ink: number): void {
    const crowd = Math.log10(Math.max(total, 1));
    this.uniforms.thinning.value = thinning;
    this.uniforms.width.value = Math.max(2.6 - 0.36 * crowd, 1.2);
    // A single trail has to stand out by itself; from a thousand on, trails show by their number.
    const alone = 1 + 3.5 * Math.max(1 - crowd / 3, 0);
    this.uniforms.light.value = thinning ** 0.55 * (ribbons ? 1 : 1.2) * alone;
    this.uniforms.headRadius.value = Math.max(6 - 1.08 * crowd, 1.1);
    const span = 4 + Math.min(total * 0.05, 2500);
    this.tone.span.value = span;
    // A head is to be seen among the trails, so its light grows with what they add up to.
    this.uniforms.headLight.value = (5 + span * HEAD_SHARE[ink > 0.5 ? "ink" : "light"]) * (discs ? 1 : 1.4);
  }

  #styled(member: Member, key: string, create: () => Drawn): Drawn {
    const known = member.styles.get(key);
    if (known !== undefined) return known;
    const drawn = create();
    member.styles.set(key, drawn);
    this.scene.add(drawn.object);
    return drawn;
  }

  /** Lets go of all buffers and disposes of what was drawn from them. */
  release(): void {
    for (const member of this.#members) {
      member.adopted.release();
      for (const { object } of member.styles.values()) {
        this.scene.remove(object);
        object.geometry.dispose();
        if (!Array.isArray(object.material)) object.material.dispose();
      }
    }
    this.#members = [];
  }
}
