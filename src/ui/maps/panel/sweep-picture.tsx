import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RaceChoice } from "../../../experiment/race.ts";
import type { Sweep } from "../../../maps/race/race.ts";
import { sweepCurve } from "./sweep-curve.ts";
import { sweepPixels } from "./sweep-pixels.ts";
import { sweepShades } from "./sweep-shades.ts";

export interface SweepPictureProps {
  readonly sweep: Sweep;
  readonly goal: RaceChoice["objective"];
  /** The optimizer's. */
  readonly color: string;
}

/** What a sweep found, as large as its place: a map of two hyperparameters, or a line over one; a ring where it chose. */
export function SweepPicture(props: SweepPictureProps) {
  return (
    <span class="sweep-picture">{props.sweep.axes.length === 1 ? <Curve {...props} /> : <Shades {...props} />}</span>
  );
}

function Shades({ sweep, goal, color }: SweepPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = [sweep.axes[0]?.values.length ?? 1, sweep.axes[1]?.values.length ?? 1];
  useEffect(() => {
    const pixels = sweepPixels(sweepShades(sweep, goal), width, color);
    canvas.current?.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [sweep, goal, color, width, height]);
  const [column = 0, row = 0] = sweep.chosen;
  return (
    <>
      <canvas ref={canvas} width={width} height={height} />
      <Ring x={(column + 0.5) / width} y={(row + 0.5) / height} />
    </>
  );
}

/** A line keeps this share of the height free above and below, for its own width and the ring. */
const FREE = 0.1;

function Curve({ sweep, goal, color }: SweepPictureProps) {
  const { lines } = useMemo(() => sweepCurve(sweep, goal), [sweep, goal]);
  const placed = (y: number): number => FREE + (1 - 2 * FREE) * y;
  const x = ((sweep.chosen[0] ?? 0) + 0.5) / sweep.objective.length;
  const chosen = lines.flat().find((point) => Math.abs(point[0] - x) < 1e-9);
  return (
    <>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {lines.map((line) => (
          <polyline
            key={line[0]?.[0]}
            points={line.map((point) => `${point[0]},${1 - placed(point[1])}`).join(" ")}
            stroke={color}
          />
        ))}
      </svg>
      {chosen !== undefined && <Ring x={chosen[0]} y={placed(chosen[1])} />}
    </>
  );
}

function Ring({ x, y }: { readonly x: number; readonly y: number }) {
  return <span class="sweep-ring" style={{ left: `${100 * x}%`, bottom: `${100 * y}%` }} />;
}
