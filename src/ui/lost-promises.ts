/** What a browser says of a promise whose device has gone with the graphics process. */
const GONE = /instance dropped|instance reference no longer exists|device (is|was) lost/i;

/** Whether something failed for no other reason than that its device was lost. */
export function isFromLostDevice(reason: unknown): boolean {
  return reason instanceof DOMException && GONE.test(reason.message);
}

/**
 * Keeps quiet about what fails with a lost device and nobody waits for: three asks for error scopes and for the
 * messages of its shaders without a word for that case. The loss itself is handled in device-loss.ts.
 */
export function silenceLostPromises(): void {
  addEventListener("unhandledrejection", (event) => {
    if (isFromLostDevice(event.reason)) event.preventDefault();
  });
}
