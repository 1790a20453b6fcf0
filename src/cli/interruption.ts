/** A person, or the system, stopped the command. The message says how to go on. */
export class InterruptionError extends Error {
  override readonly name = "InterruptionError";

  constructor(
    message: string,
    /** As a shell has it: 128 and the signal's number. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Runs something that stops when the process is told to. A second signal ends the process at once.
 * @param use is told by the signal, whose reason is an {@link InterruptionError} with the message.
 */
export async function interruptible<Value>(
  message: () => string,
  use: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    release();
    controller.abort(new InterruptionError(message(), EXIT_CODES[signal as keyof typeof EXIT_CODES]));
  };
  const signals = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[];
  const release = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await use(controller.signal);
  } finally {
    release();
  }
}
