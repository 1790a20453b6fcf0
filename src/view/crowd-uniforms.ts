import { uint, uniform } from "three/tsl";
import type { Node } from "three/webgpu";
import type { CrowdPlan } from "./crowd-plan.ts";

/** How the crowd as a whole is drawn: the more there are, the fainter each. One for all ensembles of one plan. */
export class CrowdUniforms {
  /** Every how manieth trajectory has a trail, and a head. */
  readonly thinning = uniform(1, "uint");
  readonly headThinning = uniform(1, "uint");
  /** Light of a trail and of a head at full strength. */
  readonly light = uniform(1);
  readonly headLight = uniform(1);
  /** CSS pixels. */
  readonly width = uniform(1.5);
  readonly headRadius = uniform(2);

  /** @param share of the plan's light: less than 1 while it fades in or out */
  set(plan: CrowdPlan, share: number): void {
    this.thinning.value = plan.thinning;
    this.headThinning.value = plan.headThinning;
    this.width.value = plan.width;
    this.headRadius.value = plan.headRadius;
    this.light.value = plan.light * share;
    this.headLight.value = plan.headLight * share;
  }
}

/** The trajectory drawn by an instance: one of every `thinning`, by a hash so that a grid of starts shows no pattern. */
export function thinned(instance: Node<"uint">, thinning: Node<"uint">): Node<"uint"> {
  const mixed = instance.mul(uint(747796405)).add(uint(2891336453)).toVar();
  const word = mixed
    .shiftRight(mixed.shiftRight(uint(28)).add(uint(4)))
    .bitXor(mixed)
    .mul(uint(277803737))
    .toVar();
  const hash = word.shiftRight(uint(22)).bitXor(word);
  return instance.mul(thinning).add(hash.mod(thinning));
}
