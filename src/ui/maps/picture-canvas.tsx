import { useEffect, useRef } from "preact/hooks";
import { shareOfValue } from "../../charts/map/axis-scale.ts";
import type { MapWindow } from "../../charts/map/window.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import type { Painter } from "./painters.ts";
import type { Size } from "./use-size.ts";

/** A frame paints about as many cells, those of a map of 512²: many more would take longer than a frame has. */
const CELLS_A_FRAME = 2 ** 18;
/** Bands of rows begin where every stride has known cells. */
const MOST_STRIDE = 16;

export interface PictureCanvasProps {
  readonly picture: MapPicture;
  /** What the field shows now; the picture may be of another window, and then lies where it belongs. */
  readonly window: MapWindow;
  readonly size: Size;
  readonly paint: Painter;
  /** Its part from this share of the field's width on; all of it when absent. */
  readonly beginsAt?: number;
}

/** The cells of a map, a canvas pixel each, stretched over the field; sharp as long as a cell is larger than a pixel. */
export function PictureCanvas({ picture, window, size, paint, beginsAt }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, x, y } = picture.choice;
  useEffect(() => {
    const band = Math.max(MOST_STRIDE, Math.floor(CELLS_A_FRAME / width / MOST_STRIDE) * MOST_STRIDE);
    let fromRow = 0;
    // Pictures may come faster than frames: only the last one is painted.
    let frame = requestAnimationFrame(function draw() {
      const { current } = canvas;
      const context = current?.getContext("2d");
      if (current === null || context === null || context === undefined) return;
      // A canvas that is given its size is emptied, and flickers.
      if (current.width !== width) current.width = width;
      if (current.height !== height) current.height = height;
      const toRow = Math.min(height, fromRow + band);
      const pixels = paint(picture, fromRow, toRow);
      context.putImageData(new ImageData(pixels, width, toRow - fromRow), 0, height - toRow);
      fromRow = toRow;
      if (fromRow < height) frame = requestAnimationFrame(draw);
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
