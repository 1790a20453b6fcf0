import { describe, expect, it } from "vitest";
import type { FilmText } from "../../../src/experiment/recording.ts";
import { looksOver } from "../../../src/recording/timeline/looks.ts";
import { seenTexts } from "../../../src/recording/timeline/seen-texts.ts";

const first = { theme: "night", layout: "landscape", height: "linear" } as const;
const paper = { ...first, theme: "paper" } as const;

describe("A look", () => {
  it("is the first one before any switch", () => {
    expect(looksOver([], first)(3)).toEqual(first);
    expect(looksOver([{ at: 4, dissolve: 1, theme: "paper" }], first)(3.999)).toEqual(first);
  });

  it("dissolves into the next, which keeps what it does not change", () => {
    const looks = looksOver([{ at: 4, dissolve: 2, theme: "paper" }], first);
    expect(looks(4)).toEqual({ ...paper, before: { look: first, opacity: 1 } });
    // Smoothstep at a quarter is 5/32.
    expect(looks(4.5)).toEqual({ ...paper, before: { look: first, opacity: 1 - 5 / 32 } });
    expect(looks(5)).toEqual({ ...paper, before: { look: first, opacity: 0.5 } });
    expect(looks(6)).toEqual(paper);
    const later = looksOver(
      [
        { at: 1, dissolve: 0, theme: "paper" },
        { at: 2, dissolve: 0, layout: "map", height: "logarithmic" },
      ],
      first,
    );
    expect(later(1)).toEqual(paper);
    expect(later(2)).toEqual({ theme: "paper", layout: "map", height: "logarithmic" });
  });

  it("has come when the next switch begins, so that nothing jumps", () => {
    const looks = looksOver(
      [
        { at: 1, dissolve: 10, theme: "paper" },
        { at: 3, dissolve: 1, height: "logarithmic" },
      ],
      first,
    );
    expect(looks(2)).toEqual({ ...paper, before: { look: first, opacity: 0.5 } });
    // Measured 1.9e-7: 3 e² where a share of e = 2.5e-4 is left.
    expect(looks(2.9995).before?.opacity).toBeLessThan(2e-7);
    expect(looks(3)).toEqual({ ...paper, height: "logarithmic", before: { look: paper, opacity: 1 } });
  });

  it("changes once for switches of one time, as the last of them says, and not at all for none", () => {
    const looks = looksOver(
      [
        { at: 1, dissolve: 4, theme: "paper" },
        { at: 1, dissolve: 2, layout: "both" },
        { at: 5, dissolve: 1, theme: "paper" },
      ],
      first,
    );
    expect(looks(2)).toEqual({ ...paper, layout: "both", before: { look: first, opacity: 0.5 } });
    expect(looks(5.5)).toEqual({ ...paper, layout: "both" });
  });
});

const text = (from: number, to: number): FilmText => ({ kind: "caption", from, to, text: "Down.", place: "left" });
const opacities = (texts: readonly FilmText[], times: readonly number[]) =>
  times.map((time) => seenTexts(texts, time, 10).map(({ opacity }) => opacity));

describe("A text", () => {
  it("comes and goes smoothly in .4 s", () => {
    const [found] = [opacities([text(2, 4)], [1.9, 2, 2.2, 2.4, 3, 3.8, 3.9, 4, 5])];
    // Measured within 7e-16, as .2 s of .4 s is half but for rounding.
    const expected = [[], [], [0.5], [1], [1], [0.5], [5 / 32], [], []];
    expect(found.map((all) => all.map((value) => Number(value.toFixed(12))))).toEqual(expected);
  });

  it("comes and goes in half its time where that is short", () => {
    expect(opacities([text(2, 2.5)], [2.125, 2.25, 2.375])).toEqual([[0.5], [1], [0.5]]);
  });

  it("is there in the first picture if it begins with the film, and in the last if it ends with it", () => {
    expect(opacities([text(0, 1)], [0, 0.5, 1])).toEqual([[1], [1], []]);
    expect(opacities([text(9, 10)], [9, 9.5, 9.99])).toEqual([[], [1], [1]]);
    expect(opacities([text(9, 12)], [9.9])).toEqual([[1]]);
  });

  it("is seen with the others of its time, in their order", () => {
    const [a, b] = [text(1, 4), text(0, 3)];
    expect(seenTexts([a, b], 2, 10).map((seen) => seen.text)).toEqual([a, b]);
  });
});
