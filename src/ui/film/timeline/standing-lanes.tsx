import type { Recording } from "../../../experiment/recording.ts";
import * as film from "../film-store.ts";
import { paceCurve } from "./curves.ts";
import { itemText, textKind, textName } from "./item-text.ts";
import { KeyMark } from "./key-mark.tsx";
import { LaneCurve } from "./lane-curve.tsx";
import { LaneRow } from "./lane-row.tsx";
import { selectionId } from "./selections.ts";
import { textRows } from "./text-rows.ts";

interface LaneProps {
  readonly recording: Recording;
}

/** Steps a second over time. */
export function PaceLane({ recording }: LaneProps) {
  return (
    <LaneRow
      lane={{ track: "pace" }}
      name="Pace"
      label="Pace"
      adds="Add a key of the pace"
      behind={<LaneCurve points={paceCurve(recording)} />}
    >
      {recording.pace.map(({ at }, index) => (
        <KeyMark key={index} recording={recording} selection={{ track: "pace", index }} at={at} easing="linear" />
      ))}
    </LaneRow>
  );
}

/** Where the camera is. */
export function CameraLane({ recording }: LaneProps) {
  return (
    <LaneRow lane={{ track: "camera" }} name="Camera" label="Camera" adds="Add a key of the camera">
      {recording.camera.map(({ at, easing }, index) => (
        <KeyMark key={index} recording={recording} selection={{ track: "camera", index }} at={at} easing={easing} />
      ))}
    </LaneRow>
  );
}

/** What changes at once: theme, layout, height; each with the time that it takes to dissolve. */
export function LookLane({ recording }: LaneProps) {
  return (
    <LaneRow
      lane={{ track: "switches" }}
      name="Look"
      label="Look"
      adds="Add a switch of the look"
      behind={recording.switches.map(({ at, dissolve }, index) => (
        <span
          key={index}
          class="film-dissolve"
          style={{
            left: `${(100 * at) / recording.seconds}%`,
            width: `${(100 * Math.min(dissolve, recording.seconds - at)) / recording.seconds}%`,
          }}
        />
      ))}
    >
      {recording.switches.map(({ at }, index) => (
        <KeyMark key={index} recording={recording} selection={{ track: "switches", index }} at={at} easing="hold" />
      ))}
    </LaneRow>
  );
}

/** Titles, captions, formulas: bars as long as they are seen. */
export function TextLane({ recording }: LaneProps) {
  const rows = textRows(recording.texts);
  const selected = film.selection.value;
  return (
    <LaneRow
      lane={{ track: "texts" }}
      name="Texts"
      label="Texts"
      adds="Add a caption"
      rows={Math.max(1, ...rows.map((row) => row + 1))}
    >
      {recording.texts.map((text, index) => {
        const selection = { track: "texts", index } as const;
        const id = selectionId(selection);
        const words = itemText(recording, selection, (path) => path);
        return (
          <li
            key={index}
            class="film-bar"
            style={{
              left: `${(100 * text.from) / recording.seconds}%`,
              width: `${(100 * (text.to - text.from)) / recording.seconds}%`,
              "--row": String(rows[index] ?? 0),
            }}
          >
            <button
              type="button"
              data-item={id}
              data-kind={text.kind}
              aria-pressed={selected !== undefined && selectionId(selected) === id}
              title={words}
            >
              <span class="film-bar-end" data-edge="from" />
              <span class="film-bar-text" aria-hidden="true">
                {text.text === undefined && text.formula === undefined ? textKind(text.kind) : textName(text)}
              </span>
              <span class="sr-only">{words}</span>
              <span class="film-bar-end" data-edge="to" />
            </button>
          </li>
        );
      })}
    </LaneRow>
  );
}
