import { useEffect } from "preact/hooks";
import { exporting, recording, selection } from "../film-store.ts";
import { isThere } from "../timeline/selections.ts";
import { FilmSettings } from "./film-settings.tsx";
import { Inspector } from "./inspector.tsx";
import { ShippedList } from "./shipped-list.tsx";

/** What is selected on the timeline; with nothing selected, the film as a whole and the storyboards that come along. */
export function StoryboardPanel() {
  const selected = selection.value;
  const isGone = selected !== undefined && !isThere(recording.value, selected);
  useEffect(() => {
    if (isGone) selection.value = undefined;
  }, [isGone]);
  return (
    <div inert={exporting.value !== undefined}>
      {selected === undefined || isGone ? (
        <>
          <FilmSettings />
          <ShippedList />
        </>
      ) : (
        <Inspector selected={selected} />
      )}
    </div>
  );
}
