declare module "gifenc" {
  export type Palette = readonly (readonly number[])[];

  export interface GifStream {
    reset(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export interface GifFrameOptions {
    /** Writes the header's screen, palette and repetition before the frame. */
    readonly first?: boolean;
    readonly palette?: Palette;
    /** Milliseconds. */
    readonly delay?: number;
    /** -1: once; 0: for ever. */
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1: the frame stays under the next one. */
    readonly dispose?: number;
  }

  export interface GifEncoder {
    readonly stream: GifStream;
    writeHeader(): void;
    writeFrame(indices: Uint8Array, width: number, height: number, options: GifFrameOptions): void;
    /** Writes the byte that ends the file. */
    finish(): void;
  }

  export interface GifLibrary {
    GIFEncoder(options: { readonly auto: boolean }): GifEncoder;
    /** At most `colors` colours for RGBA pixels, alpha disregarded. */
    quantize(rgba: Uint8Array, colors: number, options: { readonly format: "rgb565" }): number[][];
  }

  /** Node sees no names in the package, only a default with all of them; bundlers see the names, and another default. */
  const library: GifLibrary;
  // biome-ignore lint/style/noDefaultExport: what the package has is not ours to choose.
  export default library;
  export const GIFEncoder: GifLibrary["GIFEncoder"] | undefined;
  export const quantize: GifLibrary["quantize"] | undefined;
}
