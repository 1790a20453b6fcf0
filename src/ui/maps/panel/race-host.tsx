import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as store from "../../store.ts";
import { raceOpen } from "./race-store.ts";

/** The place of the race in the page. Its scripts come when it is first opened. */
export function RaceHost() {
  const [Dialog, setDialog] = useState<ComponentType | undefined>(undefined);
  const isOpen = raceOpen.value;
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    const come = async () => {
      const loaded = await import("./race-dialog.tsx");
      if (isWanted) setDialog(() => loaded.RaceDialog);
    };
    come().catch(() => {
      if (!isWanted) return;
      raceOpen.value = false;
      store.notice.value = { kind: "error", text: "The race could not be loaded. Is the page still reachable?" };
    });
    return () => {
      isWanted = false;
    };
  }, [isOpen]);
  return isOpen && Dialog !== undefined ? <Dialog /> : null;
}
