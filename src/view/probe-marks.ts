import {
  abs,
  Fn,
  float,
  If,
  instanceIndex,
  length,
  max,
  min,
  mix,
  select,
  smoothstep,
  uint,
  uniform,
  uniformArray,
  varyingProperty,
  vec2,
  vec4,
  vertexIndex,
} from "three/tsl";
import {
  BufferAttribute,
  BufferGeometry,
  Mesh,
  type Node,
  NodeMaterial,
  type TextureNode,
  Vector3,
  Vector4,
} from "three/webgpu";
import { MOST_LINES } from "../maps/probe-path.ts";
import { SPAN_NUMBERS } from "./probe-knots.ts";
import { knotPosition, overlaid, type ProbeSource, visibility } from "./probe-lines.ts";
import { encode } from "./tone.ts";
import type { ViewUniforms } from "./uniforms.ts";

/** Half the side of a mark's square in CSS pixels. */
const HALF_SIDE = 11;

/** CSS pixels of casing around a mark. */
const CASING = 1.6;

/**
 * The start of each line as a small ring; its head as a disc, which turns, where the line has come to rest, into a ring
 * about a dot where it arrived at a minimum, and into a cross where it diverged.
 */
export class ProbeMarks {
  readonly mesh: Mesh;
  readonly color = uniform(new Vector3());
  readonly casing = uniform(new Vector3());
  readonly spans = new Float32Array(SPAN_NUMBERS * MOST_LINES);
  readonly #spans = uniformArray(
    Array.from({ length: MOST_LINES }, () => new Vector4()),
    "vec4",
  );
  readonly #material = new NodeMaterial();

  constructor(source: ProbeSource, seen: TextureNode, order: number) {
    const geometry = new BufferGeometry();
    geometry.setIndex(new BufferAttribute(new Uint16Array([0, 1, 2, 2, 1, 3]), 1));
    this.mesh = new Mesh(geometry, this.#material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = order;
    overlaid(this.#material);
    const corner = varyingProperty("vec2", "probeCorner");
    const depth = varyingProperty("float", "probeDepth");
    // 0 start, 1 head under way, 2 arrived, 3 diverged.
    const kind = varyingProperty("float", "probeKind");
    const spanAt = (line: Node<"uint">): Node<"vec4"> => this.#spans.element(line) as unknown as Node<"vec4">;
    this.#material.vertexNode = markVertex(source, spanAt, { corner, depth, kind });
    const shape = distanceToMark(corner, kind).toVar();
    const soft = float(0.5).div(source.uniforms.pixelRatio).add(0.15);
    const core = float(1).sub(smoothstep(soft.negate(), soft, shape));
    const around = float(1).sub(smoothstep(soft.negate(), soft, shape.sub(CASING)));
    const visible = visibility(source, depth, seen.a);
    this.#material.fragmentNode = vec4(
      encode(mix(this.casing, this.color, core)),
      max(core, around.mul(0.8)).mul(visible),
    );
  }

  /** Takes over {@link spans}, of so many lines. */
  setLines(count: number): void {
    for (const [line, span] of this.#spans.array.entries()) {
      if (span instanceof Vector4) span.fromArray(this.spans, SPAN_NUMBERS * line);
    }
    this.mesh.count = 2 * count;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
  }
}

interface MarkVaryings {
  readonly corner: Node<"vec2">;
  readonly depth: Node<"float">;
  readonly kind: Node<"float">;
}

/** Two instances a line: its start, then its head. */
function markVertex(
  source: ProbeSource,
  spanAt: (line: Node<"uint">) => Node<"vec4">,
  varyings: MarkVaryings,
): Node<"vec4"> {
  const { knots, uniforms, reach } = source;
  return Fn(() => {
    const span = spanAt(instanceIndex.div(uint(2))).toVar();
    const isHead = instanceIndex.mod(uint(2)).equal(uint(1));
    const isAtEnd = reach.greaterThanEqual(span.y.add(span.z).sub(1e-3)).and(isHead).toVar();
    const at = select(isHead, reach, float(0)).toVar();
    const knot = select(isAtEnd, span.y, at.floor()).toVar();
    const knotAt = (index: Node<"float">): Node<"vec4"> =>
      (knots.element(span.x.add(index).toUint()) as unknown as Node<"vec4">).toVar();
    const older = knotAt(knot);
    const newer = knotAt(knot.add(1));
    // No line leads over a gap, nor from the last knot.
    const share = select(newer.w.lessThan(0.5), float(0), select(isAtEnd, span.z, at.sub(knot)));
    const position = mix(knotPosition(source, older), knotPosition(source, newer), share).toVar();
    varyings.depth.assign(uniforms.depth(position));
    varyings.kind.assign(select(isHead, float(1).add(select(isAtEnd, span.w, float(0))), float(0)));
    const square = vec2(vertexIndex.mod(2).toFloat(), vertexIndex.div(2).toFloat()).mul(2).sub(1);
    varyings.corner.assign(square.mul(HALF_SIDE));
    const clip = uniforms.clip(position).toVar();
    const shift = square.mul(HALF_SIDE).mul(uniforms.pixelRatio).mul(2).div(uniforms.viewport);
    clip.xy.addAssign(shift.mul(clip.w));
    If(isOutside(uniforms, position).or(clip.w.lessThan(0.01)), () => {
      clip.assign(vec4(0, 0, 2, 1));
    });
    return clip;
  })();
}

function isOutside(uniforms: ViewUniforms, position: Node<"vec3">): Node<"bool"> {
  const relative = abs(vec2(position.x, position.z).div(uniforms.half)).toVar();
  return max(relative.x, relative.y).greaterThan(1.1);
}

/** CSS pixels to the edge of a mark's strokes, negative within. */
function distanceToMark(corner: Node<"vec2">, kind: Node<"float">): Node<"float"> {
  const away = length(corner).toVar();
  const start = abs(away.sub(3.2)).sub(0.8);
  const disc = away.sub(4.4);
  const arrived = min(abs(away.sub(6.2)).sub(1.1), away.sub(2.2));
  const diagonal = vec2(abs(corner.x.add(corner.y)), abs(corner.x.sub(corner.y)))
    .div(Math.SQRT2)
    .toVar();
  const stroke = min(diagonal.x, diagonal.y);
  const cross = length(vec2(stroke, max(max(diagonal.x, diagonal.y).sub(6), 0))).sub(1.2);
  return select(
    kind.lessThan(0.5),
    start,
    select(kind.lessThan(1.5), disc, select(kind.lessThan(2.5), arrived, cross)),
  );
}
