import { createFile, MP4BoxBuffer } from "mp4box";

/** What a file says of its film. */
export interface Demuxed {
  readonly width: number;
  readonly height: number;
  /** As the container names it. */
  readonly codec: string;
  /** When every frame is shown, in seconds, in the order of the file. */
  readonly times: readonly number[];
  /** How long every frame is shown, where the file says so, in seconds. */
  readonly lengths: readonly number[];
  readonly keys: readonly number[];
  /** Seconds. */
  readonly duration: number;
  /** Primaries, transfer, matrix as ITU-T H.273 numbers them, and whether the range is full. */
  readonly colors: readonly [number, number, number, boolean];
}

/** Reads an MP4 with a demuxer that knows nothing of the one that wrote it. */
export function demuxMp4(file: ArrayBuffer): Demuxed {
  const reader = createFile();
  reader.appendBuffer(MP4BoxBuffer.fromArrayBuffer(file, 0), true);
  const info = reader.getInfo();
  const track = info.videoTracks[0];
  const boxes = reader.getTrackById(track?.id ?? 0).mdia.minf.stbl.stsd.entries[0]?.boxes ?? [];
  const color = boxes.find(({ type }) => type === "colr");
  if (track?.video === undefined || color === undefined || !("colour_type" in color)) {
    throw new Error("No video track, or no colours.");
  }
  const samples = reader.getTrackSamplesInfo(track.id);
  const numbers = ["colour_primaries", "transfer_characteristics", "matrix_coefficients"].map((name) =>
    Number(Reflect.get(color, name)),
  );
  return {
    width: track.video.width,
    height: track.video.height,
    codec: track.codec,
    times: samples.map(({ cts, timescale }) => cts / timescale),
    lengths: samples.map(({ duration, timescale }) => duration / timescale),
    keys: samples.flatMap(({ is_sync }, frame) => (is_sync ? [frame] : [])),
    duration: info.duration / info.timescale,
    colors: [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, Reflect.get(color, "full_range_flag") !== 0],
  };
}

/** Elements of Matroska (RFC 9559) that hold others. */
const PARENTS = new Set([0x18538067, 0x1654ae6b, 0xae, 0xe0, 0x55b0, 0x1f43b675, 0xa0, 0x1549a966]);

/** Reads a WebM: times are whole milliseconds there. */
export function demuxWebm(file: ArrayBuffer): Demuxed {
  const bytes = new Uint8Array(file);
  const found = new Map<number, Uint8Array[]>();
  const times: number[] = [];
  const keys: number[] = [];
  let cluster = 0;
  const visit = (from: number, to: number) => {
    for (let at = from; at < to; ) {
      const [id, afterId] = variable(bytes, at, false);
      const [size, start] = variable(bytes, afterId, true);
      const data = bytes.subarray(start, start + size);
      if (PARENTS.has(id)) visit(start, start + size);
      else found.set(id, [...(found.get(id) ?? []), data]);
      if (id === 0xe7) cluster = unsigned(data);
      if (id === 0xa3 || id === 0xa1) {
        // A block: the track's number in one byte, the time from the cluster's in two, flags.
        if (id === 0xa3 && ((data[3] ?? 0) & 0x80) !== 0) keys.push(times.length);
        times.push((cluster + new DataView(data.buffer, data.byteOffset).getInt16(1)) / 1000);
      }
      at = start + size;
    }
  };
  visit(0, bytes.length);
  const number = (id: number) => unsigned(found.get(id)?.[0] ?? new Uint8Array());
  const duration = found.get(0x4489)?.[0] ?? new Uint8Array(8);
  const length = number(0x23e383) / 1e9;
  return {
    width: number(0xb0),
    height: number(0xba),
    codec: String.fromCharCode(...(found.get(0x86)?.[0] ?? [])),
    times,
    lengths: times.map(() => length),
    keys,
    duration: new DataView(duration.buffer, duration.byteOffset).getFloat64(0) / 1000,
    colors: [number(0x55bb), number(0x55ba), number(0x55b1), number(0x55b9) !== 1],
  };
}

/** A number whose first byte tells its length; sizes go without the bit that tells. */
function variable(bytes: Uint8Array, at: number, isSize: boolean): readonly [value: number, next: number] {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let value = isSize ? first & (0xff >> length) : first;
  for (let byte = 1; byte < length; byte++) value = value * 256 + (bytes[at + byte] ?? 0);
  return [value, at + length];
}

const unsigned = (data: Uint8Array): number => data.reduce((value, byte) => value * 256 + byte, 0);
