import type { WebGPURenderer } from "three/webgpu";

/** A drawing pass: the relief (only in frames where it changed), the crowd's light, the picture made of both. */
export type PassName = "relief" | "lights" | "picture";

/** Milliseconds of the GPU, by pass, of the last frame in which it was drawn. */
export type PassTimings = Partial<Record<PassName, number>>;

/** What three's backend keeps of timestamp queries: the types leave it out. */
interface TimestampBackend {
  readonly trackTimestamp: boolean;
  readonly timestampQueryPool: { readonly render: { readonly timestamps: ReadonlyMap<string, number> } | null };
}

/** Says which of three's timestamps belongs to which pass. */
export class PassTimer {
  /** Of the latest frame: how three names the timestamps of a pass, but for the render context between these. */
  readonly #marks = new Map<PassName, { readonly start: string; readonly end: string }>();

  constructor(private readonly renderer: WebGPURenderer) {}

  get isOn(): boolean {
    return (this.renderer.backend as unknown as TimestampBackend).trackTimestamp;
  }

  /** A frame begins. */
  begin(): void {
    if (this.isOn) this.#marks.clear();
  }

  /** A pass was just drawn. */
  mark(name: PassName): void {
    if (!this.isOn) return;
    const { render, frame } = this.renderer.info;
    this.#marks.set(name, { start: `r:${render.frameCalls}:`, end: `:f${frame}` });
  }

  /** The passes of the latest frame; undefined where the device has no timestamps or they were not asked for. */
  async resolve(): Promise<PassTimings | undefined> {
    if (!this.isOn) return undefined;
    const marks = [...this.#marks];
    await this.renderer.resolveTimestampsAsync("render");
    const known = (this.renderer.backend as unknown as TimestampBackend).timestampQueryPool.render?.timestamps;
    const timings: PassTimings = {};
    for (const [uid, milliseconds] of known ?? []) {
      const mark = marks.find(([, { start, end }]) => uid.startsWith(start) && uid.endsWith(end));
      if (mark !== undefined) timings[mark[0]] = milliseconds;
    }
    return timings;
  }
}
