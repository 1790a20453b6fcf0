import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as store from "../store.ts";
import { filmOpen } from "./film-store.ts";

/** The place of the film's studio in the page. Its scripts come when it is first opened. */
export function FilmHost() {
  const [Studio, setStudio] = useState<ComponentType | undefined>(undefined);
  const isOpen = filmOpen.value;
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    const come = async () => {
      const loaded = await import("./studio.tsx");
      if (isWanted) setStudio(() => loaded.Studio);
    };
    come().catch(() => {
      if (!isWanted) return;
      filmOpen.value = false;
      store.notice.value = { kind: "error", text: "The studio could not be loaded. Is the page still reachable?" };
    });
    return () => {
      isWanted = false;
    };
  }, [isOpen]);
  return isOpen && Studio !== undefined ? <Studio /> : null;
}
