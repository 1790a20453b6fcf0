import type { FilmText, Recording, Switch } from "../../../experiment/recording.ts";
import type { Selection } from "../film-store.ts";
import { timeText } from "./time-text.ts";

const KINDS: Readonly<Record<FilmText["kind"], string>> = {
  title: "Title",
  end: "End card",
  caption: "Caption",
  formula: "Formula",
};

/** What a text is called: what it says, else what kind it is. */
export function textName({ kind, text, formula }: FilmText): string {
  return text ?? formula ?? KINDS[kind];
}

export function textKind(kind: FilmText["kind"]): string {
  return KINDS[kind];
}

/** What a switch changes, in words. */
function switchText({ theme, layout, height }: Switch): string {
  const layouts = { landscape: "landscape alone", map: "map alone", both: "map beside" } as const;
  const parts = [
    ...(theme === undefined ? [] : [theme === "night" ? "night" : "paper"]),
    ...(layout === undefined ? [] : [layouts[layout]]),
    ...(height === undefined ? [] : [`${height} height`]),
  ];
  return parts.join(", ");
}

/** A thing of the timeline for a screen reader and a hint: what it is, what it holds, and when. */
export function itemText(recording: Recording, selection: Selection, number: (path: string) => string): string {
  switch (selection.track) {
    case "pace": {
      const key = recording.pace[selection.index];
      return key === undefined ? "" : `Pace: ${short(key.stepsPerSecond)} steps/s at ${timeText(key.at)}`;
    }
    case "camera": {
      const key = recording.camera[selection.index];
      if (key === undefined) return "";
      const way = key.mode === "top" ? "from above" : `turn ${short(key.turn)}°, tilt ${short(key.tilt)}°`;
      return `Camera: ${way}, zoom ${short(key.zoom)} at ${timeText(key.at)}`;
    }
    case "switches": {
      const key = recording.switches[selection.index];
      return key === undefined ? "" : `Look: ${switchText(key)} at ${timeText(key.at)}`;
    }
    case "texts": {
      const text = recording.texts[selection.index];
      if (text === undefined) return "";
      return `${KINDS[text.kind]}: ${textName(text)}, ${timeText(text.from)} to ${timeText(text.to)}`;
    }
    case "parameters": {
      const track = recording.parameters[selection.index];
      const key = track?.keys[selection.key];
      if (track === undefined || key === undefined) return "";
      return `${number(track.path)}: ${short(key.value)} at ${timeText(key.at)}`;
    }
  }
}

/** A number in a few digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
