/** A recording of a canvas in real time, under way. */
export interface CanvasRecording {
  /** How the file's name ends: mp4 or webm. */
  readonly ending: "mp4" | "webm";
  /** Resolves with the file once it has ended, by itself or by {@link stop}; and with why, where something went wrong. */
  readonly ended: Promise<RecordedFile>;
  stop(): void;
}

export interface RecordedFile {
  /** What there is of it; empty where not a single frame came. */
  readonly content: Blob;
  /** Why it ended, where nobody asked it to. */
  readonly problem: string | undefined;
}

/** Most welcome first: what plays everywhere, then what there may be instead. */
const TYPES = [
  "video/mp4;codecs=avc1",
  "video/webm;codecs=vp9",
  "video/webm;codecs=vp8",
  "video/mp4;codecs=av01",
  "video/webm",
  "video/mp4",
];

const FRAMES_A_SECOND = 60;

/** Bits a pixel that hold thin bright trails on a dark ground; a browser alone would give 2.5 Mbit/s to any size. */
const BITS_A_PIXEL = 0.1;
const MOST_BITS = 80e6;
const LEAST_BITS = 2.5e6;

/** Milliseconds of a part: what there is when the recorder breaks is lost no further back. */
const PART = 1000;

/** What this browser records a canvas as; undefined where it cannot. */
export function recordedType(): string | undefined {
  if (typeof MediaRecorder !== "function" || typeof HTMLCanvasElement.prototype.captureStream !== "function") {
    return undefined;
  }
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/**
 * Records what a canvas shows from now on: every frame that comes in time, up to sixty a second.
 * @throws Error in one line where the browser cannot.
 */
export function recordCanvas(canvas: HTMLCanvasElement): CanvasRecording {
  const type = recordedType();
  if (type === undefined) throw new Error("this browser cannot record a canvas");
  const wanted = canvas.width * canvas.height * FRAMES_A_SECOND * BITS_A_PIXEL;
  const stream = canvas.captureStream(FRAMES_A_SECOND);
  const stopTracks = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  const videoBitsPerSecond = Math.min(Math.max(wanted, LEAST_BITS), MOST_BITS);
  let recorder: MediaRecorder;
  try {
    recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond });
    recorder.start(PART);
  } catch (error) {
    stopTracks();
    throw error;
  }
  const parts: Blob[] = [];
  let problem: string | undefined;
  const ended = new Promise<RecordedFile>((resolve) => {
    recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size > 0) parts.push(data);
    });
    recorder.addEventListener("error", (event) => {
      problem = "error" in event && event.error instanceof Error ? event.error.message : "the recorder broke off";
    });
    recorder.addEventListener("stop", () => {
      stopTracks();
      resolve({ content: new Blob(parts, { type: recorder.mimeType }), problem });
    });
  });
  return {
    ending: type.startsWith("video/mp4") ? "mp4" : "webm",
    ended,
    stop() {
      if (recorder.state !== "inactive") recorder.stop();
    },
  };
}
