import { handWritten, servePage, waitForState } from "./built-page.ts";

/**
 * Runs the built page for many frames (RAVINE_FRAMES, else 10,000) while the camera turns, and prints the JavaScript
 * heap after a collection and the graphics resources, after a tenth of them and after all. By hand: it takes minutes.
 */
const FRAMES = Number(process.env.RAVINE_FRAMES ?? 10_000);

interface Counted {
  frames: number;
  buffers: number;
  textures: number;
  bindGroups: number;
}

/** In the page, before anything of it: counts what is made on the GPU, counts frames, and turns the camera. */
function count(): void {
  const alive = new Set<unknown>();
  const counted: Counted = { frames: 0, buffers: 0, textures: 0, bindGroups: 0 };
  Object.assign(window, { counted });
  const { createBuffer, createTexture, createBindGroup } = GPUDevice.prototype;
  const { destroy: destroyBuffer } = GPUBuffer.prototype;
  const { destroy: destroyTexture } = GPUTexture.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    alive.add(buffer);
    counted.buffers += 1;
    return buffer;
  };
  GPUDevice.prototype.createTexture = function (descriptor) {
    const texture = createTexture.call(this, descriptor);
    alive.add(texture);
    counted.textures += 1;
    return texture;
  };
  GPUDevice.prototype.createBindGroup = function (descriptor) {
    counted.bindGroups += 1;
    return createBindGroup.call(this, descriptor);
  };
  GPUBuffer.prototype.destroy = function () {
    if (alive.delete(this)) counted.buffers -= 1;
    destroyBuffer.call(this);
  };
  GPUTexture.prototype.destroy = function () {
    if (alive.delete(this)) counted.textures -= 1;
    destroyTexture.call(this);
  };
  const turn = {
    next(): void {
      requestAnimationFrame(turn.next);
      counted.frames += 1;
      if (counted.frames % 10 > 0) return;
      const canvas = document.querySelector("canvas.landscape");
      canvas?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowRight", code: "ArrowRight", bubbles: true, cancelable: true }),
      );
    },
  };
  turn.next();
}

const site = await servePage();
try {
  const page = await site.open(
    `?quality=6${handWritten({
      surface: { id: "rosenbrock" },
      starts: { kind: "uniform", count: 300 },
      ensembles: [
        { optimizer: "momentum", hyperparameters: { learningRate: 0.0004, beta: 0.9 } },
        { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
      ],
      steps: 100_000,
    })}`,
    count,
  );
  await page.setViewportSize({ width: 320, height: 240 });
  await waitForState(page, "running");
  const session = await page.context().newCDPSession(page);
  // Those of loading do not count.
  await page.evaluate(() => {
    (window as unknown as { counted: Counted }).counted.frames = 0;
  });
  const state = (): Promise<Counted> => page.evaluate(() => (window as unknown as { counted: Counted }).counted);
  for (const goal of [FRAMES / 10, FRAMES / 2, FRAMES]) {
    while ((await state()).frames < goal) await page.waitForTimeout(250);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const step = await page.evaluate(() => document.documentElement.dataset.step);
    console.info(JSON.stringify({ ...(await state()), step, heapBytes: usedSize }));
  }
} finally {
  await site.close();
}
