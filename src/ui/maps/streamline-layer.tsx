import { useEffect, useRef } from "preact/hooks";
import { isSameWindow } from "../../charts/map/window.ts";
import type { MapChoice } from "../../experiment/map.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import { stillStreamlines } from "../../maps/still-streamlines.ts";
import { streamField } from "../../maps/stream-field.ts";
import { Streamlines } from "../../maps/streamlines.ts";
import { reducedMotion } from "../motion.ts";
import { overlays } from "./map-store.ts";
import { shownPicture } from "./shown-map.ts";
import type { Size } from "./use-size.ts";

/** Square CSS pixels of the field for one particle. */
const ROOM = 260;
/** A line that is not drawn over fades to this share within a second. */
const LEFT_AFTER_A_SECOND = 0.02;
const THICKNESS = 1.3;
/** Opacities in steps, each from above one to another. */
const STRENGTHS = [
  [0, 0.33],
  [0.33, 0.67],
  [0.67, 1],
] as const;

/** Lines along the current: they move, or stand still for whoever does not want to see things move. */
export function StreamlineLayer({ map, size }: { readonly map: MapChoice; readonly size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // They flow on when a better picture of the same map comes.
  const flowing = useRef<Streamlines | undefined>(undefined);
  const picture = shownPicture.value;
  const isShown =
    overlays.value.streamlines &&
    map.kind === "current" &&
    picture?.choice.kind === "current" &&
    isSameWindow(picture.choice, map);
  const { width, height } = size;
  useEffect(() => {
    const { current } = canvas;
    if (!isShown || current === null || picture === undefined) return undefined;
    current.width = Math.round(width * devicePixelRatio);
    current.height = Math.round(height * devicePixelRatio);
    const context = current.getContext("2d");
    if (context === null) return undefined;
    context.lineWidth = THICKNESS * devicePixelRatio;
    context.strokeStyle = getComputedStyle(current).color;
    if (reducedMotion()) return drawStill(context, picture);
    const count = Math.round(Math.min(3000, Math.max(50, (width * height) / ROOM)));
    const field = streamField(picture);
    if (flowing.current?.count === count) flowing.current.follow(field);
    else flowing.current = new Streamlines(field, count);
    return animate(context, picture, flowing.current);
  }, [isShown, picture, width, height]);
  if (!isShown) return null;
  return (
    <div class="map-layer" aria-hidden="true">
      <canvas ref={canvas} class="map-layer map-streamlines" />
    </div>
  );
}

function drawStill(context: CanvasRenderingContext2D, picture: MapPicture): undefined {
  const [across, up] = pixelsOfCells(context, picture);
  for (const points of stillStreamlines(streamField(picture))) {
    context.beginPath();
    for (let at = 0; at < points.length; at += 2) {
      context.lineTo((points[at] ?? 0) * across, context.canvas.height - (points[at + 1] ?? 0) * up);
    }
    context.stroke();
    const [x = 0, y = 0, beforeX = 0, beforeY = 0] = [points.at(-2), points.at(-1), points.at(-8), points.at(-7)];
    drawHead(
      context,
      x * across,
      context.canvas.height - y * up,
      Math.atan2((beforeY - y) * up, (x - beforeX) * across),
    );
  }
  return undefined;
}

/** The direction of a line that stands still. */
function drawHead(context: CanvasRenderingContext2D, x: number, y: number, angle: number): void {
  const length = 5 * devicePixelRatio;
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x, y);
    context.lineTo(x - length * Math.cos(angle + side * 0.5), y - length * Math.sin(angle + side * 0.5));
  }
  context.stroke();
}

/** @returns an end to it. */
function animate(context: CanvasRenderingContext2D, picture: MapPicture, lines: Streamlines): () => void {
  const { canvas } = context;
  const [across, up] = pixelsOfCells(context, picture);
  let before: number | undefined;
  let frame = 0;
  const draw = (now: number) => {
    frame = requestAnimationFrame(draw);
    const seconds = before === undefined ? 0 : (now - before) / 1000;
    before = now;
    lines.step(seconds);
    // What was drawn before fades: it loses a share of its opacity.
    context.globalCompositeOperation = "destination-in";
    context.fillStyle = `rgb(0 0 0 / ${LEFT_AFTER_A_SECOND ** Math.min(0.1, seconds)})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalCompositeOperation = "source-over";
    // One path for each of a few strengths is far less work than one for each particle.
    for (const [above, upTo] of STRENGTHS) {
      context.globalAlpha = upTo;
      context.beginPath();
      for (let particle = 0; particle < lines.count; particle++) {
        const own = lines.strength[particle] ?? 0;
        if (own <= above || own > upTo) continue;
        context.moveTo((lines.fromX[particle] ?? 0) * across, canvas.height - (lines.fromY[particle] ?? 0) * up);
        context.lineTo((lines.x[particle] ?? 0) * across, canvas.height - (lines.y[particle] ?? 0) * up);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  };
  frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}

/** Canvas pixels of a cell, across and up. */
function pixelsOfCells(
  { canvas }: CanvasRenderingContext2D,
  { choice }: MapPicture,
): readonly [across: number, up: number] {
  return [canvas.width / choice.width, canvas.height / choice.height];
}
