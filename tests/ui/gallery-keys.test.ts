import { describe, expect, it } from "vitest";
import { type Box, cardByKey } from "../../src/ui/gallery/grid-keys.ts";

/** Two groups as the gallery lays them out: four columns, then rows of 4, 2 | 3 cards, and a narrower last row. */
const boxes: readonly Box[] = [
  ...[0, 1, 2, 3].map((column) => ({ left: column * 100, top: 0, width: 90 })),
  ...[0, 1].map((column) => ({ left: column * 100, top: 150, width: 90 })),
  ...[0, 1, 2].map((column) => ({ left: column * 100, top: 340.5, width: 90 })),
];

describe("arrow keys among the cards", () => {
  it("go left and right through all, across rows and groups, and stay at the ends", () => {
    expect(cardByKey("ArrowRight", 3, boxes)).toBe(4);
    expect(cardByKey("ArrowRight", 5, boxes)).toBe(6);
    expect(cardByKey("ArrowLeft", 6, boxes)).toBe(5);
    expect(cardByKey("ArrowLeft", 0, boxes)).toBe(0);
    expect(cardByKey("ArrowRight", 8, boxes)).toBe(8);
  });

  it("go down and up to the card in the next row whose middle is nearest", () => {
    expect(cardByKey("ArrowDown", 1, boxes)).toBe(5);
    expect(cardByKey("ArrowDown", 3, boxes)).toBe(5);
    expect(cardByKey("ArrowDown", 4, boxes)).toBe(6);
    expect(cardByKey("ArrowUp", 8, boxes)).toBe(5);
    expect(cardByKey("ArrowUp", 5, boxes)).toBe(1);
  });

  it("go to the first of two cards that are equally near", () => {
    const staggered = [{ left: 50, top: 0, width: 90 }, ...[0, 100].map((left) => ({ left, top: 150, width: 90 }))];
    expect(cardByKey("ArrowDown", 0, staggered)).toBe(1);
  });

  it("stay where there is no row beyond", () => {
    expect(cardByKey("ArrowUp", 2, boxes)).toBe(2);
    expect(cardByKey("ArrowDown", 7, boxes)).toBe(7);
  });

  it("know the first and the last card, and leave other keys alone", () => {
    expect(cardByKey("Home", 5, boxes)).toBe(0);
    expect(cardByKey("End", 5, boxes)).toBe(8);
    expect(cardByKey("Enter", 5, boxes)).toBeUndefined();
    expect(cardByKey("a", 5, boxes)).toBeUndefined();
  });

  it("reach every card from the first one by going right and down", () => {
    const reached = new Set([0]);
    for (const at of reached) {
      for (const key of ["ArrowRight", "ArrowDown"]) reached.add(cardByKey(key, at, boxes) ?? at);
    }
    expect(reached.size).toBe(boxes.length);
  });
});
