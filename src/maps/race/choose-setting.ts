/** How settings of a grid did, row by row: what is smaller is better; NaN counts as +∞. */
export interface GridScores {
  readonly columns: number;
  readonly rows: number;
  readonly score: ArrayLike<number>;
  /** Decides between settings of the same score. */
  readonly second: ArrayLike<number>;
}

/**
 * The setting of a grid that is best with its neighbours: the settings are ranked, and each counts for the mean rank of
 * itself and its up to eight neighbours, weighted 4, 2 beside and 1 at the corners. By itself a setting may be best by
 * luck: a loss that swings is 0 after just so many steps at isolated settings; and beside an edge where runs diverge the
 * best is safe with none of its neighbours. Ranks, since losses of one grid span tens of decades, or are infinite.
 *
 * Of several such settings, the best itself; of those, the nearest to their centre, in cells; where all settings of the
 * grid are equal, the nearest to `present`. The first of what still ties.
 * @param present column and row; need not be whole or inside.
 * @returns column and row
 */
export function chooseSetting(scores: GridScores, present: readonly [number, number]): readonly [number, number] {
  const { columns, rows } = scores;
  const ranks = ranksOf(scores);
  const means = Float64Array.from(ranks, (_, index) => neighbourhoodMean(ranks, columns, rows, index));
  const best = bestIndices(means, ranks);
  const center = best.length === ranks.length ? present : centerOf(best, columns);
  let nearest = best[0] ?? 0;
  for (const index of best) {
    if (distance(index, columns, center) < distance(nearest, columns, center)) nearest = index;
  }
  return [nearest % columns, Math.floor(nearest / columns)];
}

/** For each setting, how many are better than it. */
function ranksOf({ columns, rows, score, second }: GridScores): Uint32Array {
  const count = columns * rows;
  const at = (values: ArrayLike<number>, index: number): number => {
    const value = values[index] ?? Number.NaN;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  // Not by difference: ∞ − ∞ would be no number.
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  const order = (a: number, b: number): number =>
    compare(at(score, a), at(score, b)) || compare(at(second, a), at(second, b));
  const sorted = Array.from({ length: count }, (_, index) => index).sort((a, b) => order(a, b) || a - b);
  const ranks = new Uint32Array(count);
  for (const [place, index] of sorted.entries()) {
    const before = sorted[place - 1];
    const isTie = before !== undefined && order(before, index) === 0;
    ranks[index] = isTie ? (ranks[before] ?? 0) : place;
  }
  return ranks;
}

function neighbourhoodMean(ranks: Uint32Array, columns: number, rows: number, index: number): number {
  const column = index % columns;
  const row = Math.floor(index / columns);
  let sum = 0;
  let weights = 0;
  for (let j = Math.max(0, row - 1); j <= Math.min(rows - 1, row + 1); j += 1) {
    for (let i = Math.max(0, column - 1); i <= Math.min(columns - 1, column + 1); i += 1) {
      const weight = (i === column ? 2 : 1) * (j === row ? 2 : 1);
      sum += weight * (ranks[j * columns + i] ?? 0);
      weights += weight;
    }
  }
  return sum / weights;
}

/** The indices where the mean is smallest, and of those where the rank is. */
function bestIndices(means: Float64Array, ranks: Uint32Array): readonly number[] {
  const least = means.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const among = Array.from(means.keys()).filter((index) => means[index] === least);
  const lowest = among.reduce((a, index) => Math.min(a, ranks[index] ?? a), Number.POSITIVE_INFINITY);
  return among.filter((index) => ranks[index] === lowest);
}

function centerOf(indices: readonly number[], columns: number): readonly [number, number] {
  const mean = (of: (index: number) => number): number =>
    indices.reduce((sum, index) => sum + of(index), 0) / indices.length;
  return [mean((index) => index % columns), mean((index) => Math.floor(index / columns))];
}

function distance(index: number, columns: number, [column, row]: readonly [number, number]): number {
  return Math.hypot((index % columns) - column, Math.floor(index / columns) - row);
}
