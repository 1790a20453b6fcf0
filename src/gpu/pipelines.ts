/** A shader that the GPU's compiler refused; the message holds its complaints, with lines. */
export class ShaderError extends Error {
  override readonly name = "ShaderError";
}

/** What a compute pipeline is made of. */
export interface ComputeProgram {
  readonly label: string;
  readonly code: string;
  readonly entryPoint: string;
  /** Explicit where bind groups are to serve several shaders. */
  readonly layout: GPUPipelineLayout | "auto";
}

/** Pipelines kept for reuse; typing a formula makes new ones all the time, so the least recently used go. */
const MOST_KEPT = 256;

const caches = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * A compute pipeline, compiled without blocking; the same code gives the same pipeline again.
 * @throws ShaderError
 */
export function computePipeline(device: GPUDevice, program: ComputeProgram): Promise<GPUComputePipeline> {
  const cache = caches.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  caches.set(device, cache);
  const pipeline = cache.get(program.code) ?? compile(device, program);
  cache.delete(program.code);
  cache.set(program.code, pipeline);
  const [oldest] = cache.keys();
  if (cache.size > MOST_KEPT && oldest !== undefined) cache.delete(oldest);
  return pipeline;
}

/** A compute pipeline that may be used at once, at the price that the GPU's work waits for its compilation. */
export function computePipelineAtOnce(device: GPUDevice, program: ComputeProgram): GPUComputePipeline {
  const { label, code, entryPoint, layout } = program;
  const module = device.createShaderModule({ label, code });
  return device.createComputePipeline({ label, layout, compute: { module, entryPoint } });
}

async function compile(
  device: GPUDevice,
  { label, code, entryPoint, layout }: ComputeProgram,
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label, code });
  try {
    return await device.createComputePipelineAsync({ label, layout, compute: { module, entryPoint } });
  } catch (error) {
    // Where the device is gone there is nothing to be told.
    const { messages } = await module.getCompilationInfo().catch(() => ({ messages: [] as GPUCompilationMessage[] }));
    const complaints = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join("\n");
    throw new ShaderError(`${label} did not compile.\n${complaints || String(error)}`);
  }
}
