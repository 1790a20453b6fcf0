/**
 * Shows how many of several items are done, on standard error, when a person is looking at it.
 * @param unit what the items are: "3 of 10", or "30 %".
 */
export function progress(total: number, unit?: "%"): { report(done: number): void; end(): void } {
  const isShown = process.stderr.isTTY === true && total > 1;
  let last = 0;
  return {
    report(done) {
      const now = performance.now();
      if (!isShown || (now - last < 100 && done < total)) return;
      last = now;
      process.stderr.write(unit === undefined ? `\r${done} of ${total}` : `\r${done} ${unit}`);
    },
    end() {
      if (isShown) process.stderr.write("\r\u001B[K");
    },
  };
}
