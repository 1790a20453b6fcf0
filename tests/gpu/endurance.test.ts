import { expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { lossRange } from "../../src/simulation/loss-range.ts";
import { ReliefGrid } from "../../src/simulation/relief-grid.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { View } from "../../src/view/view.ts";
import { testDevice } from "./device.ts";

/** Frames until everything that is made once is there, and frames that are counted after it. */
const WARM_UP = 60;
const FRAMES = 600;

/** Frames between two readings of the statistics: about as often as the page reads them. */
const READING = 8;

/** Buffers and textures that were made and not destroyed, and bind groups and pipelines that were made. */
function countResources(): { readonly counts: () => Record<string, number>; readonly stop: () => void } {
  const alive = { buffers: new Set<object>(), textures: new Set<object>() };
  const made = { bindGroups: 0, pipelines: 0 };
  const device = GPUDevice.prototype;
  const before = {
    createBuffer: device.createBuffer,
    createTexture: device.createTexture,
    createBindGroup: device.createBindGroup,
    createRenderPipeline: device.createRenderPipeline,
    createRenderPipelineAsync: device.createRenderPipelineAsync,
    createComputePipeline: device.createComputePipeline,
    createComputePipelineAsync: device.createComputePipelineAsync,
  };
  const { destroy: destroyBuffer } = GPUBuffer.prototype;
  const { destroy: destroyTexture } = GPUTexture.prototype;
  device.createBuffer = function (descriptor) {
    const buffer = before.createBuffer.call(this, descriptor);
    alive.buffers.add(buffer);
    return buffer;
  };
  device.createTexture = function (descriptor) {
    const texture = before.createTexture.call(this, descriptor);
    alive.textures.add(texture);
    return texture;
  };
  device.createBindGroup = function (descriptor) {
    made.bindGroups += 1;
    return before.createBindGroup.call(this, descriptor);
  };
  device.createRenderPipeline = function (descriptor) {
    made.pipelines += 1;
    return before.createRenderPipeline.call(this, descriptor);
  };
  device.createRenderPipelineAsync = function (descriptor) {
    made.pipelines += 1;
    return before.createRenderPipelineAsync.call(this, descriptor);
  };
  device.createComputePipeline = function (descriptor) {
    made.pipelines += 1;
    return before.createComputePipeline.call(this, descriptor);
  };
  device.createComputePipelineAsync = function (descriptor) {
    made.pipelines += 1;
    return before.createComputePipelineAsync.call(this, descriptor);
  };
  GPUBuffer.prototype.destroy = function () {
    alive.buffers.delete(this);
    destroyBuffer.call(this);
  };
  GPUTexture.prototype.destroy = function () {
    alive.textures.delete(this);
    destroyTexture.call(this);
  };
  return {
    counts: () => ({ buffers: alive.buffers.size, textures: alive.textures.size, ...made }),
    stop: () => {
      Object.assign(device, before);
      GPUBuffer.prototype.destroy = destroyBuffer;
      GPUTexture.prototype.destroy = destroyTexture;
    },
  };
}

it("makes nothing on the GPU that stays, frame by frame, while it runs, turns and is measured", async () => {
  const { counts, stop } = countResources();
  const device = await testDevice();
  const simulation = await Simulation.create(
    device,
    parseExperiment({
      version: 1,
      surface: { id: "rosenbrock" },
      starts: { kind: "uniform", count: 256 },
      ensembles: [
        { optimizer: "momentum", hyperparameters: { learningRate: 0.0004, beta: 0.9 } },
        { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
      ],
      steps: 20_000,
    }),
  );
  const { surface, ensembles, current } = simulation;
  const { parameters } = current.surface;
  const grid = await ReliefGrid.create(device, surface, 65, 65);
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const view = await View.create(device, canvas, { theme: "night", reducedMotion: true });
  view.resize(96, 64, 1);
  view.lockQuality(6);
  view.lockTier("drape");
  try {
    await view.prepare(grid, ensembles);
    const evaluator = surface.evaluator(parameters, "f64");
    view.setSurface(grid, lossRange(surface, parameters), surface.criticalPoints(parameters), (x, y) =>
      evaluator.loss(x, y),
    );
    view.setEnsembles(ensembles.map((buffers) => ({ buffers, color: "#f2b134", visible: true })));
    let reading: Promise<unknown> = Promise.resolve();
    const seen: Record<string, number>[] = [];
    let steps = 0;
    for (let frame = 0; frame < WARM_UP + FRAMES; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      simulation.advanceBriefly(4);
      view.nudge(0.01, 0, 1);
      const { newestSlot, filledSlots, step, experiment: run } = simulation;
      view.render({ newestSlot, filledSlots, fraction: 0.5, step, run }, 1 / 60);
      if (frame % READING === 0) {
        await reading;
        reading = simulation.statistics();
      }
      if (frame === WARM_UP || frame === WARM_UP + FRAMES - 1) {
        await reading;
        seen.push(counts());
      }
      if (frame === WARM_UP) steps = simulation.step;
    }
    expect(simulation.step - steps, "steps that were run meanwhile").toBeGreaterThan(FRAMES);
    const [early, late] = seen;
    // As text, so that a failure shows every number.
    expect(JSON.stringify(late)).toBe(JSON.stringify(early));
  } finally {
    stop();
    view.dispose();
    simulation.destroy();
    grid.destroy();
  }
});
