import type { ComponentChildren } from "preact";
import { Icon } from "../../controls/icon.tsx";
import { addAtPlayhead, type Lane } from "../editing.ts";
import { laneName } from "./lane-names.ts";

export interface LaneRowProps {
  readonly lane: Lane;
  /** In words, for screen readers. */
  readonly name: string;
  readonly label: ComponentChildren;
  /** What its button adds. */
  readonly adds: string;
  /** Rows of texts; 1 when absent. */
  readonly rows?: number;
  /** What lies behind its keys. */
  readonly behind?: ComponentChildren;
  /** List items. */
  readonly children?: ComponentChildren;
}

/** A lane of the timeline: what it is of, a button that adds to it, and what happens on it. */
export function LaneRow({ lane, name, label, adds, rows = 1, behind, children }: LaneRowProps) {
  return (
    <div class="film-lane" style={{ "--rows": String(rows) }}>
      <div class="film-lane-head">
        <span class="film-lane-label">{label}</span>
        <button
          type="button"
          class="icon-button small"
          title={`${adds} at the playhead`}
          onClick={() => addAtPlayhead(lane)}
        >
          <Icon name="plus" />
          <span class="sr-only">{`${adds} at the playhead`}</span>
        </button>
      </div>
      <div class="film-lane-track" data-scrub="" data-lane={laneName(lane)}>
        {behind}
        <ul aria-label={name}>{children}</ul>
      </div>
    </div>
  );
}
