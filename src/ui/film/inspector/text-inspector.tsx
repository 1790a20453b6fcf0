import type { FilmText } from "../../../experiment/recording.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { chosen, editField } from "../editing.ts";
import * as film from "../film-store.ts";
import { FormulaText } from "./formula-text.tsx";
import { SegmentedRow } from "./segmented-row.tsx";
import { TextField } from "./text-field.tsx";

export interface TextInspectorProps {
  readonly text: FilmText;
  readonly index: number;
}

/** What a text says, and when it is seen. */
export function TextInspector({ text, index }: TextInspectorProps) {
  const replace = (next: FilmText): string | undefined => {
    const texts = film.recording
      .peek()
      .texts.with(index, next)
      .toSorted((a, b) => a.from - b.from);
    const error = editField((recording) => ({ ...recording, texts }));
    if (error === undefined && texts.indexOf(next) !== index)
      film.selection.value = { track: "texts", index: texts.indexOf(next) };
    return error;
  };
  /** A field that is empty is left out. */
  const say = (name: "text" | "detail" | "formula", words: string): string | undefined => {
    const { [name]: _before, ...rest } = text;
    return replace(words === "" ? rest : { ...rest, [name]: words });
  };
  const isFormula = text.kind === "formula";
  return (
    <>
      <div class="film-kind">
        <SegmentedRow
          label="kind"
          options={[
            { value: "title", label: "Title", title: "A card at the beginning that covers the picture" },
            { value: "caption", label: "Caption", title: "A line or two at the foot" },
            { value: "formula", label: "Formula", title: "A card in a corner" },
            { value: "end", label: "End", title: "A card at the end that covers the picture" },
          ]}
          value={text.kind}
          choose={chosen((kind) => replace({ ...text, kind }))}
        />
      </div>
      <NumberRow
        label="seen, s"
        between="…"
        entries={[
          { name: "Seen from, in seconds", value: text.from, apply: (from) => replace({ ...text, from }) },
          { name: "Seen to, in seconds", value: text.to, apply: (to) => replace({ ...text, to }) },
        ]}
      />
      <TextField label="Text" value={text.text ?? ""} rows={isFormula ? 1 : 2} apply={(words) => say("text", words)} />
      <TextField label="Smaller, under it" value={text.detail ?? ""} rows={1} apply={(words) => say("detail", words)} />
      <FormulaText value={text.formula ?? ""} apply={(tex) => say("formula", tex)} />
      {isFormula && (
        <SegmentedRow
          label="corner"
          options={[
            { value: "left", label: "Left" },
            { value: "right", label: "Right" },
          ]}
          value={text.place}
          choose={chosen((place) => replace({ ...text, place }))}
        />
      )}
    </>
  );
}
