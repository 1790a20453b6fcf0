/** What a film is saved as. */
export type FilmFormat = "mp4" | "webm" | "gif" | "zip" | "png";
export const FILM_FORMATS = ["mp4", "webm", "gif", "zip", "png"] as const satisfies readonly FilmFormat[];

export type VideoCodec = "avc" | "av1" | "vp9" | "vp8";

/** How good a film is, in words, from the smallest file to the best picture. */
export type Quality = "draft" | "medium" | "high" | "best";
export const QUALITIES = ["draft", "medium", "high", "best"] as const satisfies readonly Quality[];

/** What is asked of a video. */
export interface VideoRequest {
  readonly container: "mp4" | "webm";
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly quality: Quality;
  /** Bits a second; what the quality means at this size when absent. */
  readonly bitrate?: number;
  /** The first that the browser can encode when absent: AVC, AV1, VP9 for MP4; VP9, AV1, VP8 for WebM. */
  readonly codec?: VideoCodec;
  /**
   * Encoders in software give the same bytes on every run: "prefer-software" takes no other. When absent, one in software
   * where there is one.
   */
  readonly acceleration?: "prefer-software" | "no-preference";
}

/** A codec that this browser has for a request. */
export interface VideoChoice extends VideoRequest {
  readonly codec: VideoCodec;
  /** Bits a second that are asked for; that films usually come to, where there is a quantizer. */
  readonly bitrate: number;
  readonly acceleration: "prefer-software" | "no-preference";
  /** As WebCodecs names it: avc1.640028. */
  readonly codecString: string;
  /**
   * How coarse every frame is, 0 … 255, in place of a number of bits: as good in a crowded picture as in a still one. "fixed":
   * the encoder's own, which it keeps when it is asked for no bits. Absent where the bitrate was asked for, or the encoder has
   * no such mode.
   */
  readonly quantizer?: number | "fixed";
}
