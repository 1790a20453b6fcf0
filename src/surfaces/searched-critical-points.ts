import type { Vector } from "../math/vector.ts";
import { findCriticalPoints } from "./find-critical-points.ts";
import type { CriticalPoint, CriticalPointSearch, Domain, ParameterValues, SurfaceEvaluator } from "./surface.ts";

/** A slider that is dragged to and fro, and a run that is replayed, meet the same parameters again. */
const MOST_KEPT = 32;

interface Entry {
  readonly suggestions: readonly Readonly<Vector>[] | undefined;
  points: readonly CriticalPoint[] | undefined;
}

/** The critical points of a surface of which none are known beforehand: searched for once for each set of parameters. */
export class SearchedCriticalPoints implements CriticalPointSearch {
  readonly #entries = new Map<string, Entry>();

  /** @param evaluatorOf the surface in f64 */
  constructor(
    private readonly domain: Domain,
    private readonly evaluatorOf: (parameters: ParameterValues) => SurfaceEvaluator,
  ) {}

  /** What was found: the same array until more is suggested. */
  at(parameters: ParameterValues): readonly CriticalPoint[] {
    const key = keyOf(parameters);
    const entry = this.#entries.get(key) ?? { suggestions: undefined, points: undefined };
    this.#keep(key, entry);
    entry.points ??= findCriticalPoints(this.evaluatorOf(parameters), this.domain, entry.suggestions);
    return entry.points;
  }

  hasSuggestions(parameters: ParameterValues): boolean {
    return this.#entries.get(keyOf(parameters))?.suggestions !== undefined;
  }

  /** The list is searched for again when it is next asked for. */
  suggest(parameters: ParameterValues, suggestions: readonly Readonly<Vector>[]): void {
    this.#keep(keyOf(parameters), { suggestions, points: undefined });
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST_KEPT && oldest !== undefined) this.#entries.delete(oldest);
  }
}

function keyOf(parameters: ParameterValues): string {
  return JSON.stringify(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}
