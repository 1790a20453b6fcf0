import { describe, expect, it } from "vitest";
import { KeptWork } from "../../src/ui/gallery/kept-work.ts";
import { IdleQueue, SLICE, type Work } from "../../src/ui/gallery/slices.ts";

/** A clock that stands still but for `pass`, and keeps what is to be done when there is time. */
function standingClock() {
  let time = 0;
  let waiting: (() => void) | undefined;
  return {
    now: () => time,
    whenIdle(run: () => void) {
      if (waiting !== undefined) throw new Error("Two slices are asked for at once.");
      waiting = run;
    },
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** Does one slice; false when none is wanted. */
    slice(): boolean {
      const run = waiting;
      waiting = undefined;
      run?.();
      return run !== undefined;
    },
  };
}

describe("work in slices", () => {
  it("begins no piece once the slice's time is over, and goes on in the next", () => {
    const clock = standingClock();
    const queue = new IdleQueue(clock);
    let pieces = 0;
    function* work(): Work<void> {
      for (; pieces < 30; pieces += 1) {
        clock.pass(1);
        yield;
      }
    }
    queue.add(work());
    const counts: number[] = [];
    while (clock.slice()) counts.push(pieces);
    // SLICE pieces of 1 ms each fill a slice exactly; the yield after the last of them is in the next.
    expect(counts.slice(0, 3)).toEqual([SLICE - 1, 2 * SLICE - 1, 3 * SLICE - 1]);
    expect(pieces).toBe(30);
  });

  it("ends a slice after a piece that says it was long, however short it was", () => {
    const clock = standingClock();
    const queue = new IdleQueue(clock);
    const log: string[] = [];
    function* work(): Work<void> {
      log.push("first");
      yield "pause";
      log.push("second");
    }
    queue.add(work());
    clock.slice();
    expect(log).toEqual(["first"]);
    clock.slice();
    expect(log).toEqual(["first", "second"]);
    expect(clock.slice()).toBe(false);
  });

  it("does what came first first, and drops what is no longer wanted", () => {
    const clock = standingClock();
    const queue = new IdleQueue(clock);
    const log: string[] = [];
    function* say(word: string): Work<void> {
      yield;
      log.push(word);
    }
    queue.add(say("a"));
    const drop = queue.add(say("b"));
    queue.add(say("c"));
    drop();
    while (clock.slice());
    expect(log).toEqual(["a", "c"]);
  });

  it("drops work that throws, tells of it, and goes on with the rest", () => {
    const clock = standingClock();
    const queue = new IdleQueue(clock);
    const log: string[] = [];
    // biome-ignore lint/correctness/useYield: it fails before it could.
    function* fail(): Work<void> {
      throw new Error("no such picture");
    }
    function* work(): Work<void> {
      yield;
      log.push("done");
    }
    queue.add(fail());
    queue.add(work());
    expect(() => clock.slice()).toThrow("no such picture");
    while (clock.slice());
    expect(log).toEqual(["done"]);
  });
});

describe("kept work", () => {
  function counted(most: number) {
    const made: string[] = [];
    const kept = new KeptWork(function* (key: string): Work<string> {
      made.push(key);
      yield;
      return key.toUpperCase();
    }, most);
    const get = (key: string): string => {
      const work = kept.of(key);
      let next = work.next();
      while (next.done !== true) next = work.next();
      return next.value;
    };
    return { made, get };
  }

  it("is done once for a key, and anew where it was too long ago", () => {
    const { made, get } = counted(2);
    expect([get("a"), get("b"), get("a")]).toEqual(["A", "B", "A"]);
    expect(made).toEqual(["a", "b"]);
    expect([get("c"), get("b"), get("a")]).toEqual(["C", "B", "A"]);
    expect(made).toEqual(["a", "b", "c", "a"]);
  });
});
