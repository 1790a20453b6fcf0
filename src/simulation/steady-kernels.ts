import { computePipeline } from "../gpu/pipelines.ts";
import { composeSteadyState } from "./compose.ts";

/** The kernels that look at a steady state, and the layout of the bind group that both take. */
export interface SteadyKernels {
  readonly layout: GPUBindGroupLayout;
  readonly keep: GPUComputePipeline;
  readonly count: GPUComputePipeline;
}

const kept = new WeakMap<GPUDevice, Promise<SteadyKernels>>();

/**
 * Compiles the kernels, without blocking, once a device.
 * @throws ShaderError
 */
export function steadyKernels(device: GPUDevice): Promise<SteadyKernels> {
  const kernels = kept.get(device) ?? compile(device);
  kept.set(device, kernels);
  return kernels;
}

async function compile(device: GPUDevice): Promise<SteadyKernels> {
  const label = "steady";
  const buffers: readonly GPUBufferBindingLayout[] = [
    { type: "uniform", hasDynamicOffset: true },
    { type: "read-only-storage" },
    { type: "storage" },
    { type: "storage" },
  ];
  const group = device.createBindGroupLayout({
    label,
    entries: buffers.map((buffer, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer })),
  });
  const layout = device.createPipelineLayout({ label, bindGroupLayouts: [group] });
  const code = composeSteadyState();
  const [keep, count] = await Promise.all([
    computePipeline(device, { label: "steady.keep", code: code.keep, entryPoint: "keep", layout }),
    computePipeline(device, { label: "steady.count", code: code.count, entryPoint: "count", layout }),
  ]);
  return { layout: group, keep, count };
}
