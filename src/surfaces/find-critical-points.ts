import type { Vector } from "../math/vector.ts";
import { classifyCriticalPoint } from "./classify-critical-point.ts";
import { sortCriticalPoints } from "./critical-points.ts";
import { followDownhill, polishCriticalPoint } from "./newton-search.ts";
import { PointSet } from "./point-set.ts";
import { descendByRings, isLowestAround } from "./ring-search.ts";
import { scanForLows, scanForZeros } from "./scan-grid.ts";
import type { CriticalPoint, Domain, SurfaceEvaluator } from "./surface.ts";

/** Cells along each side of the domain that are looked at. */
const CELLS = 64;

/** Where this many points are found there may be more, between the cells: a finer look, at the loss alone, follows. */
const MANY_POINTS = 32;

/** How much finer: odd, so that the middle of a cell stays one. */
const FINER = 3;

/** As many minima as trajectories are counted at. */
const MOST_MINIMA = 128;

/** Saddles and maxima are there for the picture: they join the minima up to this many points. */
const MOST_POINTS = 64;

/** Searches for minima at kinks, each of which takes a millisecond or so. */
const MOST_KINKS = 24;

/**
 * Searches a domain for zeros of the gradient, and for minima at kinks, where the gradient does not vanish. A scan of
 * 64 × 64 cells says where to look; damped Newton leads from there to the zeros, and where it stalls on its way down,
 * a search by the loss alone goes on. What is smaller than a cell may be missed, unless it is suggested. Zeros that
 * are not isolated, as on a level floor, are left out.
 *
 * @param suggestions points close to what may be critical points, found elsewhere; they only ever add to the list
 * @returns at most 128 minima, then saddles, maxima and degenerate points while there are fewer than 64 points, each by
 * rising loss, then by x and y: the same list for the same loss and suggestions. What suggestions add comes after what
 * the scan found of that kind, so that a basin keeps its number unless there are too many
 */
export function findCriticalPoints(
  evaluator: SurfaceEvaluator,
  domain: Domain,
  suggestions: readonly Readonly<Vector>[] = [],
): CriticalPoint[] {
  const search = new Search(evaluator, domain);
  search.scan();
  search.followKinks();
  search.closeScan();
  for (const suggestion of suggestions) search.follow(suggestion);
  search.followKinks();
  return search.list();
}

class Search {
  readonly #diagonal: number;
  readonly #cell: number;
  readonly #found: CriticalPoint[] = [];
  readonly #seen: PointSet;
  /** Newton creeps up on points where curvature vanishes, so that searches end at some distance from each other. */
  readonly #flat: PointSet;
  readonly #kinks: Vector[] = [];
  /** How many were found without suggestions. */
  #scanned = 0;

  constructor(
    private readonly evaluator: SurfaceEvaluator,
    private readonly domain: Domain,
  ) {
    const { x, y } = domain;
    this.#diagonal = Math.hypot(x[1] - x[0], y[1] - y[0]);
    this.#cell = Math.max(x[1] - x[0], y[1] - y[0]) / CELLS;
    this.#seen = new PointSet(1e-6 * this.#diagonal);
    this.#flat = new PointSet(5e-3 * this.#diagonal);
  }

