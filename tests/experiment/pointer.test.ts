import { describe, expect, it } from "vitest";
import { formatPointer, getAtPointer, parsePointer, setAtPointer } from "../../src/experiment/pointer.ts";

const tree = { a: [{ b: 1 }, { b: 2 }], "c/d~e": 3 };

describe("A JSON pointer", () => {
  it("escapes slashes and tildes both ways", () => {
    const pointer = formatPointer(["c/d~e"]);
    expect(pointer).toBe("/c~1d~0e");
    expect(parsePointer(pointer)).toEqual(["c/d~e"]);
    expect(getAtPointer(tree, pointer)).toBe(3);
  });

  it("finds what is there, and nothing else", () => {
    expect(getAtPointer(tree, "/a/1/b")).toBe(2);
    expect(getAtPointer(tree, "")).toBe(tree);
    for (const nowhere of ["/a/2/b", "/a/length", "/a/01/b", "/a/-1", "/toString", "/a/0/__proto__", "a", "/a~2"]) {
      expect(getAtPointer(tree, nowhere), nowhere).toBeUndefined();
    }
  });

  it("sets a copy that shares what lies off the way", () => {
    const changed = setAtPointer(tree, "/a/1/b", 5);
    expect(changed).toEqual({ a: [{ b: 1 }, { b: 5 }], "c/d~e": 3 });
    expect(changed.a[0]).toBe(tree.a[0]);
    expect(tree.a[1]).toEqual({ b: 2 });
    expect(setAtPointer(tree, "/a/1/b", 2)).toBe(tree);
  });

  it("sets nothing where nothing is", () => {
    expect(() => setAtPointer(tree, "/a/2", 1)).toThrow(/leads nowhere/);
    expect(() => setAtPointer(tree, "a", 1)).toThrow(/not a JSON pointer/);
  });
});
