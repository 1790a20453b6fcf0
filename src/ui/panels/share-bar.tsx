import type { Segment } from "../../charts/share-segments.ts";

/** Below this share, a number does not fit into its part of the bar. */
const LEAST_NUMBERED = 0.07;

/** With more parts than this, the gaps between them would take the bar's width. */
const MOST_APART = 16;

/** Per cent of its colour below which a part bears ink instead of letters cut out of it. */
const LEAST_BRIGHT = 62;

/** An ensemble divided into its parts; what each is shows when pointed at, and is read by screen readers. */
export function ShareBar({
  segments,
  color,
  numbered,
}: {
  readonly segments: readonly Segment[];
  readonly color: string;
  /** Writes each part's key into it. */
  readonly numbered?: boolean;
}) {
  return (
    <span
      class={`share-bar${numbered === true ? " numbered" : ""}${segments.length > MOST_APART ? " seamless" : ""}`}
      role="img"
      aria-label={segments.map(({ title }) => title).join(", ")}
      style={{ "--color": color }}
    >
      {segments.map(({ key, share, title }, index) => (
        <span
          key={key}
          class="share-part"
          data-part={key}
          title={title}
          style={{
            width: `${(100 * share).toFixed(2)}%`,
            "--strength": `${strength(index, segments.length)}%`,
            color: strength(index, segments.length) < LEAST_BRIGHT ? "var(--ink)" : "var(--ground)",
          }}
        >
          {numbered === true && share >= LEAST_NUMBERED && key}
        </span>
      ))}
    </span>
  );
}

/** Per cent of the ensemble's colour in one of several parts: full in the first, and ever less. */
function strength(index: number, parts: number): number {
  return Math.round(100 - (62 * index) / Math.max(1, parts - 1));
}
