import { useSignal } from "@preact/signals";
import "../film.css";
import "../film-panels.css";
import "../film-timeline.css";
import "../film-items.css";
import { Segmented } from "../controls/segmented.tsx";
import { ExportPanel } from "./export/export-panel.tsx";
import { recording } from "./film-store.ts";
import { StoryboardPanel } from "./inspector/storyboard-panel.tsx";
import { PreviewStage } from "./preview-stage.tsx";
import { StudioBar } from "./studio-bar.tsx";
import { Timeline } from "./timeline/timeline.tsx";

/** What shows under the preview where there is no room for all of it. */
type Part = "timeline" | "storyboard" | "export";

/** Where an experiment becomes a film: the preview in the middle, its storyboard, its timeline, and its export around it. */
export function Studio() {
  const part = useSignal<Part>("timeline");
  const { width, height } = recording.value;
  return (
    <section
      class="studio"
      aria-label="Film"
      data-part={part.value}
      style={{ "--film-aspect": String(width / height) }}
    >
      <StudioBar />
      <aside class="panel side film-storyboard" aria-label="Storyboard">
        <StoryboardPanel />
      </aside>
      <PreviewStage />
      <aside class="panel side film-output" aria-label="Output">
        <ExportPanel />
      </aside>
      <div class="film-parts">
        <Segmented<Part>
          label="Part of the studio"
          options={[
            { value: "storyboard", label: "Storyboard" },
            { value: "timeline", label: "Timeline" },
            { value: "export", label: "Export" },
          ]}
          value={part.value}
          choose={(next) => {
            part.value = next;
          }}
        />
      </div>
      <Timeline />
    </section>
  );
}
