import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import "../live-badge.css";

/**
 * Shows over the page that it is being recorded, for how long, and how to end it.
 * @param since milliseconds of the system's clock.
 * @returns takes it away.
 */
export function showBadge(since: number, note: string, stop: () => void): () => void {
  const place = document.createElement("div");
  document.body.append(place);
  render(<Badge since={since} note={note} stop={stop} />, place);
  return () => {
    render(null, place);
    place.remove();
  };
}

function Badge({ since, note, stop }: { readonly since: number; readonly note: string; readonly stop: () => void }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  return (
    <section class="live-badge" aria-label="Live recording">
      <span class="live-dot" aria-hidden="true" />
      <p>
        <strong role="status">Recording in real time</strong>{" "}
        <span class="live-time">
          {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
        </span>
        <small>{note}</small>
      </p>
      <button type="button" class="live-stop" onClick={stop}>
        Stop
      </button>
    </section>
  );
}
