import {
  clamp,
  dot,
  float,
  fract,
  log2,
  max,
  mix,
  pow,
  screenCoordinate,
  screenUV,
  sin,
  step,
  texture,
  uniform,
  uniformArray,
  vec2,
  vec3,
  vec4,
} from "three/tsl";
import { type Mesh, type Node, NodeMaterial, Vector3 } from "three/webgpu";
import { linearFromHex } from "../math/oklab.ts";
import { coveringMesh } from "./ground.ts";
import { CHANNELS, MOST_DENSITIES, type Targets } from "./targets.ts";

/** The more than 1, the more the colour of a pixel is that of the ensemble with most light there. */
const MAJORITY = 4.5;

/** Chroma given back to mixtures, which lose it by averaging. */
const CHROMA = 1.16;

/** Trails at their densest reach this share of their colour's own brightness: never white. */
const BRIGHTEST = 0.98;

/** More than 1 leaves single trails fainter against the crowd. */
const EMPHASIS = 2;

/** Share of the relief that the densest light hides at night. */
const VEIL = 0.88;

/** How many layers of ink the densest crowd is; a single trail is a fraction of one. */
const LAYERS = 0.95;

/** No ink absorbs all of a component: what remains lets layers darken steadily. */
const LEAST_TRANSMITTED = 0.02;

/** As {@link EMPHASIS}, less: ink on paper is seen later than light at night. */
const INK_EMPHASIS = 1.3;

/** Half floats overflow beyond 65504; a density that did is still to have a hue. */
const MOST_DENSITY = 60_000;

/**
 * Turns the relief and the densities of light into the picture.
 *
 * Light is added up per ensemble and compressed as a sum: the logarithm of the total gives the brightness, the shares
 * give the hue. So a thousand overlapping trails are brighter than ten and still tell whose they are.
 */
export class Tone {
  readonly #colors = uniformArray(
    Array.from({ length: CHANNELS * MOST_DENSITIES }, () => new Vector3(1, 1, 1)),
    "vec3",
  );
  /** The density that is drawn at full brightness. */
  readonly span = uniform(100);
  /** 0: light on night; 1: ink on paper. */
  readonly ink = uniform(0);
  /** What is left of the crowd's light; less than 1 while something is drawn over it. */
  readonly presence = uniform(1);

  setColor(channel: number, hex: string): void {
    const color = this.#colors.array[channel];
    if (color instanceof Vector3) color.set(...linearFromHex(hex));
  }

  createMesh(targets: Targets): Mesh {
    const base = texture(targets.relief.texture, screenUV).rgb;
    const densities = targets.density.textures.map((attachment) => texture(attachment, screenUV));
    let total: Node<"float"> = float(0);
    let weights: Node<"float"> = float(1e-9);
    let mixture: Node<"vec3"> = vec3(0);
    densities.forEach((density, index) => {
      const light = clamp(density, vec4(0), vec4(MOST_DENSITY)).toVar();
      const weight = pow(light, vec4(MAJORITY)).toVar();
      total = total.add(light.x.add(light.y).add(light.z).add(light.w));
      weights = weights.add(weight.x.add(weight.y).add(weight.z).add(weight.w));
      [weight.x, weight.y, weight.z, weight.w].forEach((share, channel) => {
        const color = this.#colors.element(CHANNELS * index + channel) as unknown as Node<"vec3">;
        mixture = mixture.add(color.mul(share));
      });
    });
    const mean = mixture.div(weights).toVar();
    const grey = vec3(dot(mean, vec3(0.2126, 0.7152, 0.0722)));
    const hue = max(mix(grey, mean, CHROMA), vec3(0));
    const share = clamp(log2(total.add(1)).div(log2(this.span.add(1))), 0, 1).toVar();
    const strength = pow(share, float(EMPHASIS)).mul(this.presence).toVar();
    const night = base.mul(float(1).sub(strength.mul(VEIL))).add(hue.mul(strength).mul(BRIGHTEST));
    // Ink absorbs: each layer lets through its own colour of what comes from below.
    const layers = pow(share, float(INK_EMPHASIS)).mul(LAYERS).mul(this.presence);
    const paper = base.mul(pow(max(hue, vec3(LEAST_TRANSMITTED)), vec3(layers)));
    const material = new NodeMaterial();
    material.fragmentNode = vec4(encode(mix(night, paper, this.ink)).add(dither()), 1);
    return coveringMesh(material);
  }
}

/** Linear light to sRGB. */
export function encode(color: Node<"vec3">): Node<"vec3"> {
  const light = clamp(color, 0, 1);
  const curve = pow(light, vec3(1 / 2.4))
    .mul(1.055)
    .sub(0.055);
  return mix(curve, light.mul(12.92), step(light, vec3(0.0031308)));
}

/** Half a step of eight bits of noise, fixed to the pixel, against bands in the dark ground. */
function dither(): Node<"float"> {
  const noise = fract(sin(dot(screenCoordinate.xy, vec2(12.9898, 78.233))).mul(43758.5453));
  return noise.sub(0.5).div(255);
}
