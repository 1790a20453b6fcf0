import {
  abs,
  clamp,
  Fn,
  float,
  If,
  instanceIndex,
  max,
  min,
  mix,
  select,
  sign,
  smoothstep,
  uint,
  varyingProperty,
  vec2,
  vec4,
  vertexIndex,
} from "three/tsl";
import {
  BufferAttribute,
  BufferGeometry,
  LineSegments,
  Mesh,
  type Node,
  type NodeMaterial,
  type Points,
  type StorageBufferNode,
} from "three/webgpu";
import { type CrowdUniforms, thinned } from "./crowd-uniforms.ts";
import { additiveMaterial, densityOutput } from "./outputs.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Trails may leave the base by this share of its size, and fade until there. */
export const BEYOND = 0.09;

/** Points are drawn no farther out than this, in halves of the base: past where light ends, so that none is cut. */
const FARTHEST = 1 + 1.3 * BEYOND;

export interface TrailSource {
  readonly history: StorageBufferNode<"vec4">;
  /** How many trajectories and how many slots: uniforms, so that another count needs no other shader. */
  readonly trajectories: Node<"uint">;
  readonly slots: Node<"uint">;
  /** 1 in this ensemble's channel. */
  readonly mask: Node<"vec4">;
  readonly attachment: number;
  readonly densities: number;
}

/** Trails or heads of one ensemble, of its first `count` instances. */
export interface Drawn {
  readonly object: Mesh | LineSegments | Points;
  setCount(count: number): void;
}

export interface TrailStyle {
  readonly ribbons: boolean;
  /** Every how manieth slot a trail passes through. */
  readonly join: number;
  readonly slots: number;
}

/** Reads samples of one trajectory by age in slots: 0 is the head. */
export class TrailSamples {
  constructor(
    private readonly source: TrailSource,
    private readonly uniforms: ViewUniforms,
    private readonly trajectory: Node<"uint">,
  ) {}

  /**
   * Sample `age` slots before the newest, as (x, y, drawn height, speed); ages beyond what is filled give the oldest.
   */
  at(age: Node<"uint">): Node<"vec4"> {
    const { source, uniforms } = this;
    const oldest = uniforms.filledSlots.sub(uint(1));
    const slot = uniforms.newestSlot
      .add(source.slots)
      .sub(select(age.lessThan(oldest), age, oldest))
      .mod(source.slots);
    const element = source.history.element(historyElement(source, this.trajectory, slot));
    const sample = (element as unknown as Node<"vec4">).toVar();
    return vec4(sample.xy, uniforms.height.height(sample.z), sample.w);
  }

  /** The head as drawn: between the previous and the newest sample. */
  head(): Node<"vec4"> {
    return mix(this.at(uint(1)), this.at(uint(0)), this.uniforms.fraction);
  }
}

/** Where a trajectory's sample of a slot is: as `historyIndex` of the simulation. */
function historyElement(source: TrailSource, trajectory: Node<"uint">, slot: Node<"uint">): Node<"uint"> {
  const group = trajectory.shiftRight(uint(6)).mul(source.slots).add(slot);
  return group.mul(uint(64)).add(trajectory.bitAnd(uint(63)));
}

/** How far a point lies outside the base, as a share of its size; 0 inside. */
export function outside(uniforms: ViewUniforms, point: Node<"vec4">): Node<"float"> {
  const relative = abs(point.xy.sub(uniforms.center).mul(uniforms.scale).div(uniforms.half));
  return max(max(relative.x, relative.y).sub(1), 0);
}

/**
 * Brings a point that lies far outside back along the segment to its older neighbour, so that a leap out of the
 * picture is drawn in its true direction and ends just beyond the rim.
 */
export function bounded(uniforms: ViewUniforms, point: Node<"vec4">, older: Node<"vec4">): Node<"vec4"> {
  const reach = uniforms.half.mul(FARTHEST);
  const from = clamp(older.xy.sub(uniforms.center).mul(uniforms.scale), reach.negate(), reach).toVar();
  const way = point.xy.sub(uniforms.center).mul(uniforms.scale).sub(from).toVar();
  // Share of the way at which each border is met; a way of zero meets none.
  const room = reach.sub(from.mul(sign(way))).div(max(abs(way), vec2(1e-12)));
  const share = clamp(min(room.x, room.y), 0, 1);
  const place = from.add(way.mul(share)).div(uniforms.scale).add(uniforms.center);
  return vec4(place, mix(older.z, point.z, share), point.w);
}

/**
 * The trails of one ensemble as ribbons or lines, one instance a trajectory, all vertices pulled from the history.
 * Which samples a trail passes through depends on their slot and not on their age, so that nothing shimmers when
 * `join` leaves samples out.
 */
