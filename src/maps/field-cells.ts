import type { FieldKind, MapChoice } from "../experiment/map.ts";
import { STEADY_CELL } from "../simulation/steady-layout.ts";
import type { SteadySums } from "../simulation/steady-state.ts";
import { FIELD } from "./cell-numbers.ts";
import { CELL_NUMBERS } from "./map-picture.ts";

/** Numbers of each kind's quantity: (Δx, Δy), (Dxx, Dxy, Dyy), (Jx, Jy), the curl; a density has its error alone. */
export const FIELD_CHANNELS: Readonly<Record<FieldKind, 0 | 1 | 2 | 3>> = {
  density: 0,
  drift: 2,
  diffusion: 3,
  current: 2,
  curl: 1,
};

/** Visits below which a cell has no variance. */
const LEAST = 2;

/** The units of the sums: of numbers, shifted by 1 to be positive, and of squares. */
const NUMBER_UNIT = 2 ** -23;
const SQUARE_UNIT = 2 ** -30;
const WORD = 2 ** 32;

type FieldChoice = Pick<MapChoice, "x" | "y" | "width" | "height" | "leastVisits">;

/**
 * The cells of a picture from what a steady state has added up. Drift and diffusion are means over the visits, with
 * the standard error s/√n of independent ones; the current is their sum over all looks, so that its error also holds how
 * the number of visits varies. NaN beyond the visits where there are fewer than `leastVisits`; in the quantity, where a
 * step was too wild to add, and where a curl has no four neighbours.
 * @returns {@link CELL_NUMBERS} numbers a cell, as {@link FIELD} says.
 */
export function fieldCells(kind: FieldKind, choice: FieldChoice, sums: SteadySums): Float32Array {
  const { width, height } = choice;
  const cells = new Float32Array(CELL_NUMBERS * width * height);
  const cellWidth = (choice.x.to - choice.x.from) / width;
  const cellHeight = (choice.y.to - choice.y.from) / height;
  const least = Math.max(choice.leastVisits, LEAST);
  // What a sum over visits is divided by: looks and area for a density, visits for a mean.
  const spread = sums.looks * cellWidth * cellHeight;
  for (let cell = 0; cell < width * height; cell++) {
    const at = CELL_NUMBERS * cell;
    const visits = sums.words[STEADY_CELL.words * cell + STEADY_CELL.visits] ?? 0;
    cells[at + FIELD.visits] = visits;
    if (visits < least) {
      mask(cells, at);
      continue;
    }
    cells[at + FIELD.density] = visits / spread;
    if (kind === "density") {
      cells[at + FIELD.error] = Math.sqrt(visits * (1 - visits / sums.looks)) / spread;
      continue;
    }
    const isMean = kind === "drift" || kind === "diffusion";
    writeMoments(cells, at, cell, sums, isMean ? visits : sums.looks, isMean ? visits : spread);
  }
  return kind === "curl" ? curlOf(cells, width, height, cellWidth, cellHeight) : cells;
}

/** Leaves nothing of a cell but its visits. */
function mask(cells: Float32Array, at: number): void {
  for (let index = FIELD.visits + 1; index < CELL_NUMBERS; index++) cells[at + index] = Number.NaN;
}

/** Sums over visits divided by `divisor`, with the errors of sums of `count` independent numbers, zeros included. */
function writeMoments(
  cells: Float32Array,
  at: number,
  cell: number,
  { words, quantity, largest }: SteadySums,
  count: number,
  divisor: number,
): void {
  const base = STEADY_CELL.words * cell;
  const visits = words[base + STEADY_CELL.visits] ?? 0;
  const isWild = (words[base + STEADY_CELL.wild] ?? 0) > 0;
  const channels = quantity === "diffusion" ? 3 : 2;
  for (let channel = 0; channel < channels; channel++) {
    const word = base + STEADY_CELL.sums + 4 * channel;
    const scale = isWild ? Number.NaN : (largest[channel] ?? 1) / divisor;
    const sum = ((words[word] ?? 0) + WORD * (words[word + 1] ?? 0)) * NUMBER_UNIT - visits;
    const squares = ((words[word + 2] ?? 0) + WORD * (words[word + 3] ?? 0)) * SQUARE_UNIT;
    // Of a sum of `count` numbers: count times their variance.
    const variance = (Math.max(squares - (sum * sum) / count, 0) * count) / (count - 1);
    cells[at + FIELD.first + channel] = scale * sum;
    cells[at + FIELD.error + channel] = scale * Math.sqrt(variance);
  }
}

/** ∂J_y/∂x − ∂J_x/∂y by central differences of the neighbouring cells' currents, with the errors that follow. */
function curlOf(
  currents: Float32Array,
  width: number,
  height: number,
  cellWidth: number,
  cellHeight: number,
): Float32Array {
  const cells = new Float32Array(currents.length);
  const [perX, perY] = [1 / (2 * cellWidth), 1 / (2 * cellHeight)];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = CELL_NUMBERS * (row * width + column);
      cells[at + FIELD.visits] = currents[at + FIELD.visits] ?? 0;
      const density = currents[at + FIELD.density] ?? Number.NaN;
      cells[at + FIELD.density] = density;
      const isRim = row === 0 || row === height - 1 || column === 0 || column === width - 1;
      // A cell that shows nothing has no curl either, though only its neighbours enter.
      const isMasked = isRim || Number.isNaN(currents[at + FIELD.first]);
      const [right, left] = [at + CELL_NUMBERS, at - CELL_NUMBERS];
      const [above, below] = [at + CELL_NUMBERS * width, at - CELL_NUMBERS * width];
      const alongX = difference(currents, right + FIELD.first + 1, left + FIELD.first + 1) * perX;
      const alongY = difference(currents, above + FIELD.first, below + FIELD.first) * perY;
      const errorX = squares(currents, right + FIELD.error + 1, left + FIELD.error + 1) * perX * perX;
      const errorY = squares(currents, above + FIELD.error, below + FIELD.error) * perY * perY;
      cells[at + FIELD.first] = isMasked ? Number.NaN : alongX - alongY;
      cells[at + FIELD.error] = isMasked ? Number.NaN : Math.sqrt(errorX + errorY);
      if (Number.isNaN(density)) mask(cells, at);
    }
  }
  return cells;
}

function difference(numbers: Float32Array, at: number, less: number): number {
  return (numbers[at] ?? Number.NaN) - (numbers[less] ?? Number.NaN);
}

function squares(numbers: Float32Array, at: number, and: number): number {
  return (numbers[at] ?? Number.NaN) ** 2 + (numbers[and] ?? Number.NaN) ** 2;
}

/** A cell of a steady state's map, its unused numbers left out. */
export interface FieldCell {
  readonly visits: number;
  readonly density: number;
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

/** Reads one cell of a picture of a field. */
export function fieldCell(kind: FieldKind, cells: Float32Array, index: number): FieldCell {
  const own = cells.subarray(CELL_NUMBERS * index, CELL_NUMBERS * (index + 1));
  const channels = FIELD_CHANNELS[kind];
  return {
    visits: own[FIELD.visits] ?? 0,
    density: own[FIELD.density] ?? Number.NaN,
    values: [...own.subarray(FIELD.first, FIELD.first + channels)],
    errors: [...own.subarray(FIELD.error, FIELD.error + Math.max(channels, 1))],
  };
}
