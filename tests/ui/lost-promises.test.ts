import { describe, expect, it } from "vitest";
import { isFromLostDevice } from "../../src/ui/lost-promises.ts";

describe("A promise that fails", () => {
  it("is known to come from a lost device by what browsers say", () => {
    for (const message of [
      "Instance dropped in popErrorScope",
      "Instance dropped in getCompilationInfo",
      "A valid external Instance reference no longer exists.",
      "Device is lost.",
    ]) {
      expect(isFromLostDevice(new DOMException(message, "OperationError")), message).toBe(true);
    }
  });

  it("is told like any other where it has another reason", () => {
    expect(isFromLostDevice(new DOMException("The buffer is mapped already.", "OperationError"))).toBe(false);
    expect(isFromLostDevice(new Error("Instance dropped in popErrorScope"))).toBe(false);
    expect(isFromLostDevice(undefined)).toBe(false);
  });
});
