/** What the page's address asks for beyond the experiment: how to begin, and how to draw. */
export interface Query {
  /** Locks the view's quality; 0 is full. */
  readonly quality: number | undefined;
  readonly paused: boolean;
  /** Steps a second. */
  readonly speed: number | undefined;
  /** Runs straight to this step, and rests there. */
  readonly at: number | undefined;
}

/** Reads `?quality=0&paused&speed=60&at=200`; what is no number of the right kind is ignored. */
export function parseQuery(search: string): Query {
  const query = new URLSearchParams(search);
  const number = (name: string, accepts: (value: number) => boolean) => {
    const text = query.get(name);
    const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(value) && accepts(value) ? value : undefined;
  };
  const whole = (value: number) => Number.isInteger(value) && value >= 0;
  return {
    quality: number("quality", whole),
    paused: query.has("paused"),
    speed: number("speed", (value) => value > 0),
    at: number("at", whole),
  };
}
