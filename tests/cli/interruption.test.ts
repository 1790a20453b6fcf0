import { expect, test } from "vitest";
import { InterruptionError, interruptible } from "../../src/cli/interruption.ts";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)(
  "%s stops what is under way, with what to say at that moment and the exit code %s",
  async (name, exitCode) => {
    let message = "at first";
    const others = process.listenerCount(name);
    const ended = interruptible(
      () => message,
      (signal) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    message = "12 of 24 frames are kept";
    process.emit(name, name);
    // A second one is the system's again: it ends the process.
    expect(process.listenerCount(name)).toBe(others);
    await expect(ended).rejects.toThrow(new InterruptionError("12 of 24 frames are kept", exitCode));
    await expect(ended).rejects.toMatchObject({ exitCode });
  },
);

test("what ends by itself leaves the signals to the system", async () => {
  const others = process.listenerCount("SIGINT");
  expect(
    await interruptible(
      () => "",
      async () => process.listenerCount("SIGINT"),
    ),
  ).toBe(others + 1);
  expect(process.listenerCount("SIGINT")).toBe(others);
});
