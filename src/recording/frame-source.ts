/** Frames of a film, made one after another on demand. What encodes them needs to know nothing else. */
export interface FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Frames in all. */
  readonly frames: number;
  /** Rows from the top, four bytes a pixel, sRGB, straight alpha (255 in a film). The array is the caller's. */
  rgba(index: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The planes Y, U and V one after another, BT.709, limited range, chroma the mean of four pixels. The array is the
   * caller's.
   */
  i420(index: number): Promise<Uint8Array<ArrayBuffer>>;
}
