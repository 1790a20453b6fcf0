import { computePipeline } from "../gpu/pipelines.ts";
import { composeStatistics } from "./compose.ts";

/** In the order in which they run. */
export const STATISTICS_KERNELS = ["measure", "fold", "summarise"] as const;
export type StatisticsKernelName = (typeof STATISTICS_KERNELS)[number];

/** The kernels of the statistics, and the layout of the bind group that all of them take. */
export interface StatisticsKernels extends Readonly<Record<StatisticsKernelName, GPUComputePipeline>> {
  readonly layout: GPUBindGroupLayout;
}

const kept = new WeakMap<GPUDevice, Promise<StatisticsKernels>>();

/**
 * Compiles the kernels, without blocking, once a device.
 * @throws ShaderError
 */
export function statisticsKernels(device: GPUDevice): Promise<StatisticsKernels> {
  const kernels = kept.get(device) ?? compile(device);
  kept.set(device, kernels);
  return kernels;
}

async function compile(device: GPUDevice): Promise<StatisticsKernels> {
  const label = "statistics";
  const buffers: readonly GPUBufferBindingLayout[] = [
    { type: "uniform", hasDynamicOffset: true },
    { type: "uniform" },
    { type: "read-only-storage" },
    { type: "storage" },
    { type: "storage" },
    { type: "storage" },
    { type: "storage" },
  ];
  const group = device.createBindGroupLayout({
    label,
    entries: buffers.map((buffer, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer })),
  });
  const layout = device.createPipelineLayout({ label, bindGroupLayouts: [group] });
  const code = composeStatistics();
  const pipeline = (entryPoint: StatisticsKernelName): Promise<GPUComputePipeline> =>
    computePipeline(device, { label: `statistics.${entryPoint}`, code: code[entryPoint], entryPoint, layout });
  const [measure, fold, summarise] = await Promise.all([pipeline("measure"), pipeline("fold"), pipeline("summarise")]);
  return { layout: group, measure, fold, summarise };
}
