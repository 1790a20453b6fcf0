import type { Work } from "./slices.ts";

/** Work whose results are kept, each for its key. */
export class KeptWork<Key, Value> {
  readonly #known = new Map<Key, Value>();

  /** @param most results that are kept; beyond it the oldest is made anew when it is asked for. */
  constructor(
    private readonly make: (key: Key) => Work<Value>,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  /** The result for a key: known, or worked out now. */
  *of(key: Key): Work<Value> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = yield* this.make(key);
    this.#known.set(key, value);
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.most && oldest !== undefined) this.#known.delete(oldest);
    return value;
  }
}
