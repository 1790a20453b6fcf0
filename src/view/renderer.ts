import { LinearSRGBColorSpace, NoToneMapping, WebGPURenderer } from "three/webgpu";

/** Whether a device is a processor pretending to be a graphics card. */
export function isSoftware(device: GPUDevice): boolean {
  const { vendor, architecture, description } = device.adapterInfo;
  return /swiftshader|llvmpipe|lavapipe|software/i.test(`${vendor} ${architecture} ${description}`);
}

/**
 * three's renderer on the page's own device. Colours are left as they are drawn: the composition encodes them itself.
 * @param trackTimestamp measures passes on the GPU where the device can
 * @throws Error where three would fall back to WebGL, which cannot read the simulation's buffers
 */
export async function createRenderer(
  device: GPUDevice,
  canvas: HTMLCanvasElement,
  trackTimestamp: boolean,
): Promise<WebGPURenderer> {
  const renderer = new WebGPURenderer({
    device,
    canvas,
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    trackTimestamp,
  });
  await renderer.init();
  if (!("isWebGPUBackend" in renderer.backend)) {
    throw new Error("three fell back to WebGL, which cannot draw from WebGPU buffers.");
  }
  renderer.toneMapping = NoToneMapping;
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setClearColor(0x000000, 0);
  return renderer;
}
