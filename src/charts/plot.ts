import uPlot from "uplot";
import type { Tick } from "../math/ticks.ts";
import type { Range } from "./fan-axes.ts";

/** The colours of what is no ensemble, and the letters, as the page has them now. */
export interface Ink {
  readonly label: string;
  readonly grid: string;
  readonly cursor: string;
  /** CSS font family. */
  readonly family: string;
  /** Of the labels, in CSS pixels. */
  readonly size: number;
}

/** Both axes of a drawing: what they span, in axis units, and where they are marked. */
export interface PlotAxes {
  readonly horizontal: Range;
  readonly vertical: Range;
  readonly horizontalTicks: readonly Tick[];
  readonly verticalTicks: readonly Tick[];
}

/** The plotting area, in canvas pixels, and the way from axis units to it. */
export interface Frame {
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Canvas pixels in a CSS pixel. */
  readonly ratio: number;
  x(place: number): number;
  y(place: number): number;
}

/** Nothing is drawn by the library's own series: these stand for "there is something". */
const NO_POINTS: uPlot.AlignedData = [
  [0, 1],
  [0, 1],
];

const ONLY_AXES: PlotAxes = { horizontal: [0, 1], vertical: [0, 1], horizontalTicks: [], verticalTicks: [] };

/**
 * A uPlot that gives the canvas, its sharpness, the scales and the grid; what lies on them is painted by the caller.
 * (Its own series share one abscissa and know no infinity.)
 */
export class Plot {
  readonly #plot: uPlot;
  readonly #paint: (frame: Frame) => void;
  #axes = ONLY_AXES;
  #ink: Ink;

  /**
   * @param host gets the canvas. @param paint draws between the grid and the labels, clipped to nothing.
   * @param gutters CSS pixels left of and under the plotting area, for labels.
   */
  constructor(
    host: HTMLElement,
    ink: Ink,
    gutters: { readonly left: number; readonly bottom: number },
    paint: (frame: Frame) => void,
  ) {
    this.#ink = ink;
    this.#paint = paint;
    const axis = (side: 2 | 3, size: number, ticks: () => readonly Tick[]): uPlot.Axis => ({
      side,
      size,
      gap: 0,
      ticks: { show: false },
      splits: () => ticks().map(({ at }) => at),
      // Labels are painted here: an exponent needs letters of another size.
      values: (_plot, splits) => splits.map(() => ""),
      grid: { show: side === 3, stroke: () => this.#ink.grid, width: 1 },
    });
    this.#plot = new uPlot(
      {
        width: Math.max(1, host.clientWidth),
        height: Math.max(1, host.clientHeight),
        padding: [Math.ceil(ink.size * 0.75), 4, 2, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [...this.#axes.horizontal] },
          y: { range: () => [...this.#axes.vertical] },
        },
        series: [{}, { paths: () => null, points: { show: false } }],
        axes: [
          axis(2, gutters.bottom, () => this.#axes.horizontalTicks),
          axis(3, gutters.left, () => this.#axes.verticalTicks),
        ],
        hooks: { draw: [() => this.#draw()] },
      },
      NO_POINTS,
      host,
    );
  }

  /** Draws anew, with these axes and this ink. */
  draw(axes: PlotAxes, ink: Ink): void {
    this.#axes = axes;
    this.#ink = ink;
    this.#plot.setData(NO_POINTS);
  }

  /** Fits another size, in CSS pixels, and draws anew. */
  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  /** The horizontal place, in axis units, under a point of the window; within the axis. */
  placeAt(clientX: number): number {
    const box = this.#plot.over.getBoundingClientRect();
    const [from, to] = this.#axes.horizontal;
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return from + share * (to - from);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #draw(): void {
    const { ctx: context, bbox } = this.#plot;
    const { horizontal, vertical } = this.#axes;
    const { left, top, width, height } = bbox;
    const frame: Frame = {
      context,
      left,
      top,
      width,
      height,
      ratio: devicePixelRatio,
      x: (place) => left + ((place - horizontal[0]) / (horizontal[1] - horizontal[0])) * width,
      y: (place) => {
        const y = top + (1 - (place - vertical[0]) / (vertical[1] - vertical[0])) * height;
        // What has diverged lies beyond the picture, whatever its size.
        return Math.max(y, top - height);
      },
    };
    context.save();
    this.#paint(frame);
    context.restore();
    context.save();
    this.#label(frame);
    context.restore();
  }

  #label(frame: Frame): void {
    const { context, left, top, width, height, ratio } = frame;
    const { label, family, size } = this.#ink;
    const font = `${(size * ratio).toFixed(1)}px ${family}`;
    const small = `${(size * 0.78 * ratio).toFixed(1)}px ${family}`;
    const gap = 6 * ratio;
    context.fillStyle = label;
    context.textBaseline = "middle";
    const write = ({ text, exponent = "" }: Tick, right: number, y: number) => {
      context.textAlign = "right";
      context.font = small;
      context.fillText(exponent, right, y - size * 0.36 * ratio);
      const taken = exponent === "" ? 0 : context.measureText(exponent).width + 0.5 * ratio;
      context.font = font;
      context.fillText(text, right - taken, y);
    };
    for (const tick of this.#axes.verticalTicks) {
      const y = Math.min(frame.y(tick.at), top + height);
      write(tick, left - gap, y);
    }
    const y = top + height + gap + (size / 2) * ratio;
    for (const tick of this.#axes.horizontalTicks) {
      context.font = font;
      const half = context.measureText(tick.text).width / 2;
      context.font = small;
      const raised = tick.exponent === undefined ? 0 : context.measureText(tick.exponent).width;
      // The last number stays inside the canvas.
      const right = Math.min(frame.x(tick.at) + half + raised, left + width + 3 * ratio);
      write(tick, right, y);
    }
  }
}
