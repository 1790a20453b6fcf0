import { useEffect, useRef } from "preact/hooks";
import * as store from "../../store.ts";
import { addAtPlayhead } from "../editing.ts";
import { filmNumber } from "../film-number.ts";
import * as film from "../film-store.ts";
import { followPointer } from "./dragging.ts";
import { pressOnItem } from "./item-keys.ts";
import { laneFrom } from "./lane-names.ts";
import { NumberLane } from "./number-lane.tsx";
import { Playhead } from "./playhead.tsx";
import { Ruler } from "./ruler.tsx";
import { selectionId, selectionOf } from "./selections.ts";
import { momentToShow } from "./shown-moment.ts";
import { CameraLane, LookLane, PaceLane, TextLane } from "./standing-lanes.tsx";

/** One lane under another, all on the same scale of time; the ruler over them, and the playhead across. */
export function Lanes() {
  const grid = useRef<HTMLFieldSetElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const recording = film.recording.value;
  const selected = film.selection.value;
  useEffect(() => {
    // A key that was moved past another is another element now: the focus goes with it.
    const focused = document.activeElement;
    if (selected === undefined || grid.current === null || !(focused instanceof HTMLElement)) return;
    if (!grid.current.contains(focused) || focused.dataset.item === undefined) return;
    const id = selectionId(selected);
    if (focused.dataset.item !== id) grid.current.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus();
  }, [selected]);
  return (
    <div class="film-lanes">
      <fieldset
        class="film-lanes-grid"
        aria-label="Lanes"
        ref={grid}
        onPointerDown={(event) => {
          if (area.current !== null) followPointer(event, area.current);
        }}
        onKeyDown={pressOnItem}
        onClick={(event) => {
          // Enter and the space bar; a pointer has selected already.
          if (event.detail > 0 || !(event.target instanceof Element)) return;
          const item = event.target.closest<HTMLElement>("[data-item]");
          const selection = selectionOf(item?.dataset.item ?? "");
          if (selection === undefined) return;
          film.selection.value = selection;
          film.showTime(momentToShow(film.recording.peek(), selection));
        }}
        onDblClick={(event) => {
          if (!(event.target instanceof Element) || event.target.closest("[data-item]") !== null) return;
          const lane = laneFrom(event.target.closest<HTMLElement>("[data-lane]")?.dataset.lane ?? "");
          // The first click has put the playhead there.
          if (lane !== undefined) addAtPlayhead(lane);
        }}
      >
        <Ruler area={area} />
        <PaceLane recording={recording} />
        <CameraLane recording={recording} />
        {recording.parameters.map((track, index) => (
          <NumberLane
            key={track.path}
            recording={recording}
            track={track}
            index={index}
            number={filmNumber(store.experiment.value, track.path)}
          />
        ))}
        <LookLane recording={recording} />
        <TextLane recording={recording} />
        <Playhead area={area} />
      </fieldset>
    </div>
  );
}
