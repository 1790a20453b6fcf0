import { expect, test } from "vitest";

test("the browser that the lock file brings has a WebGPU adapter", async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter).not.toBeNull();
});
