import {
  abs,
  attribute,
  clamp,
  Fn,
  float,
  length,
  max,
  min,
  mix,
  select,
  smoothstep,
  texture,
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
  DynamicDrawUsage,
  InstancedBufferAttribute,
  Mesh,
  type Node,
  NodeMaterial,
  type Texture,
  Vector3,
} from "three/webgpu";
import type { CriticalPoint } from "../surfaces/surface.ts";
import { type HeightField, surfaceHeight } from "./pick.ts";
import { encode } from "./tone.ts";
import { setColor, type ViewUniforms } from "./uniforms.ts";

/** More would hide the relief: Rastrigin alone has a hundred minima in its domain. */
const MOST = 48;

/** Half the side of a marker's square in CSS pixels. */
const HALF_SIDE = 9;

const KINDS: Readonly<Record<CriticalPoint["kind"], number>> = { minimum: 0, saddle: 1, maximum: 2, degenerate: 3 };

/**
 * Minima as a fine ring about a dot, saddles as a small cross, maxima as a small triangle, degenerate points as a
 * small diamond: constant size on the screen, fainter where the relief hides them.
 */
export class Markers {
  readonly mesh: Mesh;
  readonly #places = new InstancedBufferAttribute(new Float32Array(4 * MOST), 4);
  readonly #color = uniform(new Vector3());
  readonly #material = new NodeMaterial();
  #points: readonly CriticalPoint[] = [];

  constructor(uniforms: ViewUniforms) {
    this.#places.setUsage(DynamicDrawUsage);
    const geometry = new BufferGeometry();
    geometry.setAttribute("markerPlace", this.#places);
    geometry.setIndex(new BufferAttribute(new Uint16Array([0, 1, 2, 2, 1, 3]), 1));
    this.mesh = new Mesh(geometry, this.#material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
    this.mesh.count = 0;
    this.mesh.visible = false;
    this.#material.transparent = true;
    this.#material.depthTest = false;
    this.#material.depthWrite = false;
    this.#material.fog = false;
    this.#material.side = DoubleSide;
    this.#material.forceSinglePass = true;
    this.#uniforms = uniforms;
  }

  readonly #uniforms: ViewUniforms;

  /** Reads the relief's depth from another texture; to be called before the first frame and when targets change. */
  setDepth(relief: Texture): void {
    const uniforms = this.#uniforms;
    const place = attribute("markerPlace", "vec4") as unknown as Node<"vec4">;
    const corner = varyingProperty("vec2", "markerCorner");
    const kind = varyingProperty("float", "markerKind");
    const depth = varyingProperty("float", "markerDepth");
    const middle = varyingProperty("vec2", "markerMiddle");
    this.#material.vertexNode = Fn(() => {
      const clip = uniforms.clip(place.xyz).toVar();
      const square = vec2(vertexIndex.mod(2).toFloat(), vertexIndex.div(2).toFloat()).mul(2).sub(1);
      corner.assign(square.mul(HALF_SIDE));
      kind.assign(place.w);
      depth.assign(uniforms.depth(place.xyz));
      const at = clip.xy.div(clip.w);
      middle.assign(vec2(at.x.mul(0.5).add(0.5), at.y.mul(-0.5).add(0.5)));
      const shift = square.mul(HALF_SIDE).mul(uniforms.pixelRatio).mul(2).div(uniforms.viewport);
      return vec4(clip.xy.add(shift.mul(clip.w)), clip.z, clip.w);
    })();
    const seen = texture(relief, clamp(middle, 0, 1)).level(float(0)).a;
    const visible = mix(float(0.22), float(0.95), float(1).sub(smoothstep(0.03, 0.07, depth.sub(seen))));
    this.#material.fragmentNode = vec4(encode(this.#color), this.#shape(corner, kind).mul(visible));
    this.#material.needsUpdate = true;
  }

  #shape(corner: Node<"vec2">, kind: Node<"float">): Node<"float"> {
    const soft = float(0.5).div(this.#uniforms.pixelRatio).add(0.2);
    const line = (distance: Node<"float">, half: number): Node<"float"> =>
      float(1).sub(smoothstep(float(half).sub(soft), float(half).add(soft), distance));
    const away = length(corner);
    const ring = max(line(abs(away.sub(6)), 0.7), line(away, 1.5));
    const cross = line(min(abs(corner.x.sub(corner.y)), abs(corner.x.add(corner.y))).div(Math.SQRT2), 0.6).mul(
      line(away, 4.2),
    );
    const side = max(abs(corner.x).mul(0.866).add(corner.y.mul(0.5)), corner.y.negate());
    const triangle = line(abs(side.sub(2.6)), 0.6);
    const diamond = line(abs(abs(corner.x).add(abs(corner.y)).sub(4.2)).div(Math.SQRT2), 0.6);
    const pointed = select(kind.lessThan(2.5), triangle, diamond);
    return select(kind.lessThan(0.5), ring, select(kind.lessThan(1.5), cross, pointed).mul(0.7));
  }

  setColor(hex: string): void {
    setColor(this.#color.value, hex);
  }

  setPoints(points: readonly CriticalPoint[]): void {
    this.#points = points.slice(0, MOST);
    this.mesh.count = this.#points.length;
    this.mesh.visible = this.#points.length > 0;
  }

  /** Puts the markers on the surface as it is drawn now. */
  place(field: HeightField): void {
    const { map } = field;
    const array = this.#places.array;
    for (let i = 0; i < this.#points.length; i++) {
      const point = this.#points[i];
      if (point === undefined) continue;
      const x = (point.x - map.centerX) * map.scaleX;
      const z = -(point.y - map.centerY) * map.scaleY;
      array[4 * i] = x;
      array[4 * i + 1] = surfaceHeight(field, x, z);
      array[4 * i + 2] = z;
      array[4 * i + 3] = KINDS[point.kind];
    }
    this.#places.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
  }
}
