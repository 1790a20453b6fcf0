import type { Point } from "../experiment/experiment.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { computeLayout } from "../gpu/compute-layout.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import { readBuffer } from "../gpu/readback.ts";
import type { ParameterValues, Surface } from "../surfaces/surface.ts";
import { composeEvaluate } from "./compose.ts";
import { surfaceLayout } from "./layouts.ts";
import { writeSurface } from "./uniforms.ts";

/** Loss, gradient and Hessian at points, in their order; not finite where they are not. */
export interface Evaluation {
  values: number[];
  gradients: Point[];
  hessians: [Point, Point][];
}

/** Evaluates a surface at points in f32 on the GPU. */
export async function evaluateSurface(
  device: GPUDevice,
  surface: Surface,
  parameters: ParameterValues,
  points: readonly Point[],
): Promise<Evaluation> {
  if (points.length === 0) return { values: [], gradients: [], hessians: [] };
  const label = `evaluate.${surface.id}`;
  const pipeline = await computePipeline(device, {
    label,
    code: composeEvaluate(surface),
    entryPoint: "evaluate",
    layout: computeLayout(device, "evaluate", ["uniform", "read-only-storage", "storage", "read-only-storage"]),
  });
  const layout = surfaceLayout(surface);
  const block = new ArrayBuffer(layout.size);
  writeSurface(new DataView(block), 0, layout, surface, parameters);
  const uniform = uniformBuffer(device, `${label}.parameters`, layout.size);
  device.queue.writeBuffer(uniform, 0, block);
  const places = filledBuffer(device, `${label}.points`, new Float32Array(points.flat()));
  const results = storageBuffer(device, `${label}.results`, points.length * 32);
  const data = filledBuffer(device, `${label}.data`, surface.data?.(parameters) ?? new Float32Array());
  const group = device.createBindGroup({
    label,
    layout: pipeline.getBindGroupLayout(0),
    entries: [
      { binding: 0, resource: { buffer: uniform } },
      { binding: 1, resource: { buffer: places, size: points.length * 8 } },
      { binding: 2, resource: { buffer: results } },
      { binding: 3, resource: { buffer: data } },
    ],
  });
  const encoder = device.createCommandEncoder({ label });
  const pass = encoder.beginComputePass({ label });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(...dispatchSize(points.length, device.limits));
  pass.end();
  device.queue.submit([encoder.finish()]);
  const words = new Float32Array(
    await readBuffer(device, results).finally(() => {
      for (const buffer of [uniform, places, results, data]) buffer?.destroy();
    }),
  );
  for (const buffer of [uniform, places, results, data]) buffer.destroy();
  const evaluation: Evaluation = { values: [], gradients: [], hessians: [] };
  for (const index of points.keys()) {
    const [loss = 0, fx = 0, fy = 0, fxx = 0, fxy = 0, fyy = 0] = words.subarray(8 * index);
    evaluation.values.push(loss);
    evaluation.gradients.push([fx, fy]);
    evaluation.hessians.push([
      [fxx, fxy],
      [fxy, fyy],
    ]);
  }
  return evaluation;
}
