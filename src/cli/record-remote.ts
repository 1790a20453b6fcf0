import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { portions } from "./gpu-browser.ts";
import { InputError } from "./input-error.ts";
import { firstLine } from "./module-page.ts";
import type { RecordPage, RecordTask } from "./record-page.ts";

declare const ravineRecord: RecordPage;

/** The page's methods as they are called from outside. */
export type Remote = {
  readonly [Name in keyof RecordPage]: (
    ...given: Parameters<RecordPage[Name]>
  ) => Promise<Awaited<ReturnType<RecordPage[Name]>>>;
};

/** The browser, its page or its graphics went away in the middle: another one may go on. */
export class LostError extends InputError {}

/** What is fetched of a parcel in one message, in bytes: a multiple of three, so that pieces of base64 need no padding. */
const PIECE = 3 << 20;

/** Milliseconds between two looks whether there is a parcel. */
const LOOK_AGAIN = 15;

/** What playwright says where what it calls is no longer there. */
const GONE = /has been closed|(?:Target|Page|Browser|Connection) (?:crashed|closed)/;

function remoteCall<Value>(call: Promise<Value>): Promise<Value> {
  return call.catch((error: unknown) => {
    const line = firstLine(error);
    if (GONE.test(line)) throw new LostError("the browser has crashed");
    throw new InputError(line);
  });
}

/** The methods of the page in which `record-page.ts` runs. @throws LostError, InputError, from all of them. */
export function remoteOf(page: Pick<Page, "evaluate">): Remote {
  return {
    load: (piece) => remoteCall(page.evaluate((text) => ravineRecord.load(text), piece)),
    prepare: () => remoteCall(page.evaluate(() => ravineRecord.prepare())),
    encode: (from) => remoteCall(page.evaluate((frame) => ravineRecord.encode(frame), from)),
    draw: (frame, isTransparent) =>
      remoteCall(page.evaluate((wish) => ravineRecord.draw(wish.frame, wish.isTransparent), { frame, isTransparent })),
    state: () => remoteCall(page.evaluate(() => ravineRecord.state())),
    read: (from, count) =>
      remoteCall(page.evaluate((part) => ravineRecord.read(part.from, part.count), { from, count })),
    take: () => remoteCall(page.evaluate(() => ravineRecord.take())),
  };
}

export async function loadTask(remote: Remote, task: RecordTask): Promise<void> {
  for (const text of portions(JSON.stringify(task))) await remote.load(text);
}

/**
 * The next parcel that the page has, when it has one.
 * @param onDone told how many frames of the film are encoded.
 * @throws InputError with the page's problem; LostError.
 */
export async function nextParcel(
  remote: Remote,
  onDone: (done: number) => void = () => undefined,
): Promise<Buffer<ArrayBuffer>> {
  for (;;) {
    const { done, size, problem, isLost } = await remote.state();
    onDone(done);
    // What was finished before is good still.
    if (size !== undefined) return fetchParcel(remote, size);
    if (isLost) throw new LostError("the graphics device was lost");
    if (problem !== undefined) throw new InputError(problem);
    await setTimeout(LOOK_AGAIN);
  }
}

async function fetchParcel(remote: Remote, size: number): Promise<Buffer<ArrayBuffer>> {
  const parcel = Buffer.alloc(size);
  for (let from = 0; from < size; from += PIECE) {
    parcel.set(Buffer.from(await remote.read(from, PIECE), "base64"), from);
  }
  await remote.take();
  return parcel;
}
