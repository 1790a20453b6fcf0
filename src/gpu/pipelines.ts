/** A shader that the GPU's compiler refused; the message holds its complaints, with lines. */
export class ShaderError extends Error {
  override readonly name = "ShaderError";
}

const caches = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * A compute pipeline for `code`, compiled without blocking; the same code gives the same pipeline again.
 * @param layout explicit, so that bind groups outlive a change of shader.
 * @throws ShaderError
 */
export function computePipeline(
  device: GPUDevice,
  label: string,
  code: string,
  entryPoint: string,
  layout: GPUPipelineLayout | "auto",
): Promise<GPUComputePipeline> {
  const cache = caches.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  caches.set(device, cache);
  const known = cache.get(code);
  if (known !== undefined) return known;
  const pipeline = compile(device, label, code, entryPoint, layout);
  cache.set(code, pipeline);
  return pipeline;
}

async function compile(
  device: GPUDevice,
  label: string,
  code: string,
  entryPoint: string,
  layout: GPUPipelineLayout | "auto",
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label, code });
  try {
    return await device.createComputePipelineAsync({ label, layout, compute: { module, entryPoint } });
  } catch (error) {
    const { messages } = await module.getCompilationInfo();
    const complaints = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join("\n");
    throw new ShaderError(`${label} did not compile.\n${complaints || String(error)}`);
  }
}
