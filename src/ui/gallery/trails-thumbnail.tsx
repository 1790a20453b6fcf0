import { useEffect, useRef } from "preact/hooks";
import type { Optimizer } from "../../optimizers/optimizer.ts";
import { reducedMotion } from "../motion.ts";
import { theme } from "../store.ts";
import type { Theme } from "../theme.ts";
import { faintGround } from "./faint-ground.ts";
import { fitCanvas, idleQueue, previewsAt, reliefs } from "./pictures.ts";
import type { Place } from "./places.ts";
import { useSeenWidth } from "./seen-width.ts";
import type { Work } from "./slices.ts";
import { TrailPlayer } from "./trail-player.ts";

export interface TrailsThumbnailProps {
  readonly optimizer: Optimizer;
  readonly place: Place;
  /** Whether it can run there; else the map stays empty. */
  readonly canRun: boolean;
  /** The trails draw themselves anew when this turns true. */
  readonly isPointedAt: boolean;
}

/** What an optimizer does on a surface from a dozen starts; the trails draw themselves. */
export function TrailsThumbnail({ optimizer, place, canRun, isPointedAt }: TrailsThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const player = useRef<TrailPlayer | undefined>(undefined);
  const width = useSeenWidth(canvas);
  const look = theme.value;
  useEffect(() => {
    const target = canvas.current;
    if (width === undefined || target === null) return undefined;
    const drop = idleQueue.add(paint(target, width, { optimizer, place, canRun }, look, player));
    return () => {
      drop();
      player.current?.stop();
    };
  }, [optimizer, place, canRun, width, look]);
  useEffect(() => {
    if (isPointedAt && !reducedMotion()) player.current?.play();
  }, [isPointedAt]);
  return <canvas ref={canvas} class="thumbnail" />;
}

function* paint(
  canvas: HTMLCanvasElement,
  width: number,
  { optimizer, place, canRun }: Pick<TrailsThumbnailProps, "optimizer" | "place" | "canRun">,
  look: Theme,
  player: { current: TrailPlayer | undefined },
): Work<void> {
  const samples = yield* reliefs.of(place);
  const ground = yield* faintGround(place, samples, look, width);
  const trails = canRun ? yield* previewsAt(place).of(optimizer) : [];
  yield "pause";
  const context = fitCanvas(canvas, width);
  if (context === null) return;
  const isFirst = player.current === undefined;
  player.current?.stop();
  player.current = new TrailPlayer(context, {
    trails,
    color: optimizer.color[look],
    ground,
    pixelRatio: devicePixelRatio,
  });
  if (isFirst && !reducedMotion()) player.current.play();
  else player.current.finish();
  canvas.classList.add("painted");
  yield "pause";
}
