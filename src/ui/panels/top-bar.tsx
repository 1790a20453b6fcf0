import { useRef } from "preact/hooks";
import { experimentToSave, setView } from "../actions.ts";
import { Icon, type IconName } from "../controls/icon.tsx";
import { Segmented } from "../controls/segmented.tsx";
import { openFile, saveFile, shareLink } from "../files.ts";
import { enterFilm } from "../film/film-store.ts";
import { look } from "../maps/mode.ts";
import { openExperiment } from "../open-experiment.ts";
import { experiment, helpOpen, isMapping, presenting, shown, surface, theme } from "../store.ts";
import { sceneTitle } from "../title.ts";

/** What this is, which way one looks at it, and what can be done with it. */
export function TopBar() {
  const { height, mode } = experiment.value.view;
  return (
    <header class="top-bar" data-covers="top">
      <div class="brand">
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M2.5 5.5c4 0 4.4 13 9.5 13s5.5-13 9.5-13" class="logo-valley" />
          <circle cx="12" cy="17.2" r="2.4" class="logo-ball" />
        </svg>
        <strong>Ravine</strong>
        <h1>{sceneTitle(shown.value, surface.value)}</h1>
      </div>
      <div class="looks">
        <Segmented
          label="View"
          options={[
            { value: "relief", label: "Relief", title: "From the side (T)" },
            { value: "top", label: "Top", title: "From above (T)" },
            { value: "maps", label: "Maps", title: "Every pixel a trajectory, beside the landscape (M)" },
          ]}
          value={isMapping.value ? "maps" : mode}
          choose={look}
        />
        <Segmented
          label="Height"
          options={[
            { value: "linear", label: "Linear", title: "Height is the loss (L)" },
            { value: "logarithmic", label: "Log", title: "Height is the logarithm of the loss (L)" },
          ]}
          value={height}
          choose={(next) => setView({ height: next })}
        />
      </div>
      <nav class="verbs" aria-label="Page">
        <button type="button" class="verb" title="Copy a link to this experiment" onClick={() => void shareLink()}>
          <Icon name="share" />
          <span>Share</span>
        </button>
        <Verb icon="save" label="Save as a file" act={() => saveFile(experimentToSave())} />
        <OpenVerb />
        <Verb icon="film" label="Film: make a video of it (F)" act={enterFilm} />
        <Verb
          icon={theme.value === "night" ? "sun" : "moon"}
          label={theme.value === "night" ? "Paper theme" : "Night theme"}
          act={() => {
            theme.value = theme.value === "night" ? "paper" : "night";
          }}
        />
        <Verb
          icon="present"
          label="Present: the landscape alone (P)"
          act={() => {
            presenting.value = true;
          }}
        />
        <Verb
          icon="help"
          label="Help (?)"
          act={() => {
            helpOpen.value = true;
          }}
        />
      </nav>
    </header>
  );
}

function OpenVerb() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Verb icon="open" label="Open a file" act={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept=".json,application/json,.npy,.csv,.png"
        hidden
        aria-label="Experiment or landscape file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void openFile(file, openExperiment);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function Verb({ icon, label, act }: { readonly icon: IconName; readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" class="icon-button" title={label} onClick={act}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}
