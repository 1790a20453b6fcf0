import { formatNumber } from "../charts/number-text.ts";
import type { Point, Starts } from "../experiment/experiment.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import type { Domain, Interval } from "../surfaces/surface.ts";

export type StartsKind = Starts["kind"];

/** The same starts, as many as asked for; a grid becomes the nearest square one. Listed points stay as they are. */
export function withCount(starts: Starts, count: number): Starts {
  if (starts.kind === "points") return starts;
  if (starts.kind !== "grid") return { ...starts, count };
  const side = Math.max(1, Math.round(Math.sqrt(count)));
  return { ...starts, columns: side, rows: side };
}

/** As many as an experiment has that says nothing about its starts. */
const CROWD = 4096;

/** Starts of another kind, about as many, at a place that suits the domain; a few listed points give way to a crowd. */
export function withKind(starts: Starts, kind: StartsKind, domain: Domain): Starts {
  if (starts.kind === kind) return starts;
  const count = Math.max(startCount(starts), starts.kind === "points" ? CROWD : 1);
  const velocity = starts.velocity === undefined ? {} : { velocity: starts.velocity };
  const around = "center" in starts ? starts.center : ([middle(domain.x), middle(domain.y)] as const);
  switch (kind) {
    case "grid":
      return withCount({ kind, columns: 1, rows: 1, ...velocity }, count);
    case "uniform":
      return { kind, count, ...velocity };
    case "gaussian":
      return { kind, count, center: around, sigma: readable(diagonal(domain) * 0.04), ...velocity };
    case "disk":
      return { kind, count, center: around, radius: readable(diagonal(domain) * 0.1), ...velocity };
    case "line":
      return {
        kind,
        count,
        from: [between(domain.x, 0.1), between(domain.y, 0.9)],
        to: [between(domain.x, 0.9), between(domain.y, 0.9)],
        ...velocity,
      };
    case "points":
      return {
        kind,
        points: [
          [between(domain.x, 0.2), between(domain.y, 0.8)],
          [between(domain.x, 0.8), between(domain.y, 0.8)],
        ],
        ...velocity,
      };
  }
}

/** A cloud of as many starts around a point: what a click on the surface drops. */
export function cloudAt(starts: Starts, domain: Domain, point: Point): Starts {
  const sigma = readable(diagonal(domain) * 0.04);
  const center: Point = [readable(point[0]), readable(point[1])];
  return { kind: "gaussian", count: startCount(starts), center, sigma };
}

/** The starts without what belonged to another surface: a region or a place outside the new domain. */
export function startsFor(starts: Starts, domain: Domain): Starts {
  const inside = ([x, y]: Point) => within(domain.x, x) && within(domain.y, y);
  switch (starts.kind) {
    case "grid":
    case "uniform": {
      const { region: _region, ...rest } = starts;
      return rest;
    }
    case "gaussian":
    case "disk":
      return inside(starts.center) ? starts : withKind(withKind(starts, "uniform", domain), starts.kind, domain);
    case "line":
      return inside(starts.from) && inside(starts.to)
        ? starts
        : withKind(withKind(starts, "grid", domain), "line", domain);
    case "points":
      return starts.points.every(inside)
        ? starts
        : withKind({ kind: "uniform", count: starts.points.length }, "points", domain);
  }
}

/** Where starts lie, on one line. */
export function describePlace(starts: Starts, domain: Domain): string {
  switch (starts.kind) {
    case "grid":
      return `${formatNumber(starts.columns)} × ${formatNumber(starts.rows)} on ${area(starts.region ?? domain)}`;
    case "uniform":
      return `on ${area(starts.region ?? domain)}`;
    case "gaussian":
      return `around ${place(starts.center)}, spread ${short(starts.sigma)}`;
    case "disk":
      return `around ${place(starts.center)}, radius ${short(starts.radius)}`;
    case "line":
      return `from ${place(starts.from)} to ${place(starts.to)}`;
    case "points":
      return starts.points.length === 1 ? "one point" : `${formatNumber(starts.points.length)} points`;
  }
}

/** The points that a text lists, one `x, y` a line; the first line that is none is named. */
export function parsePoints(text: string): { readonly points: readonly Point[] } | { readonly error: string } {
  const points: Point[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const plain = line.trim().replaceAll(/^[([]|[)\]]$/g, "");
    if (plain === "") continue;
    const numbers = plain.split(/[\s,;]+/).map(Number);
    const [x, y] = numbers;
    if (numbers.length !== 2 || x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) {
      return { error: `Line ${index + 1} is not two numbers: ${line.trim().slice(0, 40)}` };
    }
    points.push([x, y]);
  }
  return points.length === 0 ? { error: "At least one point, as x, y" } : { points };
}

function middle([from, to]: Interval): number {
  return readable((from + to) / 2);
}

function between([from, to]: Interval, share: number): number {
  return readable(from + (to - from) * share);
}

function within([from, to]: Interval, value: number): boolean {
  return value >= from && value <= to;
}

function diagonal({ x, y }: Domain): number {
  return Math.hypot(x[1] - x[0], y[1] - y[0]);
}

function readable(value: number): number {
  return Number(value.toPrecision(3));
}

function area({ x, y }: Domain): string {
  return [x, y].map(([from, to]) => `[${short(from)}, ${short(to)}]`).join(" × ");
}

function place([x, y]: Point): string {
  return `(${short(x)}, ${short(y)})`;
}

function short(value: number): string {
  return formatNumber(readable(value)).replace("-", "−");
}
