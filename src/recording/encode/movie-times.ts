/** Boxes that say when something was made, and those that hold such boxes. */
const TIMED = new Set(["mvhd", "tkhd", "mdhd"]);
const PARENTS = new Set(["moov", "trak", "mdia"]);

/**
 * Where the index of an MP4 (ISO 14496-12, `moov` and what follows it) tells when it was made and changed.
 * @returns bytes from the beginning of `data`
 */
export function movieTimes(data: Uint8Array): readonly { readonly offset: number; readonly length: number }[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const found: { offset: number; length: number }[] = [];
  const visit = (from: number, to: number) => {
    for (let at = from; at + 8 <= to; ) {
      const size = view.getUint32(at);
      const type = String.fromCharCode(...data.subarray(at + 4, at + 8));
      if (size < 8) throw new Error(`The box ${type} of an MP4 cannot have ${size} bytes.`);
      if (PARENTS.has(type)) visit(at + 8, at + size);
      // Version and flags take four bytes; both times four bytes each in version 0, eight in version 1.
      if (TIMED.has(type)) found.push({ offset: at + 12, length: data[at + 8] === 1 ? 16 : 8 });
      at += size;
    }
  };
  visit(0, data.byteLength);
  return found;
}
