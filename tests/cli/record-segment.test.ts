import { expect, test } from "vitest";
import { packSegment, unpackSegment } from "../../src/cli/record-segment.ts";
import type { Segment } from "../../src/recording/encode/video.ts";

const packets: Segment["packets"] = [
  { data: new Uint8Array([1, 2, 3]), isKey: true, frame: 96 },
  { data: new Uint8Array(), isKey: false, frame: 97 },
  { data: new Uint8Array(2000).map((_, index) => index * 7), isKey: false, frame: 98 },
];

/** A colour space as browsers give it: its values are getters of its class. */
class BrowserColorSpace implements VideoColorSpaceInit {
  get primaries() {
    return "bt709" as const;
  }
  get transfer() {
    return "bt709" as const;
  }
  get matrix() {
    return "bt709" as const;
  }
  get fullRange() {
    return false;
  }
}

test("a segment passes whole from the browser to the command line", () => {
  const description = new Uint8Array([9, 1, 100, 0, 31, 255, 9]).subarray(1, 6);
  const config = { codec: "avc1.64001f", codedWidth: 320, codedHeight: 240 };
  const colorSpace = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false };
  const packed = packSegment({
    first: 96,
    packets,
    config: { ...config, description, colorSpace: new BrowserColorSpace() },
  });
  // Node reads it out of a larger buffer.
  const moved = new Uint8Array(packed.length + 3);
  moved.set(packed, 3);
  expect(unpackSegment(moved.subarray(3))).toEqual({
    first: 96,
    packets,
    config: { ...config, description: new Uint8Array([1, 100, 0, 31, 255]), colorSpace },
  });
});

test("a segment of a codec that needs no description passes too", () => {
  const segment: Segment = { first: 0, packets: [], config: { codec: "vp8", description: new Uint8Array([5]).buffer } };
  expect(unpackSegment(packSegment(segment)).config.description).toEqual(new Uint8Array([5]));
  expect(unpackSegment(packSegment({ ...segment, config: { codec: "vp8" } })).config).toEqual({ codec: "vp8" });
});
