import { DepthTexture, HalfFloatType, LinearFilter, RenderTarget, UnsignedIntType } from "three/webgpu";

/** Each density attachment carries this many ensembles, one a channel. */
export const CHANNELS = 4;

/** 32 bytes a sample, WebGPU's least limit, would hold four half-float attachments; twelve ensembles need three. */
export const MOST_DENSITIES = 3;

/**
 * What the picture is made from. The relief (linear colour; depth behind the target's plane in alpha) and the
 * densities of light, one ensemble a channel, are two targets with one depth buffer: so the relief is drawn again only
 * when it changed, and trails are still hidden behind it.
 */
export class Targets {
  readonly relief: RenderTarget;
  readonly density: RenderTarget;

  constructor(densities: number, samples: number) {
    const options = {
      type: HalfFloatType,
      minFilter: LinearFilter,
      magFilter: LinearFilter,
      generateMipmaps: false,
      depthBuffer: true,
      samples,
    };
    const depth = new DepthTexture(1, 1, UnsignedIntType);
    this.density = new RenderTarget(1, 1, { ...options, count: densities, depthTexture: depth });
    this.relief = new RenderTarget(1, 1, { ...options, depthTexture: depth });
    // The one that is drawn first owns the depth texture: three resizes it with its owner.
    depth.renderTarget = this.relief;
    for (const [index, texture] of this.density.textures.entries()) texture.name = `density${index}`;
  }

  setSize(width: number, height: number): void {
    this.relief.setSize(width, height);
    this.density.setSize(width, height);
  }

  dispose(): void {
    this.relief.dispose();
    this.density.dispose();
    this.relief.depthTexture?.dispose();
  }
}
