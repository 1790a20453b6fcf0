/** An encoded frame. */
export interface Packet {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly isKey: boolean;
  /** Frame that it shows. */
  readonly frame: number;
}

/** Frames that were encoded together: no packet of it needs one of another segment. */
export interface Segment {
  readonly first: number;
  /** In the order in which they are decoded, one a frame. */
  readonly packets: readonly Packet[];
  /** What decoding needs to know: the first segment's is the film's. */
  readonly config: VideoDecoderConfig;
}
