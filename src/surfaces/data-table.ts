import { randomBits, standardNormals, unitInterval } from "../math/random.ts";
import type { ParameterValues } from "./surface.ts";

/** The random numbers of one datum, each independent of the ones before. */
export interface DatumDraws {
  /** Even on [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Makes one datum, in the order of the columns, in f64. */
export type DrawDatum = (draws: DatumDraws, parameters: ParameterValues) => readonly number[];

/** Trajectories draw at steps 0 … 10⁷; data must not share their random numbers. */
const STEP_OF_DATA = 0xffffffff;

/** Tables kept: a run and the one that replaces it, with some to go back to. */
const MOST_KEPT = 8;

const exact = (value: number): number => value;

/** A table of `count` data, row by row, rounded to f32 once; row r depends on `seed`, r and the parameters alone. */
export function drawTable(draw: DrawDatum, parameters: ParameterValues): Float32Array<ArrayBuffer> {
  const { count = 0, seed = 0 } = parameters;
  const rows = Array.from({ length: count }, (_, row) => {
    let drawn = 0;
    const bits = () => randomBits(seed, row, STEP_OF_DATA, drawn++);
    return draw(
      {
        uniform: () => unitInterval(bits()[0]),
        normal: () => {
          const [first, second] = bits();
          return standardNormals(first, second, exact).x;
        },
      },
      parameters,
    );
  });
  return new Float32Array(rows.flat());
}

/** Tables that were drawn before, so that the same parameters give the same array. */
export class KeptTables {
  readonly #tables = new Map<string, Float32Array<ArrayBuffer>>();

  /** @param names of the parameters that the data depend on */
  constructor(
    private readonly draw: DrawDatum,
    private readonly names: readonly string[],
  ) {}

  of(parameters: ParameterValues): Float32Array<ArrayBuffer> {
    const key = JSON.stringify(this.names.map((name) => parameters[name]));
    const table = this.#tables.get(key) ?? drawTable(this.draw, parameters);
    this.#tables.delete(key);
    this.#tables.set(key, table);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_KEPT && oldest !== undefined) this.#tables.delete(oldest);
    return table;
  }
}
