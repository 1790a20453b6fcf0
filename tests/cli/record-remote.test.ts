import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { InputError } from "../../src/cli/input-error.ts";
import { LostError, nextParcel, remoteOf } from "../../src/cli/record-remote.ts";
import { FakeRecordPage } from "./fake-record-page.ts";

/** A page whose every call fails as playwright words it. */
function failing(message: string): Pick<Page, "evaluate"> {
  return { evaluate: () => Promise.reject(new Error(message)) };
}

test.each([
  [
    "page.evaluate: UnavailableError: AVC cannot encode 3840 × 2160 at 60 fps for MP4 here; AV1 and VP9 can.\n    at chooseVideo",
    "AVC cannot encode 3840 × 2160 at 60 fps for MP4 here; AV1 and VP9 can.",
  ],
  ["page.evaluate: WebGpuUnavailableError: This browser has no WebGPU.", "This browser has no WebGPU."],
])("what the page refuses is one line, and no other page is tried: %s", async (said, line) => {
  const refused = remoteOf(failing(said)).prepare();
  await expect(refused).rejects.toThrow(new InputError(line));
  await expect(refused).rejects.not.toBeInstanceOf(LostError);
});

test.each([
  "page.evaluate: Target page, context or browser has been closed\nBrowser logs:\n…",
  "page.evaluate: Target crashed",
  "page.evaluate: Target closed",
])("a browser that is gone is told from that: %s", async (said) => {
  await expect(remoteOf(failing(said)).state()).rejects.toBeInstanceOf(LostError);
});

test("a device that is lost is told too, but what was finished before is taken", async () => {
  class Lost extends FakeRecordPage {
    override async state() {
      return { ...(await super.state()), isLost: true, problem: "The encoder failed." };
    }
  }
  const page = new Lost();
  await page.draw(3, false);
  expect((await nextParcel(page)).length).toBeGreaterThan(0);
  const next = nextParcel(page);
  await expect(next).rejects.toThrow(/^the graphics device was lost$/);
  await expect(next).rejects.toBeInstanceOf(LostError);
});
