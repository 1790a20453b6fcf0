import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { encodeLink } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { followLinks, presentLink, readLink, recordInLink } from "../../src/ui/location.ts";
import * as store from "../../src/ui/store.ts";

const address = { hash: "", origin: "https://example.org", pathname: "/ravine/" };
const entries: [how: string, hash: string][] = [];
const write = (how: string) => (_state: null, _title: string, hash: string) => {
  entries.push([how, hash]);
  address.hash = hash;
};
const withSeed = (seed: number) => ({ ...defaultExperiment, seed });
const hashOf = (seed: number) => `#${encodeLink(withSeed(seed))}`;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", address);
  vi.stubGlobal("history", { pushState: write("push"), replaceState: write("replace") });
  entries.length = 0;
  address.hash = "";
  store.notice.value = undefined;
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("The address", () => {
  it("gains an entry for every structural edit, and follows small ones in place once the hand rests", () => {
    store.experiment.value = withSeed(1);
    recordInLink("structural");
    expect(entries).toEqual([["push", hashOf(1)]]);
    for (const seed of [2, 3, 4]) {
      store.experiment.value = withSeed(seed);
      recordInLink("small");
      vi.advanceTimersByTime(200);
    }
    expect(entries, "while the slider moves").toHaveLength(1);
    vi.advanceTimersByTime(300);
    expect(entries).toEqual([
      ["push", hashOf(1)],
      ["replace", hashOf(4)],
    ]);
  });

  it("gains one entry for structural edits in quick succession, as of a slider that is dragged", () => {
    for (const seed of [1, 2, 3]) {
      store.experiment.value = withSeed(seed);
      recordInLink("structural");
      vi.advanceTimersByTime(200);
    }
    vi.advanceTimersByTime(200);
    store.experiment.value = withSeed(4);
    recordInLink("structural");
    expect(entries).toEqual([
      ["push", hashOf(1)],
      ["replace", hashOf(2)],
      ["replace", hashOf(3)],
      ["push", hashOf(4)],
    ]);
  });

  it("gains no second entry for the same experiment, nor for a small edit before a structural one", () => {
    store.experiment.value = withSeed(1);
    recordInLink("small");
    recordInLink("structural");
    recordInLink("structural");
    vi.runAllTimers();
    expect(entries).toEqual([["push", hashOf(1)]]);
  });

  it("opens what it names, and asks for nothing else when it is passed on", () => {
    store.experiment.value = withSeed(7);
    expect(presentLink()).toBe(`https://example.org/ravine/${hashOf(7)}`);
    address.hash = hashOf(7);
    expect(readLink().experiment).toEqual(withSeed(7));
    address.hash = "#nonsense";
    expect(readLink().experiment).toBeUndefined();
    expect(readLink().error).toMatch(/^The link cannot be opened\. /);
    address.hash = "";
    expect(readLink()).toEqual({ experiment: undefined });
  });

  it("that is broken is put right, so that reloading does not meet it again, and the run goes on", () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal("addEventListener", (_event: string, listener: () => void) => listeners.push(listener));
    const opened: number[] = [];
    followLinks(
      ({ seed }) => opened.push(seed),
      () => withSeed(99),
    );
    store.experiment.value = withSeed(5);
    const goTo = (hash: string) => {
      address.hash = hash;
      for (const listener of listeners) listener();
    };
    goTo(hashOf(6));
    goTo("");
    goTo("#nonsense");
    expect(opened).toEqual([6, 99]);
    expect(store.notice.value?.kind).toBe("error");
    expect(entries).toEqual([["replace", hashOf(5)]]);
  });

  it("says once that an experiment is too long for it, and says so again after one that was not", () => {
    const points = Array.from({ length: 5000 }, (_, index) => [Math.sin(index * 12.9898), Math.cos(index * 78.233)]);
    const long = parseExperiment({ ...defaultExperiment, starts: { kind: "points", points } });
    const told = (experiment: typeof long): boolean => {
      store.notice.value = undefined;
      store.experiment.value = experiment;
      recordInLink("structural");
      return store.notice.peek() !== undefined;
    };
    expect([told(long), told({ ...long, seed: 2 }), told(withSeed(1)), told(long)]).toEqual([true, false, false, true]);
  });
});
