/** Rows of a series at most: more than a chart has room for. */
export const MOST_ROWS = 300;
/** Rows of a series in any case: a crowd of any size has its curve. */
const LEAST_ROWS = 32;
/** All rows of a run together look at about this many trajectories, so that a huge crowd is not slowed by being measured. */
const TRAJECTORIES_MEASURED = 2 ** 24;
/** Steps sampled from any step to its double, at most; up to twice as many steps, every single one is. */
const MOST_PER_OCTAVE = 64;

/**
 * The steps at which a run's statistics are taken: 0, every one of the first, then further apart by powers of two, and
 * the last. They depend on these two numbers alone, so that the series of a run is the same however it was advanced.
 * @param trajectories of all ensembles together.
 */
export function sampledSteps(steps: number, trajectories: number): readonly number[] {
  const affordable = Math.floor(TRAJECTORIES_MEASURED / Math.max(trajectories, 1));
  const most = Math.min(Math.max(affordable, LEAST_ROWS), MOST_ROWS);
  let perOctave = MOST_PER_OCTAVE;
  let rows = rowsAt(steps, perOctave, steps);
  while (rows.length > most && perOctave > 1) {
    perOctave /= 2;
    rows = rowsAt(steps, perOctave, steps);
  }
  // Rows that are left over shorten the longest gaps, which would show at the end of a linear axis.
  for (let longest = 2 ** Math.floor(Math.log2(Math.max(steps, 1))); longest >= 1; longest /= 2) {
    const closer = rowsAt(steps, perOctave, longest);
    if (closer.length > most) break;
    rows = closer;
  }
  return rows;
}

/** Rows `perOctave` to an octave, nowhere further apart than `longest` steps; both are powers of two. */
function rowsAt(steps: number, perOctave: number, longest: number): number[] {
  const rows: number[] = [];
  for (let step = 0; step < steps; ) {
    rows.push(step);
    const gap = 2 ** Math.floor(Math.log2(Math.max(step, 1))) / perOctave;
    step += Math.min(Math.max(gap, 1), longest);
  }
  rows.push(steps);
  return rows;
}
