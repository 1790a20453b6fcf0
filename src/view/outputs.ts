import { outputStruct, vec4 } from "three/tsl";
import { AddEquation, CustomBlending, DoubleSide, type Node, NodeMaterial, OneFactor } from "three/webgpu";

/** Fragment output of what glows: light in one channel of one density attachment. */
export function densityOutput(
  light: Node<"float">,
  mask: Node<"vec4">,
  attachment: number,
  densities: number,
): Node<"vec4"> {
  return densityOutputs(
    Array.from({ length: densities }, (_, index) => (index === attachment ? mask.mul(light) : vec4(0, 0, 0, 0))),
  );
}

/** Fragment output of light in all channels, one node for each density attachment. */
export function densityOutputs(lights: readonly Node<"vec4">[]): Node<"vec4"> {
  const [only] = lights;
  if (only !== undefined && lights.length === 1) return only;
  return outputStruct(...lights) as unknown as Node<"vec4">;
}

/** Fragment output of no light at all: three clears only the first attachment to zero. */
export function noDensityOutput(densities: number): Node<"vec4"> {
  return densityOutput(vec4(0, 0, 0, 0).x, vec4(0, 0, 0, 0), 0, densities);
}

/** A material that adds to what is there, tested against the relief and leaving no depth of its own. */
export function additiveMaterial(): NodeMaterial {
  const material = new NodeMaterial();
  material.side = DoubleSide;
  // Sums do not mind the order: without it three draws everything twice, first what faces away.
  material.forceSinglePass = true;
  material.blending = CustomBlending;
  material.blendEquation = AddEquation;
  material.blendSrc = OneFactor;
  material.blendDst = OneFactor;
  material.blendSrcAlpha = OneFactor;
  material.blendDstAlpha = OneFactor;
  material.transparent = true;
  material.depthTest = true;
  material.depthWrite = false;
  material.fog = false;
  return material;
}
