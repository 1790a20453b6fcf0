import { useEffect, useRef } from "preact/hooks";
import type { MapPicture } from "../../maps/map-picture.ts";
import { shareOfValue } from "./axis-scale.ts";
import type { Size } from "./use-size.ts";
import type { MapWindow } from "./zoom.ts";

export interface PictureCanvasProps {
  readonly picture: MapPicture;
  /** What the field shows now; the picture may be of another window, and then lies where it belongs. */
  readonly window: MapWindow;
  readonly size: Size;
  /** RGBA of every cell, the top row first. */
  readonly paint: (picture: MapPicture) => Uint8ClampedArray<ArrayBuffer>;
  /** Its part from this share of the field's width on; all of it when absent. */
  readonly beginsAt?: number;
}

/** The cells of a map, a canvas pixel each, stretched over the field; sharp as long as a cell is larger than a pixel. */
export function PictureCanvas({ picture, window, size, paint, beginsAt }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, x, y } = picture.choice;
  useEffect(() => {
    // Pictures may come faster than frames: only the last one is painted.
    const frame = requestAnimationFrame(() => {
      const { current } = canvas;
      const context = current?.getContext("2d");
      if (current === null || context === null || context === undefined) return;
      // A canvas that is given its size is emptied, and flickers.
      if (current.width !== width) current.width = width;
      if (current.height !== height) current.height = height;
      context.putImageData(new ImageData(paint(picture), width, height), 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [picture, paint, width, height]);
  const [left, right] = [shareOfValue(window.x, x.from), shareOfValue(window.x, x.to)];
  const [bottom, top] = [shareOfValue(window.y, y.from), shareOfValue(window.y, y.to)];
  const isCoarse = ((right - left) * size.width * devicePixelRatio) / width >= 1;
  return (
    <div
      class="map-layer"
      aria-hidden="true"
      style={beginsAt === undefined ? undefined : { clipPath: `inset(0 0 0 ${(beginsAt * 100).toFixed(3)}%)` }}
    >
      <canvas
        ref={canvas}
        class={isCoarse ? "map-picture coarse" : "map-picture"}
        style={{
          left: `${left * 100}%`,
          width: `${(right - left) * 100}%`,
          bottom: `${bottom * 100}%`,
          height: `${(top - bottom) * 100}%`,
        }}
      />
    </div>
  );
}
