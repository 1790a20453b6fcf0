import { float, length, mix, screenUV, smoothstep, uniform, vec2, vec4, vertexIndex } from "three/tsl";
import { BufferGeometry, Mesh, NoBlending, type Node, NodeMaterial, Vector2, Vector3 } from "three/webgpu";
import type { ThemeColors } from "./theme.ts";
import { setColor } from "./uniforms.ts";

/** Depth that is behind everything drawn, and still a half float. */
export const BEHIND = 100;

/** Clip position of a triangle that covers the canvas; vertices 0, 1 and 2, no attributes. */
export function coveringPosition(): Node<"vec4"> {
  const x = vertexIndex.equal(1).select(float(3), float(-1));
  const y = vertexIndex.equal(2).select(float(3), float(-1));
  return vec4(x, y, 0.5, 1);
}

/** A mesh of that triangle. */
export function coveringMesh(material: NodeMaterial): Mesh {
  const geometry = new BufferGeometry();
  geometry.setDrawRange(0, 3);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  material.blending = NoBlending;
  material.depthTest = false;
  material.depthWrite = false;
  material.fog = false;
  material.vertexNode = coveringPosition();
  return mesh;
}

/** What is behind the relief: the page's ground, a shade lighter behind the relief's middle. */
export class Ground {
  readonly #color = uniform(new Vector3());
  readonly #glow = uniform(new Vector3());
  readonly #material = new NodeMaterial();
  readonly mesh: Mesh;
  /** The middle of the free area, 0 … 1 from the left top. */
  readonly middle = uniform(new Vector2(0.5, 0.5));

  constructor() {
    const away = length(screenUV.sub(this.middle).mul(vec2(1.6, 1.5)));
    const color = mix(this.#glow, this.#color, smoothstep(0, 0.95, away));
    this.#material.fragmentNode = vec4(color, BEHIND);
    this.mesh = coveringMesh(this.#material);
    this.mesh.renderOrder = 0;
  }

  setTheme(theme: ThemeColors): void {
    setColor(this.#color.value, theme.ground);
    setColor(this.#glow.value, theme.glow);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
  }
}
