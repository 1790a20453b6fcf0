import type { Box, Size } from "./box.ts";

/** Boxes under each other, from a place down. */
export class Stack {
  /** How wide the widest is. */
  width = 0;
  #bottom: number;

  /** @param edge the left edge of the boxes, or the right one where they are aligned at that. */
  constructor(
    private readonly edge: number,
    private readonly side: "left" | "right",
    private readonly top: number,
    private readonly gap: number,
  ) {
    this.#bottom = top;
  }

  /** Where the next one begins. */
  get next(): number {
    return this.#bottom === this.top ? this.top : this.#bottom + this.gap;
  }

  /** Where the last one ends; the top while there is none. */
  get bottom(): number {
    return this.#bottom;
  }

  add(size: Size): Box {
    const box = { ...size, left: this.side === "left" ? this.edge : this.edge - size.width, top: this.next };
    this.#bottom = box.top + box.height;
    this.width = Math.max(this.width, size.width);
    return box;
  }
}
