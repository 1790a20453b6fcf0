export interface RulerTick {
  readonly at: number;
  /** What is written there; nothing at the small ones. */
  readonly text?: string;
}

/** Distances between written ticks in seconds, and how many parts the small ones divide them into. */
const STEPS = [
  [0.1, 2],
  [0.5, 5],
  [1, 2],
  [2, 4],
  [5, 5],
  [10, 5],
  [30, 3],
  [60, 6],
  [120, 4],
  [300, 5],
] as const;

/** CSS pixels that a written tick needs. */
const ROOM = 60;

/** Ticks of a ruler over a film of so many seconds, `width` CSS pixels wide. */
export function rulerTicks(seconds: number, width: number): readonly RulerTick[] {
  const [step, parts] = STEPS.find(([apart]) => (apart / seconds) * width >= ROOM) ?? STEPS[STEPS.length - 1] ?? [1, 1];
  const ticks: RulerTick[] = [];
  const count = Math.floor((seconds / step) * parts + 1e-6);
  for (let index = 0; index <= count; index++) {
    // Counting in parts keeps 0.30000000000000004 out.
    const at = Number(((index * step) / parts).toPrecision(12));
    ticks.push(index % parts === 0 ? { at, text: tickText(at) } : { at });
  }
  return ticks;
}

/** 4 s, and 1:20 from a minute on. */
function tickText(at: number): string {
  if (at < 60) return `${at}`;
  return `${Math.floor(at / 60)}:${`${at % 60}`.padStart(2, "0")}`;
}
