import {
  cos,
  dot,
  exp,
  Fn,
  float,
  If,
  select,
  sin,
  smoothstep,
  uint,
  varyingProperty,
  vec2,
  vec4,
  vertexIndex,
} from "three/tsl";
import { BufferGeometry, Mesh, Points } from "three/webgpu";
import { type CrowdUniforms, thinned } from "./crowd-uniforms.ts";
import { additiveMaterial, densityOutput } from "./outputs.ts";
import { BEYOND, type Drawn, outside, TrailSamples, type TrailSource } from "./trails.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Slots after which the head of a diverged trajectory is gone. */
const AFTERGLOW = 8;

/** The current positions of one ensemble: a small glowing disc each, or a point of one pixel. */
export function createHeads(source: TrailSource, uniforms: ViewUniforms, crowd: CrowdUniforms, discs: boolean): Drawn {
  const material = additiveMaterial();
  const light = varyingProperty("float", "headLight");
  const corner = varyingProperty("vec2", "headCorner");
  const vertex = Fn(() => {
    const head = discs ? vertexIndex.div(uint(3)) : vertexIndex;
    const samples = new TrailSamples(source, uniforms, thinned(head, crowd.headThinning));
    const newest = samples.at(uint(0)).toVar();
    const point = samples.head().toVar();
    // The speed of a diverged trajectory is −1; it fades, since it will not move again.
    const earlier = samples.at(uint(AFTERGLOW));
    const alive = select(newest.w.lessThan(0), select(earlier.w.lessThan(0), float(0), float(0.5)), float(1));
    const off = outside(uniforms, point);
    const present = float(1)
      .sub(smoothstep(0, BEYOND, off))
      .mul(alive)
      .toVar();
    const position = uniforms.position(point.x, point.y, point.z).toVar();
    const nearness = uniforms.nearness(position).toVar();
    light.assign(present.mul(nearness.mul(nearness)).mul(crowd.headLight));
    const clip = uniforms.clip(position).toVar();
    clip.z.subAssign(uniforms.depthLead);
    if (discs) {
      // A triangle about the disc: its corners are at twice the radius, a third of a turn apart.
      const turn = vertexIndex
        .mod(uint(3))
        .toFloat()
        .mul((2 * Math.PI) / 3);
      const place = vec2(sin(turn), cos(turn)).mul(2);
      corner.assign(place);
      const radius = crowd.headRadius.mul(uniforms.pixelRatio).mul(nearness).add(0.5);
      clip.xy.addAssign(place.mul(radius).mul(2).div(uniforms.viewport).mul(clip.w));
    }
    If(clip.w.lessThan(0.01).or(present.lessThanEqual(0)), () => {
      clip.assign(vec4(0, 0, 2, 1));
    });
    return clip;
  });
  material.vertexNode = vertex();
  const square = dot(corner, corner);
  const glow = exp(square.mul(-4)).sub(0.0183).max(0);
  material.fragmentNode = densityOutput(
    discs ? light.mul(glow) : light,
    source.mask,
    source.attachment,
    source.densities,
  );

  const geometry = new BufferGeometry();
  const object = discs ? new Mesh(geometry, material) : new Points(geometry, material);
  object.frustumCulled = false;
  object.renderOrder = 3;
  return { object, setCount: (heads) => geometry.setDrawRange(0, discs ? 3 * heads : heads) };
}
