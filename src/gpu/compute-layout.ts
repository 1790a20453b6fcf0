/**
 * The layout of a compute pipeline whose one bind group has whole buffers at bindings 0, 1, …. Unlike a layout that is
 * read off the shader, it is the same whether the shader uses them or not.
 */
export function computeLayout(
  device: GPUDevice,
  label: string,
  types: readonly GPUBufferBindingType[],
): GPUPipelineLayout {
  const entries = types.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } }));
  return device.createPipelineLayout({ label, bindGroupLayouts: [device.createBindGroupLayout({ label, entries })] });
}
