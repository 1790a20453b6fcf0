import {
  abs,
  clamp,
  dot,
  float,
  fract,
  fwidth,
  max,
  min,
  mix,
  normalize,
  smoothstep,
  step,
  storage,
  uint,
  uniform,
  uniformArray,
  varying,
  vec3,
  vec4,
  vertexIndex,
} from "three/tsl";
import { BufferGeometry, FrontSide, Mesh, type Node, NodeMaterial, Vector3 } from "three/webgpu";
import { oklabRamp } from "../math/oklab.ts";
import type { Domain } from "../surfaces/surface.ts";
import type { AdoptedBuffer } from "./adopt-buffer.ts";
import { RELIEF_HEIGHT } from "./scene-map.ts";
import type { ThemeColors } from "./theme.ts";
import { setColor, type ViewUniforms } from "./uniforms.ts";

/** What the relief is drawn from: the simulation's grid of losses and gradients. */
export interface ReliefSource {
  readonly columns: number;
  readonly rows: number;
  readonly domain: Domain;
  /** array<vec4f>, [row · columns + column] = (loss, ∂f/∂x, ∂f/∂y, 0), finite; row 0 at the smallest y. */
  readonly buffer: GPUBuffer;
}

/** Contour lines from the lowest to the highest loss; every fifth is stronger. */
const CONTOURS = 30;

/** Samples of the colour ramp in the shader. */
const RAMP = 12;

/** Where the light comes from: high, from the left and a little from the front. */
const LIGHT = new Vector3(-0.55, 0.76, 0.34).normalize();

/** Steeper is drawn as this steep: gradients may be as large as a float holds. */
const STEEPEST = 60;

/** The relief's colours, shared by all its materials. */
export class ReliefColors {
  readonly ramp = uniformArray(
    Array.from({ length: RAMP }, () => new Vector3()),
    "vec3",
  );
  readonly ground = uniform(new Vector3());
  readonly contour = uniform(new Vector3());
  readonly contourStrength = uniform(0.3);
  readonly shadow = uniform(0.5);
  readonly sunlight = uniform(1.25);
  /** What is left of the relief at its rim; the rest is ground. */
  readonly rim = uniform(0.45);

  set(theme: ThemeColors): void {
    oklabRamp(theme.relief, RAMP).forEach(([r, g, b], index) => {
      (this.ramp.array[index] as Vector3).set(r, g, b);
    });
    setColor(this.ground.value, theme.ground);
    setColor(this.contour.value, theme.contour);
    this.contourStrength.value = theme.contourStrength;
    this.shadow.value = theme.shadow;
    this.sunlight.value = theme.sunlight;
    this.rim.value = theme.rim;
  }

  at(height: Node<"float">): Node<"vec3"> {
    const position = clamp(height, 0, 1)
      .mul(RAMP - 1)
      .toVar();
    const index = min(position.floor(), float(RAMP - 2)).toVar();
    const from = this.ramp.element(index.toUint()) as unknown as Node<"vec3">;
    const to = this.ramp.element(index.toUint().add(uint(1))) as unknown as Node<"vec3">;
    return mix(from, to, position.sub(index));
  }
}

/** A vertex of the relief. Whatever is drawn on the surface itself uses the same, and so lies on it exactly. */
export interface ReliefVertex {
  /** (loss, ∂f/∂x, ∂f/∂y, 0). */
  readonly sample: Node<"vec4">;
  /** 0 … 1 from the smallest to the largest x and y. */
  readonly u: Node<"float">;
  readonly v: Node<"float">;
  /** As drawn. */
  readonly height: Node<"float">;
  /** In the scene. */
  readonly position: Node<"vec3">;
}

