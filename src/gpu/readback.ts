/** Copies a range of a buffer back from the GPU. For counts, the command line and tests; a frame never waits for it. */
export async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  offset = 0,
  size = source.size,
): Promise<ArrayBuffer> {
  const target = device.createBuffer({
    label: `${source.label}.readback`,
    size,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const encoder = device.createCommandEncoder({ label: target.label });
  encoder.copyBufferToBuffer(source, offset, target, 0, size);
  device.queue.submit([encoder.finish()]);
  await target.mapAsync(GPUMapMode.READ);
  const copy = target.getMappedRange().slice(0);
  target.destroy();
  return copy;
}
