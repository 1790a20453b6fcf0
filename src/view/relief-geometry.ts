import { BufferAttribute, BufferGeometry } from "three/webgpu";

/** The triangles of reliefs by size of the grid and coarseness, each made once: another surface has the same ones. */
export class ReliefGeometries {
  readonly #known = new Map<string, BufferGeometry>();

  get(columns: number, rows: number, coarseness: number): BufferGeometry {
    const key = `${columns} ${rows} ${coarseness}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const geometry = new BufferGeometry();
    geometry.setIndex(new BufferAttribute(gridIndices(columns, rows, coarseness), 1));
    this.#known.set(key, geometry);
    return geometry;
  }

  dispose(): void {
    for (const geometry of this.#known.values()) geometry.dispose();
    this.#known.clear();
  }
}

/**
 * Two triangles a cell, anticlockwise seen from above; diagonals alternate so that valleys get no grain.
 * @param coarseness vertices from one corner of a cell to the next; the last cell of a row may be narrower
 */
export function gridIndices(columns: number, rows: number, coarseness = 1): Uint32Array {
  const across = Math.ceil((columns - 1) / coarseness);
  const along = Math.ceil((rows - 1) / coarseness);
  const indices = new Uint32Array(across * along * 6);
  let next = 0;
  for (let row = 0; row < along; row++) {
    const south = row * coarseness * columns;
    const north = Math.min((row + 1) * coarseness, rows - 1) * columns;
    for (let column = 0; column < across; column++) {
      const west = column * coarseness;
      const east = Math.min(west + coarseness, columns - 1);
      const a = south + west;
      const b = south + east;
      const c = north + west;
      const d = north + east;
      const cell = (row + column) % 2 === 0 ? [a, b, d, a, d, c] : [a, b, c, b, d, c];
      indices.set(cell, next);
      next += 6;
    }
  }
  return indices;
}
