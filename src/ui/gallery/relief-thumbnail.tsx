import { useEffect, useRef } from "preact/hooks";
import { theme } from "../store.ts";
import type { Theme } from "../theme.ts";
import { paintRelief } from "./paint-relief.ts";
import { fitCanvas, idleQueue, reliefs } from "./pictures.ts";
import type { Place } from "./places.ts";
import { useSeenWidth } from "./seen-width.ts";
import type { Work } from "./slices.ts";

/** A surface as a small shaded map. It is painted when it is first seen and there is time. */
export function ReliefThumbnail({ place }: { readonly place: Place }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useSeenWidth(canvas);
  const look = theme.value;
  useEffect(() => {
    const target = canvas.current;
    if (width === undefined || target === null) return undefined;
    return idleQueue.add(paint(target, width, place, look));
  }, [place, width, look]);
  return <canvas ref={canvas} class="thumbnail" />;
}

function* paint(canvas: HTMLCanvasElement, width: number, place: Place, look: Theme): Work<void> {
  const samples = yield* reliefs.of(place);
  const context = fitCanvas(canvas, width);
  if (context !== null) yield* paintRelief(context, samples, { theme: look, isFaint: false }, devicePixelRatio);
  canvas.classList.add("painted");
}
