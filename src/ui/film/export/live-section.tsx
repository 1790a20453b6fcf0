import { Icon } from "../../controls/icon.tsx";
import { canCapture, captureOutcome, startCapture } from "../live-capture.ts";

/** What is seen, as it is seen: no export, and said so. */
export function LiveSection() {
  if (!canCapture()) return null;
  const last = captureOutcome.value;
  return (
    <section aria-label="Live capture">
      <h2>Live capture</h2>
      <p class="note">
        The landscape as you see and turn it, in real time. A slow machine drops frames; an export has all.
      </p>
      <button type="button" class="verb film-side-verb" onClick={startCapture}>
        <Icon name="record" />
        <span>Record live</span>
      </button>
      {last !== undefined && (
        <p class={`film-outcome ${last.kind}`} role={last.kind === "error" ? "alert" : "status"}>
          {last.text}
        </p>
      )}
    </section>
  );
}