export function reliefVertex(grid: ReliefSource, adopted: AdoptedBuffer, uniforms: ViewUniforms): ReliefVertex {
  const { columns, rows } = grid;
  const samples = storage(adopted.attribute, "vec4", columns * rows).toReadOnly();
  const sample = samples.element(vertexIndex) as unknown as Node<"vec4">;
  const u = vertexIndex
    .mod(uint(columns))
    .toFloat()
    .div(columns - 1);
  const v = vertexIndex
    .div(uint(columns))
    .toFloat()
    .div(rows - 1);
  const height = uniforms.height.height(sample.x);
  const position = vec3(
    u.mul(2).sub(1).mul(uniforms.half.x),
    height.mul(RELIEF_HEIGHT),
    v.mul(2).sub(1).mul(uniforms.half.y).negate(),
  );
  return { sample, u, v, height, position };
}

/** The surface as a mesh whose vertices read loss and gradient from the grid's buffer; its triangles come later. */
export function createRelief(
  grid: ReliefSource,
  adopted: AdoptedBuffer,
  uniforms: ViewUniforms,
  colors: ReliefColors,
): Mesh<BufferGeometry, NodeMaterial> {
  const { sample, u, v, height, position } = reliefVertex(grid, adopted, uniforms);
  // d(height)/dX and −d(height)/dZ in the scene.
  const steepness = uniforms.height.slope(sample.x).mul(RELIEF_HEIGHT);
  const slopeX = clamp(steepness.mul(sample.y).div(uniforms.scale.x), -STEEPEST, STEEPEST);
  const slopeY = clamp(steepness.mul(sample.z).div(uniforms.scale.y), -STEEPEST, STEEPEST);

  const drawn = varying(height, "reliefHeight");
  const place = varying(vec3(u, v, 0), "reliefPlace");
  const depth = varying(uniforms.depth(position), "reliefDepth");
  const normal = normalize(varying(normalize(vec3(slopeX.negate(), 1, slopeY)), "reliefNormal"));

  const material = new NodeMaterial();
  material.side = FrontSide;
  material.fog = false;
  material.polygonOffset = true;
  material.polygonOffsetFactor = 1;
  material.polygonOffsetUnits = 1;
  material.vertexNode = uniforms.clip(position);
  material.fragmentNode = vec4(shade(drawn, place, normal, uniforms, colors), depth);

  const mesh = new Mesh(new BufferGeometry(), material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 1;
  return mesh;
}

function shade(
  drawn: Node<"float">,
  place: Node<"vec3">,
  normal: Node<"vec3">,
  uniforms: ViewUniforms,
  colors: ReliefColors,
): Node<"vec3"> {
  // Distance to the rim, 0 … 1 over the outer part of the base.
  const inner = min(min(place.x, float(1).sub(place.x)), min(place.y, float(1).sub(place.y)));
  const rim = smoothstep(0, 0.07, inner);

  const sky = normal.y.mul(0.5).add(0.5);
  const sun = max(dot(normal, vec3(LIGHT.x, LIGHT.y, LIGHT.z)), 0);
  const light = mix(colors.shadow, colors.sunlight, sky.mul(0.25).add(sun.mul(0.75)));
  const matt = colors.at(drawn).mul(light);

  // Half a level off, so that flat ground at the lowest or highest loss is no contour.
  const level = drawn.mul(CONTOURS).add(0.5).toVar();
  const perPixel = max(fwidth(level), 1e-5).toVar();
  const nearest = level.add(0.5).floor().toVar();
  const pixels = abs(level.sub(nearest)).div(perPixel);
  // A hairline: nine tenths of a CSS pixel wide, softened over one physical pixel.
  const half = uniforms.pixelRatio.mul(0.45);
  const line = clamp(half.add(0.5).sub(pixels), 0, min(half.mul(2), 1));
  // Lines closer than a few pixels would make a pattern of their own.
  const sparse = float(1).sub(smoothstep(0.14, 0.4, perPixel));
  const interior = smoothstep(0, 0.22, inner);
  const isMajor = step(fract(nearest.div(5).add(0.001)), 0.1);
  const strength = mix(float(0.6), float(1), isMajor).mul(line).mul(sparse).mul(interior).mul(colors.contourStrength);

  const lit = mix(matt, colors.contour, strength);
  return mix(colors.ground, lit, mix(colors.rim, float(1), rim));
}
