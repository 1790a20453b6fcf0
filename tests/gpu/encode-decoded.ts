import type { Segment } from "../../src/recording/encode/video.ts";

/** The planes of every frame of a segment, as the browser's decoder gives them: I420 without gaps. */
export async function decoded(segment: Segment, fps: number): Promise<readonly Uint8Array[]> {
  const frames: VideoFrame[] = [];
  let failure: unknown;
  const decoder = new VideoDecoder({
    output: (frame) => frames.push(frame),
    error: (error) => {
      failure = error;
    },
  });
  decoder.configure({ ...segment.config, hardwareAcceleration: "prefer-software" });
  const planes: Uint8Array[] = [];
  const take = async () => {
    for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) {
      if (frame.format !== "I420") throw new Error(`Decoded as ${frame.format}.`);
      const data = new Uint8Array(frame.allocationSize());
      await frame.copyTo(data);
      frame.close();
      planes.push(data);
    }
  };
  for (const { data, isKey, frame } of segment.packets) {
    const timestamp = Math.round((frame * 1e6) / fps);
    decoder.decode(new EncodedVideoChunk({ type: isKey ? "key" : "delta", timestamp, data }));
    // Few frames at once: a decoder waits where too many of its frames are held.
    while (decoder.decodeQueueSize > 2) {
      await new Promise((resolve) => {
        decoder.addEventListener("dequeue", resolve, { once: true });
      });
    }
    await take();
  }
  await decoder.flush();
  await take();
  decoder.close();
  if (failure !== undefined) throw failure;
  return planes;
}
