import type { RefObject } from "preact";
import { recording, time } from "../film-store.ts";

/** The line across all lanes where the film is. Its element spans the film's length. */
export function Playhead({ area }: { readonly area: RefObject<HTMLDivElement | null> }) {
  const share = Math.min(1, time.value / recording.value.seconds);
  return (
    <div class="film-span" ref={area} aria-hidden="true">
      <span class="film-playhead" style={{ left: `${100 * share}%` }} />
    </div>
  );
}
