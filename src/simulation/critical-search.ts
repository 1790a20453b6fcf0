import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import { readBuffer } from "../gpu/readback.ts";
import { structLayout, writeField } from "../gpu/struct-layout.ts";
import type { Vector } from "../math/vector.ts";
import type { ParameterValues, Surface } from "../surfaces/surface.ts";
import { composeCriticalSearch } from "./compose.ts";
import { thinCandidates } from "./critical-candidates.ts";
import { surfaceLayout } from "./layouts.ts";
import { writeSurface } from "./uniforms.ts";

/** As critical-search.wgsl declares it. */
const CRITICAL_SEARCH = structLayout("CriticalSearch", [
  ["lowest", "vec2f"],
  ["highest", "vec2f"],
  ["side", "u32"],
]);

/** Starts along each side of the domain. */
const SIDE = 128;

/** A slider that was dragged leaves many sets of parameters: so many of them are searched for. */
const MOST_SETS = 16;

/**
 * Where an experiment's surface lists no critical points of its own, looks for them on the GPU, for the parameters that
 * it starts with and those that its changes lead to, and suggests what it finds to the surface. It does nothing that
 * was done before.
 */
export async function suggestCriticalPoints(device: GPUDevice, experiment: Experiment): Promise<void> {
  const surface = surfaceOf(experiment.surface);
  const { search } = surface;
  if (search === undefined) return;
  const missing = parameterSets(experiment).filter((parameters) => !search.hasSuggestions(parameters));
  if (missing.length === 0) return;
  const found = await searchCriticalPoints(device, surface, missing);
  for (const [index, parameters] of missing.entries()) search.suggest(parameters, found[index] ?? []);
}

/** The surface's parameters at the start and at the end, then those between that hold longest. */
function parameterSets(experiment: Experiment): readonly ParameterValues[] {
  const changed = experiment.changes.filter(({ path }) => path.startsWith("/surface/")).map(({ step }) => step);
  const steps = [...new Set([0, ...changed])].filter((step) => step <= experiment.steps).sort((a, b) => a - b);
  const holds = steps.map((step, index) => ({ step, steps: (steps[index + 1] ?? Number.POSITIVE_INFINITY) - step }));
  const [first = { step: 0 }, ...later] = holds;
  const longest = later.sort((a, b) => b.steps - a.steps).slice(0, MOST_SETS - 1);
  return [first, ...longest].map(({ step }) => applyChanges(experiment, step).surface.parameters);
}

/**
 * Searches the domain of a surface for points close to zeros of its gradient, and to where searches downhill stall as
 * at kinks, from 128 × 128 starts in f32.
 *
 * @returns for each set of parameters, in their order
 */
export async function searchCriticalPoints(
  device: GPUDevice,
  surface: Surface,
  sets: readonly ParameterValues[],
): Promise<Vector[][]> {
  const label = `critical-search.${surface.id}`;
  const groupLayout = device.createBindGroupLayout({
    label,
    entries: [
      { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "uniform" } },
      { binding: 1, visibility: GPUShaderStage.COMPUTE, buffer: { type: "uniform" } },
      { binding: 2, visibility: GPUShaderStage.COMPUTE, buffer: { type: "storage" } },
      { binding: 3, visibility: GPUShaderStage.COMPUTE, buffer: { type: "read-only-storage" } },
    ],
  });
  const pipeline = await computePipeline(device, {
    label,
    code: composeCriticalSearch(surface),
    entryPoint: "search_critical_points",
    layout: device.createPipelineLayout({ label, bindGroupLayouts: [groupLayout] }),
  });
  return Promise.all(
    sets.map(async (parameters) => {
      const [where, values] = [whereBlock(surface), valuesBlock(surface, parameters)];
      const buffers = [
        uniformBuffer(device, `${label}.where`, where.byteLength),
        uniformBuffer(device, `${label}.parameters`, values.byteLength),
        storageBuffer(device, `${label}.ends`, SIDE * SIDE * 16),
        filledBuffer(device, `${label}.data`, surface.data?.(parameters) ?? new Float32Array()),
      ] as const;
      device.queue.writeBuffer(buffers[0], 0, where);
      device.queue.writeBuffer(buffers[1], 0, values);
      const encoder = device.createCommandEncoder({ label });
      const pass = encoder.beginComputePass({ label });
      pass.setPipeline(pipeline);
      const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
      pass.setBindGroup(0, device.createBindGroup({ label, layout: groupLayout, entries }));
      pass.dispatchWorkgroups(...dispatchSize(SIDE * SIDE, device.limits));
      pass.end();
      device.queue.submit([encoder.finish()]);
      try {
        return thinCandidates(new Float32Array(await readBuffer(device, buffers[2])), surface.domain);
      } finally {
        for (const buffer of buffers) buffer.destroy();
      }
    }),
  );
}

function whereBlock({ domain }: Surface): ArrayBuffer {
  const block = new ArrayBuffer(CRITICAL_SEARCH.size);
  const view = new DataView(block);
  writeField(view, 0, CRITICAL_SEARCH, "lowest", domain.x[0], domain.y[0]);
  writeField(view, 0, CRITICAL_SEARCH, "highest", domain.x[1], domain.y[1]);
  writeField(view, 0, CRITICAL_SEARCH, "side", SIDE);
  return block;
}

function valuesBlock(surface: Surface, parameters: ParameterValues): ArrayBuffer {
  const layout = surfaceLayout(surface);
  const block = new ArrayBuffer(layout.size);
  writeSurface(new DataView(block), 0, layout, surface, parameters);
  return block;
}
