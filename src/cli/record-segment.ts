import { sourceBytes } from "../recording/encode/source-bytes.ts";
import type { Segment } from "../recording/encode/video.ts";

/** A segment's packets without their bytes, as JSON holds it. */
interface SegmentHead {
  readonly first: number;
  readonly packets: readonly { readonly length: number; readonly isKey: boolean; readonly frame: number }[];
  readonly config: Omit<VideoDecoderConfig, "description">;
  /** The bytes after the head that are the configuration's description; none where there is none. */
  readonly description?: number;
}

/** A browser's colour space is an object whose values are no properties of its own. */
function plain({ primaries, transfer, matrix, fullRange }: VideoColorSpaceInit): VideoColorSpaceInit {
  return {
    primaries: primaries ?? null,
    transfer: transfer ?? null,
    matrix: matrix ?? null,
    fullRange: fullRange ?? null,
  };
}

/** A segment as bytes: the length of a head in JSON, the head, and what it lists. The browser writes it, Node reads it. */
export function packSegment({ first, packets, config }: Segment): Uint8Array<ArrayBuffer> {
  const { description, colorSpace, ...rest } = config;
  const described = description === undefined ? undefined : sourceBytes(description);
  const head: SegmentHead = {
    first,
    packets: packets.map(({ data, isKey, frame }) => ({ length: data.length, isKey, frame })),
    config: colorSpace === undefined ? rest : { ...rest, colorSpace: plain(colorSpace) },
    ...(described === undefined ? {} : { description: described.length }),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const parts = [...(described === undefined ? [] : [described]), ...packets.map(({ data }) => data)];
  const packed = new Uint8Array(parts.reduce((total, { length }) => total + length, 4 + text.length));
  new DataView(packed.buffer).setUint32(0, text.length, true);
  packed.set(text, 4);
  let end = 4 + text.length;
  for (const part of parts) {
    packed.set(part, end);
    end += part.length;
  }
  return packed;
}

/** What {@link packSegment} packed. The packets are copies: the bytes may go. */
export function unpackSegment(packed: Uint8Array): Segment {
  const length = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length))) as SegmentHead;
  let end = 4 + length;
  const take = (count: number): Uint8Array<ArrayBuffer> => {
    const taken = new Uint8Array(packed.subarray(end, end + count));
    end += count;
    return taken;
  };
  const description = head.description === undefined ? undefined : take(head.description);
  return {
    first: head.first,
    config: description === undefined ? head.config : { ...head.config, description },
    packets: head.packets.map(({ length: size, isKey, frame }) => ({ data: take(size), isKey, frame })),
  };
}
