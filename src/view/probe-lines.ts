import {
  abs,
  clamp,
  Fn,
  float,
  If,
  instanceIndex,
  length,
  max,
  min,
  mix,
  screenUV,
  select,
  smoothstep,
  step,
  texture,
  uint,
  uniform,
  varyingProperty,
  vec2,
  vec4,
  vertexIndex,
} from "three/tsl";
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Mesh,
  type Node,
  NodeMaterial,
  type StorageBufferNode,
  type Texture,
  type TextureNode,
  Vector3,
} from "three/webgpu";
import { encode } from "./tone.ts";
import { BEYOND } from "./trails.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Lines are drawn no farther out than this, in halves of the base: past where they have faded. */
const FARTHEST = 1 + 1.3 * BEYOND;

/** How strong it is ahead of its head. */
const AHEAD = 0.5;

/** What lines and marks of a probe are drawn from. */
export interface ProbeSource {
  /** (x, y, loss, index within its line); an index of 0: no line leads here. */
  readonly knots: StorageBufferNode<"vec4">;
  /** How far the heads have come, in knots. */
  readonly reach: Node<"float">;
  /** How strong it is where the relief hides it. */
  readonly hidden: Node<"float">;
  readonly uniforms: ViewUniforms;
}

/** The relief's depth, as all of a probe reads it; another texture takes its place when the targets change. */
export function reliefDepth(relief: Texture): TextureNode {
  return texture(relief, screenUV).level(float(0));
}

/** How strong something at a depth is drawn: fainter behind the relief. */
export function visibility({ hidden }: ProbeSource, depth: Node<"float">, seen: Node<"float">): Node<"float"> {
  return mix(hidden, float(1), float(1).sub(smoothstep(0.03, 0.07, depth.sub(seen))));
}

/** Where a knot is drawn in the scene. */
export function knotPosition({ uniforms }: ProbeSource, knot: Node<"vec4">): Node<"vec3"> {
  return uniforms.position(knot.x, knot.y, uniforms.height.height(knot.z));
}

/**
 * The lines of a probe: a quad a segment with round ends, as wide as asked for, in one colour. Segments are told by the
 * pixel where they end, not by their neighbours, so that a zigzag keeps its tips.
 */
export class ProbeLines {
  readonly mesh: Mesh;
  readonly color = uniform(new Vector3());
  readonly strength = uniform(1);
  readonly #material = new NodeMaterial();

