import { expect, test } from "vitest";
import { Outbox } from "../../src/cli/outbox.ts";

test("an outbox has room for one, which is fetched in pieces", async () => {
  const outbox = new Outbox();
  expect(outbox.size).toBeUndefined();
  const first = new Uint8Array(30_000).map((_, index) => index * 31);
  await outbox.put(first);
  let isIn = false;
  const second = outbox.put(new Uint8Array([5])).then(() => {
    isIn = true;
  });
  const pieces: Buffer[] = [];
  for (let from = 0; from < 30_001; from += 12_000) pieces.push(Buffer.from(outbox.read(from, 12_000), "base64"));
  expect(new Uint8Array(Buffer.concat(pieces))).toEqual(first);
  expect(outbox.read(30_000, 12_000)).toBe("");
  await new Promise((resolve) => setTimeout(resolve));
  expect(isIn, "the second is in before the first was taken").toBe(false);
  outbox.take();
  await second;
  expect(outbox.size).toBe(1);
  outbox.take();
  expect(outbox.size).toBeUndefined();
});
