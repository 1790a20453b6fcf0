import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { firstPaint } from "../first-paint.ts";
import * as store from "../store.ts";
import { folded } from "./map-store.ts";

/** The place of the maps in the page. Their scripts come when they are first shown, and never before the first paint. */
export function MapsHost() {
  const [Stage, setStage] = useState<ComponentType | undefined>(undefined);
  const isMapping = store.isMapping.value;
  useEffect(() => {
    if (!isMapping) return undefined;
    let isWanted = true;
    const come = async () => {
      await firstPaint();
      const loaded = await import("./stage.tsx");
      if (isWanted) setStage(() => loaded.Stage);
    };
    come().catch(() => {
      if (!isWanted) return;
      store.notice.value = { kind: "error", text: "The maps could not be loaded. Is the page still reachable?" };
    });
    return () => {
      isWanted = false;
    };
  }, [isMapping]);
  if (!isMapping) return null;
  return (
    <section
      class={folded.value ? "panel map-stage folded" : "panel map-stage"}
      data-covers="map"
      aria-label="Map"
      id="map-stage"
    >
      {Stage !== undefined && <Stage />}
    </section>
  );
}
