import { expect, it } from "vitest";
import { FrameComposer } from "../../src/gpu/frame-composer.ts";
import { testDevice } from "./device.ts";

it("DEV composer", async () => {
  const device = await testDevice();
  const [width, height] = [1920, 1080];
  const c = await FrameComposer.create(device, { width, height, format: "rgba8unorm", samples: 1, dissolves: false, loops: false });
  const texture = device.createTexture({ size: [width, height], format: "rgba8unorm", usage: GPUTextureUsage.COPY_SRC | GPUTextureUsage.COPY_DST });
  const image = new ImageData(width, height);
  const steps: Record<string, () => Promise<unknown> | unknown> = {
    take: () => c.takePicture(texture, "now"),
    overlay: () => c.setOverlay("now", image),
    compose: () => c.compose({ pictures: ["now"], hasOverlay: true, before: 0, first: 0 }),
    rgba: async () => { await c.whenFree(); await c.rgba(); },
    i420: async () => { await c.whenFree(); await c.i420(); },
  };
  for (const [name, step] of Object.entries(steps)) {
    await step();
    await device.queue.onSubmittedWorkDone();
    await new Promise((r) => setTimeout(r, 300));
    const t = Date.now();
    for (let i = 0; i < 10; i++) { await step(); await device.queue.onSubmittedWorkDone(); }
    console.log(`H2MARK ${name} ${t} ${Date.now()}`);
    await new Promise((r) => setTimeout(r, 300));
  }
  expect(1).toBe(1);
});
