import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatInteger } from "../../../charts/number-text.ts";
import * as film from "../film-store.ts";
import { lastFrame } from "./frame-time.ts";
import { rulerTicks } from "./ruler-ticks.ts";
import { timeText } from "./time-text.ts";

/** Seconds that an arrow key goes with the shift key. */
const LEAP = 0.5;

/** The scale of time, which is also the handle of the playhead: by pointer and by arrow keys. */
export function Ruler({ area }: { readonly area: RefObject<HTMLDivElement | null> }) {
  const [width, setWidth] = useState(600);
  const { seconds } = film.recording.value;
  useEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);
  return (
    <div class="film-lane film-ruler">
      <div class="film-lane-head film-ruler-unit" aria-hidden="true">
        seconds
      </div>
      <div class="film-lane-track" data-scrub="">
        {rulerTicks(seconds, width).map(({ at, text }) => (
          <span
            key={at}
            class={text === undefined ? "film-tick" : "film-tick long"}
            style={{ left: share(at, seconds) }}
          >
            {text !== undefined && <span>{text}</span>}
          </span>
        ))}
        <Handle />
      </div>
    </div>
  );
}

function Handle() {
  const { fps, seconds } = film.recording.value;
  const frame = film.shownFrame.value;
  const last = lastFrame(seconds, fps);
  return (
    <div
      class="film-handle"
      role="slider"
      tabIndex={0}
      aria-label="Time of the film"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={frame}
      aria-valuetext={`${timeText(frame / fps)}, frame ${formatInteger(frame + 1)} of ${formatInteger(last + 1)}`}
      style={{ left: share(frame / fps, seconds) }}
      onKeyDown={(event) => {
        const act = handleKey(event, fps, last);
        if (act === undefined) return;
        event.preventDefault();
        act();
      }}
    />
  );
}

function handleKey(event: KeyboardEvent, fps: number, last: number): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const far = event.shiftKey ? Math.round(LEAP * fps) : 1;
  switch (event.key) {
    case "ArrowRight":
    case "ArrowUp":
      return () => film.showFrameBy(far);
    case "ArrowLeft":
    case "ArrowDown":
      return () => film.showFrameBy(-far);
    case "PageUp":
      return () => film.showFrameBy(fps);
    case "PageDown":
      return () => film.showFrameBy(-fps);
    case "Home":
      return () => film.showTime(0);
    case "End":
      return () => film.showTime(last / fps);
    default:
      return undefined;
  }
}

function share(at: number, seconds: number): string {
  return `${Math.min(100, (100 * at) / seconds)}%`;
}
