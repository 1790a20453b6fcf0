import type { Vector } from "../math/vector.ts";

/** Points of the plane, asked whether one of them is near. */
export class PointSet {
  readonly #buckets = new Map<string, Readonly<Vector>[]>();

  /** @param distance what counts as near */
  constructor(private readonly distance: number) {}

  add(point: Readonly<Vector>): void {
    const key = keyOf(this.#bucket(point.x), this.#bucket(point.y));
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, [point]);
    else bucket.push(point);
  }

  /** Whether a point of the set is within the distance. */
  hasNear({ x, y }: Readonly<Vector>): boolean {
    for (const right of [-1, 0, 1]) {
      for (const up of [-1, 0, 1]) {
        const bucket = this.#buckets.get(keyOf(this.#bucket(x) + right, this.#bucket(y) + up)) ?? [];
        if (bucket.some((other) => Math.hypot(other.x - x, other.y - y) <= this.distance)) return true;
      }
    }
    return false;
  }

  #bucket(coordinate: number): number {
    return Math.floor(coordinate / this.distance);
  }
}

function keyOf(column: number, row: number): string {
  return `${column} ${row}`;
}
