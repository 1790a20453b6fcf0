import { requestDevice } from "../../src/gpu/device.ts";

let shared: Promise<GPUDevice> | undefined;

/** One device for all tests of a file; errors that WebGPU reports outside of scopes fail loudly in the console. */
export function testDevice(): Promise<GPUDevice> {
  shared ??= requestDevice().then((device) => {
    device.addEventListener("uncapturederror", ({ error }) => console.error(`WebGPU: ${error.message}`));
    return device;
  });
  return shared;
}
