import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { setMap, setStarts, startOver } from "../../src/ui/actions.ts";
import { hint } from "../../src/ui/maps/map-store.ts";
import { enterMaps, firstMap, look } from "../../src/ui/maps/mode.ts";
import { isZoomed, resetZoom, zoomAt, zoomInto, zoomOut } from "../../src/ui/maps/zooming.ts";
import * as store from "../../src/ui/store.ts";
import { withLook } from "../../src/ui/with-look.ts";

const address = { hash: "", origin: "https://example.org", pathname: "/" };
const write = (_state: null, _title: string, hash: string) => {
  address.hash = hash;
};

const himmelblau = parseExperiment({
  version: 1,
  surface: { id: "himmelblau" },
  ensembles: [{ optimizer: "gradient-descent" }, { optimizer: "momentum" }],
});

const map = () => store.experiment.value.map;
const middle = { x: 0.5, y: 0.5 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", address);
  vi.stubGlobal("history", { pushState: write, replaceState: write });
  store.experiment.value = himmelblau;
  store.notice.value = undefined;
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the maps mode", () => {
  test("begins with how fast the first optimizer with two telling numbers converges", () => {
    enterMaps();
    expect(map()).toMatchObject({ kind: "rate", ensemble: 1 });
    expect(store.isMapping.value).toBe(true);
  });

  test("begins with basins where no optimizer has two", () => {
    const bare = parseExperiment({ ...himmelblau, ensembles: [{ optimizer: "bfgs" }] });
    expect(firstMap(bare)).toEqual({ kind: "basins" });
    expect(firstMap(himmelblau)).toEqual({ kind: "rate", ensemble: 1 });
  });

  test("comes back to the map that was left, and leaves for a way of looking", () => {
    setMap({ kind: "sensitivity", steps: 77 });
    look("top");
    expect(map()).toBeUndefined();
    expect(store.view.value.mode).toBe("top");
    look("maps");
    expect(map()).toMatchObject({ kind: "sensitivity", steps: 77 });
  });

  test("is in the address once the hand rests, and out of it again", () => {
    setMap({ kind: "basins" });
    vi.advanceTimersByTime(400);
    const mapping = address.hash;
    setMap(undefined);
    vi.advanceTimersByTime(400);
    expect(mapping.length).toBeGreaterThan(address.hash.length);
  });
});

describe("setting a map", () => {
  test("fills what is left out, and leaves everything else the same object", () => {
    const { surface, ensembles } = store.experiment.peek();
    expect(setMap({ kind: "basins" })).toBeUndefined();
    expect(map()).toMatchObject({ kind: "basins", width: 256, x: { path: "/starts/x", from: -5, to: 5 } });
    expect(store.experiment.value.surface).toBe(surface);
    expect(store.experiment.value.ensembles).toBe(ensembles);
  });

  test("says what is allowed in place of what is not, and keeps the map that shows", () => {
    setMap({ kind: "basins" });
    const before = map();
    expect(setMap({ kind: "basins", width: 1 })).toMatch(/^Allowed: an integer from 2 to 4096/);
    expect(setMap({ kind: "density" })).toMatch(/noise/);
    expect(map()).toBe(before);
  });

  test("lasts while the experiment changes, and goes with a word where it cannot stay", () => {
    startOver({ ...store.shown.peek(), noise: { kind: "gaussian", sigma: 1 } });
    setMap({ kind: "density" });
    setStarts({ kind: "points", points: [[1, 1]] });
    expect(map()?.kind).toBe("density");
    startOver({ ...store.shown.peek(), noise: { kind: "none" } });
    expect(map()).toBeUndefined();
    expect(store.notice.value?.text).toContain("map");
  });

  test("lasts while a run goes on with other numbers", () => {
    setMap({ kind: "basins" });
    const look = store.experiment.peek();
    expect(withLook(himmelblau, look).map).toBe(look.map);
    const { map: _map, ...bare } = look;
    expect("map" in withLook(look, bare)).toBe(false);
  });
});

describe("zooming the page's map", () => {
  beforeEach(() => {
    setMap({ kind: "basins", width: 16, height: 16 });
    resetZoom();
  });

  test("goes into a rectangle, and back level by level", () => {
    const whole = map();
    zoomInto({ x: 0.5, y: 0.5 }, { x: 1, y: 1 });
    expect(map()).toMatchObject({ x: { from: 0, to: 5 }, y: { from: 0, to: 5 } });
    zoomInto({ x: 0, y: 0 }, { x: 0.5, y: 0.5 });
    expect(map()).toMatchObject({ x: { from: 0, to: 2.5 } });
    expect(isZoomed.value).toBe(true);
    zoomOut();
    expect(map()).toMatchObject({ x: { from: 0, to: 5 } });
    zoomOut();
    expect(map()).toEqual(whole);
    expect(isZoomed.value).toBe(false);
  });

  test("takes turns of the wheel that follow each other for one level", () => {
    const whole = map();
    for (const now of [0, 100, 200, 300]) zoomAt(middle, 0.9, now);
    expect(map()?.x.to).toBeCloseTo(5 * 0.9 ** 4, 12);
    zoomOut();
    expect(map()).toEqual(whole);
  });

  test("goes further out than it began, and shows all again", () => {
    zoomOut();
    expect(map()).toMatchObject({ x: { from: -10, to: 10 } });
    resetZoom();
    expect(map()).toMatchObject({ x: { from: -5, to: 5 } });
  });

  test("ends where neighbouring cells are the same number in 32 bits, says so, and lets out", () => {
    // At 4 the numbers of f32 are 4.8e-7 apart: 16 cells need some 7.6e-6.
    for (const [narrow, wide] of [
      ["x", "y"],
      ["y", "x"],
    ] as const) {
      setMap({ kind: "basins", width: 16, height: 16, [narrow]: { path: `/starts/${narrow}`, from: 4, to: 4.00001 } });
      const near = map();
      zoomAt(middle, 0.5, 1e6);
      expect(hint.value, narrow).toMatch(new RegExp(`where 32 bits end: around ${narrow} = 4`));
      expect(map()).toBe(near);
      setMap({ kind: "basins", width: 16, height: 16, [narrow]: { path: `/starts/${narrow}`, from: 4, to: 4.000001 } });
      zoomAt(middle, 2, 2e6);
      expect(hint.value).toBeUndefined();
      expect(map()?.[wide].to).toBe(10);
    }
  });

  test("stays where the update of a hyperparameter is defined", () => {
    const ensembles = [{ optimizer: "heavy-ball-ode" }];
    store.experiment.value = parseExperiment({ ...himmelblau, ensembles });
    const path = "/ensembles/0/hyperparameters/mass";
    expect(setMap({ kind: "rate", x: { path, from: 1, to: 3, scale: "linear" } })).toBeUndefined();
    // Three times as wide around the upper end would reach down to −3, where there is no mass.
    zoomAt({ x: 1, y: 0.5 }, 3, 3e6);
    expect(hint.value).toBeUndefined();
    expect(map()?.x).toMatchObject({ from: 1, to: 3 });
    zoomAt({ x: 0, y: 0.5 }, 3, 4e6);
    expect(map()?.x).toMatchObject({ from: 1, to: 7 });
  });
});
