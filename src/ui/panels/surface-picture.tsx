import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { firstPicture } from "../first-paint.ts";
import { chosenPlace, type Place } from "../gallery/places.ts";
import { playground, surfaceChoice } from "../store.ts";

/** While a slider is dragged the picture waits until it rests for so long, in milliseconds. */
const REST = 250;

/** The present surface as a small map. What paints it comes after the landscape; its room is there before. */
export function SurfacePicture() {
  const choice = surfaceChoice.value;
  const isDrawn = playground.value !== undefined;
  const [rested, setRested] = useState(choice);
  const [Painter, setPainter] = useState<ComponentType<{ readonly place: Place }> | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setRested(choice), REST);
    return () => clearTimeout(timer);
  }, [choice]);
  useEffect(() => {
    if (!isDrawn) return undefined;
    let isWanted = true;
    void loadPainter().then(
      (loaded) => {
        if (isWanted) setPainter(() => loaded);
      },
      // An adornment: without it its room stays empty.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [isDrawn]);
  return (
    <span class="surface-picture" aria-hidden="true">
      {Painter !== undefined && <Painter place={chosenPlace(rested)} />}
    </span>
  );
}

async function loadPainter() {
  await firstPicture();
  const { ReliefThumbnail } = await import("../gallery/relief-thumbnail.tsx");
  return ReliefThumbnail;
}
