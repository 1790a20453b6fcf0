import { storage, uniform } from "three/tsl";
import { Vector4, type WebGPURenderer } from "three/webgpu";
import type { EnsembleBuffers } from "../simulation/simulation.ts";
import { type AdoptedBuffer, adoptBuffer } from "./adopt-buffer.ts";
import type { CrowdPlan } from "./crowd-plan.ts";
import { CrowdUniforms } from "./crowd-uniforms.ts";
import { createHeads } from "./heads.ts";
import { CHANNELS } from "./targets.ts";
import { createTrails, type Drawn, type TrailSource } from "./trails.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** What is drawn of one ensemble. */
export interface Member {
  readonly buffers: EnsembleBuffers;
  readonly adopted: AdoptedBuffer;
  readonly source: TrailSource;
  readonly channel: number;
}

/** @param index among the ensembles: it says which channel of which attachment is this one's */
export function createMember(
  renderer: WebGPURenderer,
  buffers: EnsembleBuffers,
  index: number,
  densities: number,
): Member {
  const adopted = adoptBuffer(renderer, buffers.history);
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
}

/** An object of a look, and whether it is to be seen. */
export interface Placed {
  readonly object: Drawn["object"];
  readonly isShown: boolean;
}

/** One of two ways of drawing, so that one can fade into the other. Its objects are kept: going back to them is free. */
export class Look {
  readonly uniforms = new CrowdUniforms();
  plan: CrowdPlan | undefined;
  readonly #objects = new Map<string, Drawn>();

  hideAll(): void {
    for (const { object } of this.#objects.values()) object.visible = false;
  }

  /** The trails and heads of a plan, made if need be, each drawing as many as the plan wants. */
  objectsOf(plan: CrowdPlan, members: readonly Member[], shown: readonly boolean[], uniforms: ViewUniforms): Placed[] {
    const made: Placed[] = [];
    const add = (key: string, count: number, index: number, create: () => Drawn): void => {
      const known = this.#objects.get(key);
      const drawn = known ?? create();
      this.#objects.set(key, drawn);
      drawn.setCount(count);
      made.push({ object: drawn.object, isShown: shown[index] === true && count > 0 });
    };
    const { tier, join, discs, thinning, headThinning } = plan;
    for (const [index, { buffers, source }] of members.entries()) {
      const { slots, trajectories } = buffers;
      if (tier !== "drape") {
        const ribbons = tier === "ribbons";
        add(`${index} ${tier} ${join}`, Math.floor(trajectories / thinning), index, () =>
          createTrails(source, uniforms, this.uniforms, { ribbons, join, slots }),
        );
      }
      add(`${index} ${discs ? "discs" : "points"}`, Math.floor(trajectories / headThinning), index, () =>
        createHeads(source, uniforms, this.uniforms, discs),
      );
    }
    return made;
  }

  dispose(): void {
    for (const { object } of this.#objects.values()) {
      object.geometry.dispose();
      if (!Array.isArray(object.material)) object.material.dispose();
    }
  }
}
