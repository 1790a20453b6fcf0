/** `String.fromCharCode` takes no more than some ten thousand arguments at once. */
const SLICE = 8192;

/** Bytes, which may come in parts, in base64: what a page hands to the command line. */
export function toBase64(parts: readonly Uint8Array[]): string {
  let binary = "";
  for (const part of parts) {
    for (let from = 0; from < part.length; from += SLICE) {
      binary += String.fromCharCode(...part.subarray(from, from + SLICE));
    }
  }
  return btoa(binary);
}