export function createTrails(
  source: TrailSource,
  uniforms: ViewUniforms,
  crowd: CrowdUniforms,
  style: TrailStyle,
): Drawn {
  const { ribbons, join } = style;
  const knots = Math.floor((style.slots - 1) / join) + 2;
  const material = additiveMaterial();
  const light = varyingProperty("float", "trailLight");
  const across = varyingProperty("float", "trailAcross");
  const halfWidth = varyingProperty("float", "trailHalfWidth");

  const vertex = Fn(() => {
    // Ribbons: an instance a trail, two vertices a knot. Lines: two vertices a segment, all trails in one go, since a
    // small instance costs as much as a large one.
    const perTrail = uint(2 * (knots - 1));
    const within = vertexIndex.mod(perTrail);
    const trail = ribbons ? instanceIndex : vertexIndex.div(perTrail);
    const samples = new TrailSamples(source, uniforms, thinned(trail, crowd.thinning));
    const knot = ribbons ? vertexIndex.div(uint(2)) : within.add(uint(1)).div(uint(2));
    const offset = uniforms.newestSlot.mod(uint(join));
    // Knot 0 is the head, knot k the k-th slot behind it whose number is a multiple of `join`.
    const ageOf = (k: Node<"uint">): Node<"uint"> =>
      select(k.equal(uint(0)), uint(0), k.sub(uint(1)).mul(uint(join)).add(offset));
    const age = ageOf(knot).toVar();
    const point = samples.at(age).toVar();
    If(age.equal(uint(0)), () => {
      point.assign(samples.head());
    });
    const older = samples.at(ageOf(knot.add(uint(1)))).toVar();
    const off = outside(uniforms, point).toVar();
    If(off.greaterThan(BEYOND), () => {
      point.assign(bounded(uniforms, point, older));
    });
    const position = uniforms.position(point.x, point.y, point.z).toVar();
    const nearness = uniforms.nearness(position).toVar();
    // In slots behind the drawn head; steady while time passes.
    const elapsed = max(age.toFloat().sub(1).add(uniforms.fraction), 0);
    const youth = clamp(float(1).sub(elapsed.div(max(source.slots.toFloat().sub(2), 1))), 0, 1).toVar();
    const present = float(1).sub(smoothstep(0, BEYOND, off));
    light.assign(youth.mul(youth.mul(0.75).add(0.25)).mul(present).mul(nearness).mul(crowd.light));
    const clip = uniforms.clip(position).toVar();
    if (ribbons) {
      const newerAge = select(knot.equal(uint(0)), uint(0), ageOf(knot.sub(uint(1))));
      const newer = samples.at(newerAge).toVar();
      If(newerAge.equal(uint(0)), () => {
        newer.assign(samples.head());
      });
      const ahead = uniforms.clip(clampedPosition(uniforms, newer)).toVar();
      const behind = uniforms.clip(clampedPosition(uniforms, older)).toVar();
      const way = ahead.xy.div(ahead.w).sub(behind.xy.div(behind.w)).mul(uniforms.viewport).toVar();
      const long = way.length();
      const direction = select(long.greaterThan(1e-4), way.div(max(long, 1e-4)), vec2(1, 0)).toVar();
      const side = vertexIndex.mod(uint(2)).toFloat().mul(2).sub(1);
      const half = crowd.width.mul(uniforms.pixelRatio).mul(0.5).mul(nearness).mul(youth.mul(0.45).add(0.55)).toVar();
      // One pixel of feather on either side.
      const reach = half.add(0.5).toVar();
      halfWidth.assign(half);
      across.assign(side.mul(reach));
      const shift = vec2(direction.y.negate(), direction.x).mul(side).mul(reach).mul(2).div(uniforms.viewport);
      clip.assign(vec4(clip.xy.add(shift.mul(clip.w)), clip.z, clip.w));
    }
    clip.z.subAssign(uniforms.depthLead);
    // Behind the eye, or a stretch of time that is not filled yet.
    If(clip.w.lessThan(0.01), () => {
      clip.assign(vec4(0, 0, 2, 1));
    });
    return clip;
  });

  material.vertexNode = vertex();
  const edge = clamp(halfWidth.add(0.5).sub(abs(across)), 0, min(halfWidth.mul(2), 1));
  material.fragmentNode = densityOutput(
    ribbons ? light.mul(edge) : light,
    source.mask,
    source.attachment,
    source.densities,
  );
  return drawable(material, knots, ribbons);
}

function clampedPosition(uniforms: ViewUniforms, point: Node<"vec4">): Node<"vec3"> {
  const reach = uniforms.half.mul(FARTHEST).div(uniforms.scale);
  const place = clamp(point.xy, uniforms.center.sub(reach), uniforms.center.add(reach));
  return uniforms.position(place.x, place.y, point.z);
}

function drawable(material: NodeMaterial, knots: number, ribbons: boolean): Drawn {
  const geometry = new BufferGeometry();
  if (ribbons) geometry.setIndex(new BufferAttribute(ribbonIndices(knots), 1));
  const object = ribbons ? new Mesh(geometry, material) : new LineSegments(geometry, material);
  object.frustumCulled = false;
  object.renderOrder = 2;
  const setCount = (trails: number): void => {
    if (ribbons) object.count = trails;
    else geometry.setDrawRange(0, trails * 2 * (knots - 1));
  };
  return { object, setCount };
}

/** Triangles of a ribbon through `count` knots with two vertices each. */
export function ribbonIndices(count: number): Uint32Array {
  const indices = new Uint32Array((count - 1) * 6);
  for (let i = 0; i + 1 < count; i++) {
    const a = 2 * i;
    indices.set([a, a + 1, a + 2, a + 2, a + 1, a + 3], 6 * i);
  }
  return indices;
}
