/** The bytes of what the browser's codecs are described with, be it a buffer or a view of one; none where there is none. */
export function sourceBytes(source: AllowSharedBufferSource | undefined): Uint8Array {
  if (source === undefined) return new Uint8Array();
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
