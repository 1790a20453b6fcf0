/** The ratio of a white picture to the luma that decoding has changed, of all frames together. */
export function lumaDecibels(
  were: readonly Uint8Array[],
  are: readonly Uint8Array[],
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const pixels = width * height;
  let squares = 0;
  for (const [frame, was] of were.entries()) {
    for (let at = 0; at < pixels; at++) squares += ((was[at] ?? 0) - (are[frame]?.[at] ?? 0)) ** 2;
  }
  return 10 * Math.log10(255 ** 2 / (squares / (were.length * pixels)));
}
