import { Icon, type IconName } from "../../controls/icon.tsx";
import * as store from "../../store.ts";
import { editError, removeSelected } from "../editing.ts";
import { filmNumber } from "../film-number.ts";
import * as film from "../film-store.ts";
import { textKind } from "../timeline/item-text.ts";
import { neighbour } from "../timeline/selections.ts";
import { momentToShow } from "../timeline/shown-moment.ts";
import { CameraInspector } from "./camera-inspector.tsx";
import { NumberInspector } from "./number-inspector.tsx";
import { PaceInspector } from "./pace-inspector.tsx";
import { SwitchInspector } from "./switch-inspector.tsx";
import { TextInspector } from "./text-inspector.tsx";

/** The fields of one key or text, with the way to its neighbours, and out. */
export function Inspector({ selected }: { readonly selected: film.Selection }) {
  const recording = film.recording.value;
  return (
    <section class="film-inspector" aria-label="Selected">
      <div class="section-head">
        <h2>{title(selected)}</h2>
        <div class="film-inspector-verbs">
          <Go icon="back" label="The one before" to={neighbour(recording, selected, -1)} />
          <Go icon="forward" label="The one after" to={neighbour(recording, selected, 1)} />
          <Verb icon="remove" label="Remove (Delete)" act={removeSelected} />
          <Verb
            icon="close"
            label="Back to the film’s settings"
            act={() => {
              film.selection.value = undefined;
            }}
          />
        </div>
      </div>
      {editError.value !== undefined && (
        <p class="field-error" role="alert">
          {editError.value}
        </p>
      )}
      <Fields selected={selected} />
    </section>
  );
}

function Fields({ selected }: { readonly selected: film.Selection }) {
  const { index, track } = selected;
  const recording = film.recording.value;
  switch (track) {
    case "pace": {
      const key = recording.pace[index];
      return key === undefined ? null : <PaceInspector paceKey={key} index={index} key={index} />;
    }
    case "camera": {
      const key = recording.camera[index];
      return key === undefined ? null : <CameraInspector cameraKey={key} index={index} key={index} />;
    }
    case "switches": {
      const change = recording.switches[index];
      return change === undefined ? null : <SwitchInspector change={change} index={index} key={index} />;
    }
    case "texts": {
      const text = recording.texts[index];
      return text === undefined ? null : <TextInspector text={text} index={index} key={index} />;
    }
    case "parameters": {
      const numbers = recording.parameters[index];
      if (numbers === undefined) return null;
      return <NumberInspector track={numbers} index={index} place={selected.key} key={`${index} ${selected.key}`} />;
    }
  }
}

function title(selected: film.Selection): string {
  switch (selected.track) {
    case "pace":
      return "Pace";
    case "camera":
      return "Camera";
    case "switches":
      return "Look";
    case "texts": {
      const kind = film.recording.value.texts[selected.index]?.kind;
      return kind === undefined ? "Text" : textKind(kind);
    }
    case "parameters": {
      const path = film.recording.value.parameters[selected.index]?.path;
      const label = path === undefined ? "number" : filmNumber(store.experiment.value, path).label;
      // A letter that stands for a number keeps its case.
      return label.length === 1 ? label : `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
    }
  }
}

function Go({
  icon,
  label,
  to,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly to: film.Selection | undefined;
}) {
  return (
    <Verb
      icon={icon}
      label={label}
      isOff={to === undefined}
      act={() => {
        if (to === undefined) return;
        film.selection.value = to;
        film.showTime(momentToShow(film.recording.peek(), to));
      }}
    />
  );
}

interface VerbProps {
  readonly icon: IconName;
  readonly label: string;
  readonly act: () => void;
  readonly isOff?: boolean;
}

function Verb({ icon, label, act, isOff }: VerbProps) {
  return (
    <button type="button" class="icon-button small" title={label} disabled={isOff === true} onClick={act}>
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}
