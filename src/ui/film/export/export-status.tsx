import { formatInteger } from "../../../charts/number-text.ts";
import { cancelExport } from "../export-run.ts";
import { type ExportProgress, exporting, outcome } from "../film-store.ts";
import { leftText } from "./left-text.ts";

/** How far an export is, with the way out; and what has become of the last one. */
export function ExportStatus() {
  const now = exporting.value;
  if (now !== undefined) return <Progress now={now} />;
  const last = outcome.value;
  if (last === undefined) return null;
  return (
    <p class={`film-outcome ${last.kind}`} role={last.kind === "error" ? "alert" : "status"}>
      {last.text}
    </p>
  );
}

function Progress({ now: { done, frames, rate, left, name, place } }: { readonly now: ExportProgress }) {
  return (
    <div class="film-progress">
      <p class="film-progress-name">{name}</p>
      <div
        class="film-meter"
        role="progressbar"
        aria-label="Export"
        aria-valuemin={0}
        aria-valuemax={frames}
        aria-valuenow={done}
        aria-valuetext={`${formatInteger(done)} of ${formatInteger(frames)} frames`}
      >
        <span style={{ transform: `scaleX(${frames === 0 ? 0 : done / frames})` }} />
      </div>
      <p class="film-progress-text">
        <span>
          {formatInteger(done)} of {formatInteger(frames)}
        </span>
        <span>{rate === undefined ? "" : `${rateText(rate)} frames/s`}</span>
        <span>{left === undefined ? "" : leftText(left)}</span>
      </p>
      <p class="note">{place === "disk" ? "Streamed to disk." : "Kept in memory until it is whole."}</p>
      <button type="button" class="verb" onClick={cancelExport}>
        Cancel
      </button>
    </div>
  );
}

function rateText(rate: number): string {
  return rate < 9.95 ? rate.toFixed(1) : formatInteger(rate);
}