  scan(): void {
    for (const zero of scanForZeros(this.evaluator, this.domain, CELLS)) this.#polish(zero);
    for (const low of scanForLows(this.evaluator, this.domain, CELLS)) this.#descend(low);
    if (this.#found.length < MANY_POINTS) return;
    const known = new PointSet((0.75 * this.#cell) / FINER);
    for (const point of this.#found) if (point.kind === "minimum") known.add(point);
    const lows = scanForLows(this.evaluator, this.domain, FINER * CELLS).filter((low) => !known.hasNear(low));
    const ranked = lows.map((point) => ({ point, loss: this.#bottomLoss(point) })).sort((a, b) => a.loss - b.loss);
    for (const { point } of ranked.slice(0, 2 * MOST_MINIMA)) this.#descend(point);
  }

  /** The loss that a point's derivatives promise at the bottom below it. */
  #bottomLoss({ x, y }: Readonly<Vector>): number {
    const gradient = { x: 0, y: 0 };
    const hessian = { xx: 0, xy: 0, yy: 0 };
    this.evaluator.gradient(x, y, gradient);
    this.evaluator.hessian(x, y, hessian);
    const { xx, xy, yy } = hessian;
    const determinant = xx * yy - xy * xy;
    const loss = this.evaluator.loss(x, y);
    if (!(determinant > 0 && xx > 0)) return loss;
    const drop = (gradient.x * (yy * gradient.x - 2 * xy * gradient.y) + xx * gradient.y * gradient.y) / determinant;
    return loss - drop / 2;
  }

  /** Looks around a point that was found elsewhere. */
  follow(suggestion: Readonly<Vector>): void {
    if (this.#seen.hasNear(suggestion) || this.#polish({ ...suggestion })) return;
    this.#descend({ ...suggestion });
  }

  /** Looks for minima where searches downhill have stalled. */
  followKinks(): void {
    const { evaluator } = this;
    const ranked = this.#kinks
      .splice(0)
      .map((point) => ({ point, loss: evaluator.loss(point.x, point.y) }))
      .sort((a, b) => a.loss - b.loss)
      .slice(0, MOST_KINKS);
    const passed = new PointSet(this.#cell / 2);
    for (const { point } of ranked) {
      if (!descendByRings(evaluator, point, this.#cell, this.#cell / 16) || passed.hasNear(point)) continue;
      passed.add({ ...point });
      if (!descendByRings(evaluator, point, this.#cell / 64, 1e-13 * this.#diagonal)) continue;
      if (this.#seen.hasNear(point) || !this.#isInside(point)) continue;
      if (this.#polish({ ...point }, 1e-6 * this.#diagonal)) continue;
      if (!isLowestAround(evaluator, point, 1e-3 * this.#diagonal)) continue;
      this.#seen.add(point);
      this.#found.push({ ...point, kind: "minimum" });
    }
  }

  /** What is found from now on is listed after what was found until now. */
  closeScan(): void {
    this.#scanned = this.#found.length;
  }

  list(): CriticalPoint[] {
    const sorted = [this.#sorted(0, this.#scanned), this.#sorted(this.#scanned)].flat();
    const all = sorted.filter(({ kind }) => kind === "minimum");
    const lowest = new Set(sortCriticalPoints(this.evaluator, all).slice(0, MOST_MINIMA));
    const minima = all.filter((point) => lowest.has(point));
    const others = sorted.filter(({ kind }) => kind !== "minimum");
    return [...minima, ...others.slice(0, Math.max(0, MOST_POINTS - minima.length))];
  }

  #sorted(from: number, to?: number): CriticalPoint[] {
    // Coordinates that differ by rounding are the same, so that it does not decide about the order.
    const step = 1e-7 * this.#diagonal;
    const rank = (coordinate: number) => Math.round(coordinate / step);
    const points = this.#found.slice(from, to).sort((a, b) => rank(a.x) - rank(b.x) || rank(a.y) - rank(b.y));
    return sortCriticalPoints(this.evaluator, points);
  }

  /** Follows the loss down to a minimum close by. */
  #descend(point: Vector): void {
    const start = { ...point };
    const limits = { iterations: 24, longestStep: this.#cell, tolerance: 0.1 * this.#cell, reach: 3 * this.#cell };
    const end = followDownhill(this.evaluator, point, limits);
    if (end === "arrived" && this.#polish(point)) return;
    if (end !== "astray" || this.#isBesideCrease(point)) this.#kinks.push(this.#isInside(point) ? point : start);
  }

  /** Whether the gradient turns round a little further downhill although the Hessian says that it does not. */
  #isBesideCrease({ x, y }: Readonly<Vector>): boolean {
    const [here, there] = [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ];
    const hessian = { xx: 0, xy: 0, yy: 0 };
    this.evaluator.gradient(x, y, here);
    this.evaluator.hessian(x, y, hessian);
    const step = (0.1 * this.#cell) / Math.hypot(here.x, here.y);
    this.evaluator.gradient(x - step * here.x, y - step * here.y, there);
    const bend = here.x * (hessian.xx * here.x + 2 * hessian.xy * here.y) + here.y * hessian.yy * here.y;
    const expected = here.x * here.x + here.y * here.y - step * bend;
    return expected > 0 && there.x * here.x + there.y * here.y < 0;
  }

  /** Moves a point onto a zero of the gradient close by, and keeps that. @returns whether there is one. */
  #polish(point: Vector, reach = 2 * this.#cell): boolean {
    const limits = { iterations: 80, longestStep: this.#cell, tolerance: 1e-11 * this.#diagonal, reach };
    if (!polishCriticalPoint(this.evaluator, point, limits) || !this.#isLevel(point)) return false;
    if (this.#seen.hasNear(point) || this.#flat.hasNear(point)) return true;
    this.#seen.add(point);
    if (!this.#isInside(point)) return true;
    const { kind, isFlat } = classifyCriticalPoint(this.evaluator, point, 1e-3 * this.#diagonal);
    if (isFlat) this.#flat.add(point);
    if (kind !== undefined) this.#found.push({ ...point, kind });
    return true;
  }

  /** Whether the gradient vanishes beside what it is close by; Newton's steps also grow short at a pole. */
  #isLevel({ x, y }: Readonly<Vector>): boolean {
    const gradient = { x: 0, y: 0 };
    const steepness = (right: number, up: number) => {
      this.evaluator.gradient(x + right, y + up, gradient);
      return Math.hypot(gradient.x, gradient.y);
    };
    const aside = 1e-6 * this.#diagonal;
    const around = [steepness(aside, 0), steepness(-aside, 0), steepness(0, aside), steepness(0, -aside)];
    return steepness(0, 0) <= 0.01 * Math.max(...around.filter(Number.isFinite));
  }

  #isInside(point: Readonly<Vector>): boolean {
    const margin = 1e-9 * this.#diagonal;
    const isWithin = (axis: "x" | "y") =>
      point[axis] >= this.domain[axis][0] - margin && point[axis] <= this.domain[axis][1] + margin;
    return isWithin("x") && isWithin("y");
  }
}
