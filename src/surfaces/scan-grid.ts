import type { Vector } from "../math/vector.ts";
import type { Domain, SurfaceEvaluator } from "./surface.ts";

/**
 * Looks at the gradient on a grid over a domain.
 *
 * @returns the middles of cells at whose corners both components of the gradient have both signs, then the nodes at
 * which it is shorter than at their neighbours: near what may be zeros of it
 */
export function scanForZeros(evaluator: SurfaceEvaluator, domain: Domain, cells: number): Vector[] {
  const grid = new ScanGrid(domain, cells);
  const slopes = { x: new Float64Array(grid.size), y: new Float64Array(grid.size) };
  const steepness = new Float64Array(grid.size);
  const gradient = { x: 0, y: 0 };
  for (let node = 0; node < grid.size; node++) {
    const { x, y } = grid.place(node);
    evaluator.gradient(x, y, gradient);
    slopes.x[node] = gradient.x;
    slopes.y[node] = gradient.y;
    // Measured across a cell, so that the units of the axes do not matter.
    steepness[node] = Math.hypot(gradient.x * grid.cell.x, gradient.y * grid.cell.y);
  }
  const zeros: Vector[] = [];
  for (const corner of grid.corners()) {
    const corners = [corner, corner + 1, corner + grid.nodes, corner + grid.nodes + 1];
    const isLevel = corners.every((node) => steepness[node] === 0);
    if (!isLevel && hasBothSigns(slopes.x, corners) && hasBothSigns(slopes.y, corners)) {
      const { x, y } = grid.place(corner);
      zeros.push({ x: x + grid.cell.x / 2, y: y + grid.cell.y / 2 });
    }
  }
  for (const node of grid.lowest(steepness)) zeros.push(grid.place(node));
  return zeros;
}

/** Looks at the loss on a grid over a domain. @returns the nodes that are lower than their neighbours, lowest first */
export function scanForLows(evaluator: SurfaceEvaluator, domain: Domain, cells: number): Vector[] {
  const grid = new ScanGrid(domain, cells);
  const losses = new Float64Array(grid.size);
  for (let node = 0; node < grid.size; node++) {
    const { x, y } = grid.place(node);
    losses[node] = evaluator.loss(x, y);
  }
  return grid
    .lowest(losses)
    .sort((a, b) => (losses[a] ?? 0) - (losses[b] ?? 0) || a - b)
    .map((node) => grid.place(node));
}

/**
 * Nodes of a grid that reaches half a cell beyond the domain on every side: then axes of symmetry, where formulas have
 * their kinks, run through the middle of cells.
 */
class ScanGrid {
  readonly nodes: number;
  readonly size: number;
  readonly cell: Readonly<Vector>;

  /** @param cells along each side of the domain */
  constructor(
    private readonly domain: Domain,
    cells: number,
  ) {
    const { x, y } = domain;
    this.nodes = cells + 2;
    this.size = this.nodes ** 2;
    this.cell = { x: (x[1] - x[0]) / cells, y: (y[1] - y[0]) / cells };
  }

  place(node: number): Vector {
    const [column, row] = [node % this.nodes, Math.floor(node / this.nodes)];
    return {
      x: this.domain.x[0] + (column - 0.5) * this.cell.x,
      y: this.domain.y[0] + (row - 0.5) * this.cell.y,
    };
  }

  /** The first corner of every cell. */
  *corners(): Generator<number> {
    for (let row = 0; row < this.nodes - 1; row++) {
      for (let column = 0; column < this.nodes - 1; column++) yield row * this.nodes + column;
    }
  }

  /** The nodes with eight neighbours that are lower than all of them; of equal ones, the first. */
  lowest(values: Float64Array): number[] {
    const found: number[] = [];
    for (let row = 1; row < this.nodes - 1; row++) {
      for (let column = 1; column < this.nodes - 1; column++) {
        const node = row * this.nodes + column;
        if (isLowest(values, node, this.nodes)) found.push(node);
      }
    }
    return found;
  }
}

/** Whether values at the corners of a cell are on both sides of zero, or zero; those that are no numbers do not count. */
function hasBothSigns(values: Float64Array, corners: readonly number[]): boolean {
  let [isUp, isDown] = [false, false];
  for (const node of corners) {
    const value = values[node] ?? 0;
    isUp ||= value >= 0;
    isDown ||= value <= 0;
  }
  return isUp && isDown;
}

function isLowest(values: Float64Array, node: number, nodes: number): boolean {
  const value = values[node] ?? 0;
  for (const row of [-nodes, 0, nodes]) {
    for (const column of [-1, 0, 1]) {
      const neighbour = node + row + column;
      const other = values[neighbour] ?? 0;
      const isAbove = neighbour <= node ? other > value : other >= value;
      if (neighbour !== node && !(isAbove && Number.isFinite(other))) return false;
    }
  }
  return true;
}
