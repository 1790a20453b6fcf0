import { bindBuffers } from "../../gpu/bind-buffers.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../../gpu/buffers.ts";
import { dispatchSize } from "../../gpu/dispatch-size.ts";
import { computePipeline } from "../../gpu/pipelines.ts";
import { readBuffer } from "../../gpu/readback.ts";
import type { Contender } from "./contender.ts";
import { crowdAmount } from "./crowd-amount.ts";
import { minimalKernel } from "./minimal-kernel.ts";
import { startsOn } from "./starts.ts";
import type { Workload } from "./workload.ts";

const BYTES_PER_POSITION = 8;

/**
 * The minimal hand-written kernel: all steps of a run in one dispatch, all runs in one submission.
 * @throws ShaderError
 */
export async function minimalContender(
  device: GPUDevice,
  { optimizer, surface, trajectories }: Workload,
): Promise<Contender> {
  const pipeline = await computePipeline(device, {
    label: `bench.${optimizer}.${surface}`,
    code: minimalKernel(optimizer, surface),
    entryPoint: "descend",
    layout: "auto",
  });
  const starts = filledBuffer(device, "bench.starts", startsOn(surface, trajectories));
  const ends = storageBuffer(device, "bench.ends", trajectories * BYTES_PER_POSITION);
  const uniform = uniformBuffer(device, "bench.steps", 16);
  const group = bindBuffers(device, pipeline, [uniform, starts, ends]);
  const groups = dispatchSize(trajectories, device.limits);

  async function run(runs: number, steps: number): Promise<number> {
    device.queue.writeBuffer(uniform, 0, new Uint32Array([steps]));
    await device.queue.onSubmittedWorkDone();
    const began = performance.now();
    const encoder = device.createCommandEncoder({ label: "bench" });
    const pass = encoder.beginComputePass({ label: "bench" });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    for (let count = 0; count < runs; count += 1) pass.dispatchWorkgroups(...groups);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - began) / 1000;
  }

  return {
    amountOf: (total) => crowdAmount(trajectories, total),
    run: ({ runs, steps }) => run(runs, steps),
    async positions(count, steps) {
      await run(1, steps);
      return new Float32Array(await readBuffer(device, ends, 0, count * BYTES_PER_POSITION));
    },
    destroy() {
      for (const buffer of [starts, ends, uniform]) buffer.destroy();
    },
  };
}
