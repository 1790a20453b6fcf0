import type { VideoChoice } from "./format.ts";
import type { Sink } from "./sink.ts";
import type { Segment } from "./video.ts";

/** Writes segments as an MP4 or WebM file: in the browser, and in Node from what a browser has encoded. */
export class Movie {
  private constructor() {}

  static async create(choice: VideoChoice, _sink: Sink): Promise<Movie> {
    throw new Error(`No ${choice.container} yet.`);
  }

  async add(_segment: Segment): Promise<void> {
    return undefined;
  }

  /** The file is whole, and the sink closed. */
  async finish(): Promise<void> {
    return undefined;
  }

  /** Gives the file up, and the sink with it. */
  async abort(): Promise<void> {
    return undefined;
  }
}
