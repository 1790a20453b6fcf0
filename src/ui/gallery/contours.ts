/**
 * The contour of a level through heights on a grid, by marching squares: segments x₀, y₀, x₁, y₁ in cells from the
 * first column and row. Cells in which the heights spread over more than `spread` are left out: there contours would
 * lie closer than they can be drawn. At a pass the two segments part by the mean of the cell's corners.
 */
export function contourSegments(
  heights: Float32Array,
  columns: number,
  rows: number,
  level: number,
  spread: number,
): number[] {
  const segments: number[] = [];
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const at = row * columns + column;
      const a = heights[at] ?? 0;
      const b = heights[at + 1] ?? 0;
      const c = heights[at + columns + 1] ?? 0;
      const d = heights[at + columns] ?? 0;
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      if (low >= level || high < level || high - low > spread) continue;
      addCell(segments, column, row, a, b, c, d, level);
    }
  }
  return segments;
}

/** The segments of one cell with the corners a b over d c. */
function addCell(
  segments: number[],
  x: number,
  y: number,
  a: number,
  b: number,
  c: number,
  d: number,
  level: number,
): void {
  const top = [x + (level - a) / (b - a), y] as const;
  const right = [x + 1, y + (level - b) / (c - b)] as const;
  const bottom = [x + (level - d) / (c - d), y + 1] as const;
  const left = [x, y + (level - a) / (d - a)] as const;
  const join = (from: readonly [number, number], to: readonly [number, number]) => {
    segments.push(from[0], from[1], to[0], to[1]);
  };
  const above = (a >= level ? 8 : 0) + (b >= level ? 4 : 0) + (c >= level ? 2 : 0) + (d >= level ? 1 : 0);
  switch (above) {
    case 1:
    case 14:
      join(left, bottom);
      break;
    case 2:
    case 13:
      join(bottom, right);
      break;
    case 3:
    case 12:
      join(left, right);
      break;
    case 4:
    case 11:
      join(top, right);
      break;
    case 6:
    case 9:
      join(top, bottom);
      break;
    case 7:
    case 8:
      join(left, top);
      break;
    default: {
      // 5 and 10: two opposite corners are above.
      const isMiddleAbove = (a + b + c + d) / 4 >= level;
      if ((above === 5) === isMiddleAbove) {
        join(left, top);
        join(bottom, right);
      } else {
        join(left, bottom);
        join(top, right);
      }
    }
  }
}
