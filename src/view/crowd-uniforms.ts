import { uint, uniform } from "three/tsl";
import type { Node } from "three/webgpu";

/** How the crowd as a whole is drawn: the more there are, the fainter each. One for all ensembles. */
export class CrowdUniforms {
  /** Every how manieth trajectory has a trail. */
  readonly thinning = uniform(1, "uint");
  /** Light of a trail and of a head at full strength. */
  readonly light = uniform(1);
  readonly headLight = uniform(1);
  /** CSS pixels. */
  readonly width = uniform(1.5);
  readonly headRadius = uniform(2);
  /** Trails and heads are tested against the relief as if they were nearer by this much, in clip depth before division. */
  readonly depthLead = uniform(0);

  /** The trajectory of a trail: one of every `thinning`, picked by a hash so that a grid of starts shows no pattern. */
  trajectory(instance: Node<"uint">): Node<"uint"> {
    const mixed = instance.mul(uint(747796405)).add(uint(2891336453)).toVar();
    const word = mixed
      .shiftRight(mixed.shiftRight(uint(28)).add(uint(4)))
      .bitXor(mixed)
      .mul(uint(277803737))
      .toVar();
    const hash = word.shiftRight(uint(22)).bitXor(word);
    return instance.mul(this.thinning).add(hash.mod(this.thinning));
  }
}