  /** @param width in CSS pixels */
  constructor(source: ProbeSource, seen: TextureNode, width: number, order: number) {
    const geometry = new BufferGeometry();
    geometry.setIndex(new BufferAttribute(new Uint16Array([0, 1, 2, 2, 1, 3]), 1));
    this.mesh = new Mesh(geometry, this.#material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = order;
    overlaid(this.#material);
    const name = `probe${order}`;
    // In pixels: along the segment from its first end, across it, and its length; half of its width.
    const place = varyingProperty("vec4", `${name}Place`);
    // Depth, place in halves of the base, index along the line; these and 1 over w: that is what is linear on the screen.
    const sceneOverW = varyingProperty("vec4", `${name}Scene`);
    const oneOverW = varyingProperty("float", `${name}OneOverW`);
    this.#material.vertexNode = segmentVertex(source, width, { place, sceneOverW, oneOverW });
    const scene = sceneOverW.div(oneOverW).toVar();
    const nearest = clamp(place.x, 0, place.z);
    const away = length(vec2(place.x.sub(nearest), place.y));
    const edge = clamp(place.w.add(0.5).sub(away), 0, 1);
    const ahead = mix(float(1), float(AHEAD), step(source.reach, scene.w));
    const off = max(abs(scene.y), abs(scene.z)).sub(1);
    const present = float(1).sub(smoothstep(0, BEYOND, off));
    const visible = visibility(source, scene.x, seen.a);
    this.#material.fragmentNode = vec4(
      encode(this.color),
      edge.mul(ahead).mul(present).mul(visible).mul(this.strength),
    );
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
  }
}

/** Makes a material that is drawn over the finished picture. */
export function overlaid(material: NodeMaterial): void {
  material.transparent = true;
  material.depthTest = false;
  material.depthWrite = false;
  material.fog = false;
  material.side = DoubleSide;
  material.forceSinglePass = true;
}

interface SegmentVaryings {
  readonly place: Node<"vec4">;
  readonly sceneOverW: Node<"vec4">;
  readonly oneOverW: Node<"float">;
}

function segmentVertex(source: ProbeSource, width: number, varyings: SegmentVaryings): Node<"vec4"> {
  const { knots, uniforms } = source;
  const knotAt = (at: Node<"uint">): Node<"vec4"> => (knots.element(at) as unknown as Node<"vec4">).toVar();
  return Fn(() => {
    const older = knotAt(instanceIndex);
    const newer = knotAt(instanceIndex.add(uint(1)));
    const from = knotPosition(source, older).toVar();
    const way = knotPosition(source, newer).sub(from).toVar();
    // The part of the segment within the box in which anything is drawn: a step may end a million bases away.
    const box = uniforms.half.mul(FARTHEST);
    const notNothing = (along: Node<"float">): Node<"float"> => select(abs(along).lessThan(1e-9), float(1e-9), along);
    const slope = vec2(notNothing(way.x), notNothing(way.z)).toVar();
    const place = vec2(from.x, from.z);
    const one = box.negate().sub(place).div(slope).toVar();
    const other = box.sub(place).div(slope).toVar();
    const entry = max(max(min(one.x, other.x), min(one.y, other.y)), 0).toVar();
    const exit = min(min(max(one.x, other.x), max(one.y, other.y)), 1).toVar();
    const start = from.add(way.mul(entry)).toVar();
    const end = from.add(way.mul(exit)).toVar();
    const clipA = uniforms.clip(start).toVar();
    const clipB = uniforms.clip(end).toVar();
    const ndcA = clipA.xyz.div(clipA.w).toVar();
    const ndcB = clipB.xyz.div(clipB.w).toVar();
    const run = ndcB.xy.sub(ndcA.xy).mul(uniforms.viewport).mul(0.5).toVar();
    const long = run.length().toVar();
    const direction = select(long.greaterThan(1e-3), run.div(max(long, 1e-3)), vec2(1, 0)).toVar();
    const isEnd = vertexIndex.div(uint(2)).toFloat().toVar();
    const side = vertexIndex.mod(uint(2)).toFloat().mul(2).sub(1).toVar();
    const here = mix(start, end, isEnd).toVar();
    const half = uniforms.pixelRatio
      .mul(width / 2)
      .mul(uniforms.nearness(here).mul(0.5).add(0.5))
      .toVar();
    // A cap, and a pixel of feather.
    const room = half.add(1).toVar();
    const along = isEnd.mul(2).sub(1).mul(room).toVar();
    const shift = direction.mul(along).add(vec2(direction.y.negate(), direction.x).mul(side).mul(room));
    varyings.place.assign(vec4(isEnd.mul(long).add(along), side.mul(room), long, half));
    const w = mix(clipA.w, clipB.w, isEnd).toVar();
    const index = mix(older.w, newer.w, mix(entry, exit, isEnd));
    varyings.sceneOverW.assign(vec4(uniforms.depth(here), vec2(here.x, here.z).div(uniforms.half), index).div(w));
    varyings.oneOverW.assign(float(1).div(w));
    const ndc = mix(ndcA, ndcB, isEnd).toVar();
    const position = vec4(ndc.xy.add(shift.mul(2).div(uniforms.viewport)), ndc.z, 1).toVar();
    const isDrawn = newer.w.greaterThan(0.5).and(entry.lessThan(exit)).and(min(clipA.w, clipB.w).greaterThan(0.01));
    If(isDrawn.not(), () => {
      position.assign(vec4(0, 0, 2, 1));
    });
    return position;
  })();
}
