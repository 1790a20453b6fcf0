/** WebGPU is missing or gave no device; the message says what is missing, `advice` what to do. */
export class WebGpuUnavailableError extends Error {
  override readonly name = "WebGpuUnavailableError";

  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

const BROWSER_ADVICE =
  "Use a recent Chrome or Edge (113 or newer; on Linux 144 or newer, or start it with --enable-unsafe-webgpu --enable-features=Vulkan), and open the page over https or from localhost.";
const ADAPTER_ADVICE =
  "Switch on “Use graphics acceleration when available” in the browser’s settings, restart it, and look at chrome://gpu. Without a graphics card, start Chrome with --enable-unsafe-webgpu --use-vulkan=swiftshader --enable-features=Vulkan.";

/** Features that are used where an adapter has them. */
const WANTED_FEATURES: readonly GPUFeatureName[] = ["timestamp-query", "float32-filterable"];

/**
 * Requests a device with the adapter's maximum limits, so that the number of trajectories is bounded by the hardware
 * alone.
 * @throws WebGpuUnavailableError
 */
export async function requestDevice(): Promise<GPUDevice> {
  const gpu: GPU | undefined = navigator.gpu;
  if (gpu === undefined) throw new WebGpuUnavailableError("This browser has no WebGPU.", BROWSER_ADVICE);
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw new WebGpuUnavailableError("WebGPU found no graphics adapter.", ADAPTER_ADVICE);
  try {
    return await adapter.requestDevice({
      label: "ravine",
      requiredLimits: maximumLimits(adapter.limits),
      requiredFeatures: WANTED_FEATURES.filter((feature) => adapter.features.has(feature)),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WebGpuUnavailableError(`The graphics adapter gave no device: ${reason}`, ADAPTER_ADVICE);
  }
}

function maximumLimits(limits: GPUSupportedLimits): Record<string, number> {
  const maxima: Record<string, number> = {};
  for (const name in limits) {
    const value: unknown = limits[name as keyof GPUSupportedLimits];
    if (typeof value === "number") maxima[name] = value;
  }
  return maxima;
}
