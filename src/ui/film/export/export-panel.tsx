import { FILM_FORMATS, type FilmFormat } from "../../../recording/encode/format.ts";
import { Segmented } from "../../controls/segmented.tsx";
import { startExport } from "../export-run.ts";
import { exporting, exportOptions, unavailable } from "../film-store.ts";
import { savesToDisk } from "../save-target.ts";
import { DataSection } from "./data-section.tsx";
import { ExportStatus } from "./export-status.tsx";
import { LiveSection } from "./live-section.tsx";
import { StillRows } from "./still-rows.tsx";
import { VideoRows } from "./video-rows.tsx";

const LABELS: Readonly<Record<FilmFormat, { readonly label: string; readonly title: string; readonly about: string }>> =
  {
    mp4: { label: "MP4", title: "Plays nearly everywhere", about: "A video that plays nearly everywhere." },
    webm: { label: "WebM", title: "Smaller at the same quality", about: "A video for the web, smaller than MP4." },
    gif: {
      label: "GIF",
      title: "For short loops",
      about: "For short loops where no video plays: 256 colours, large files.",
    },
    zip: {
      label: "PNGs",
      title: "Every frame as a PNG, in one zip",
      about: "Every frame as it is, in one zip, for an editor.",
    },
    png: { label: "Still", title: "The frame that shows, as a PNG", about: "The frame that shows, as a PNG." },
  };

/** What comes out of it: a film of every frame, whatever the machine's speed; what is seen, live; and the numbers. */
export function ExportPanel() {
  const { format } = exportOptions.value;
  const isBusy = exporting.value !== undefined;
  return (
    <>
      <section aria-label="Export">
        <h2>Export</h2>
        <div class="film-formats" inert={isBusy}>
          <Segmented
            label="Format"
            options={FILM_FORMATS.map((value) => ({ value, ...LABELS[value] }))}
            value={format}
            choose={(next) => {
              exportOptions.value = { ...exportOptions.peek(), format: next };
            }}
          />
          <p class="note">{LABELS[format].about}</p>
          {(format === "mp4" || format === "webm") && <VideoRows />}
          {format === "png" && <StillRows />}
        </div>
        <ExportButton format={format} />
        <ExportStatus />
      </section>
      <div class="film-others" inert={isBusy}>
        <LiveSection />
        <DataSection />
      </div>
    </>
  );
}

function ExportButton({ format }: { readonly format: FilmFormat }) {
  const problem = unavailable.value[format];
  if (exporting.value !== undefined) return null;
  return (
    <div class="film-export">
      {problem !== undefined && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        class="verb main"
        disabled={problem !== undefined}
        onClick={() => {
          void startExport();
        }}
      >
        {format === "png" ? "Export this frame" : "Export the film"}
      </button>
      <p class="note">
        {savesToDisk()
          ? "Written to the disk as it comes: a long film fills no memory."
          : "Kept in memory until it is whole, then handed over as a download."}
      </p>
    </div>
  );
}
