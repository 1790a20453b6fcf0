import { type FanChoices, followingRange, horizontalRange, type Row } from "../../charts/fan-axes.ts";
import { FanCurves } from "../../charts/fan-curves.ts";
import { paintBands, paintMedian } from "../../charts/fan-painting.ts";
import type { Frame } from "../../charts/plot.ts";
import { type Tick, ticksOf } from "../../math/ticks.ts";
import { type Box, boxBetween } from "./box.ts";
import { type Brush, paintPanel, shortened, widthOf } from "./brush.ts";
import { letters } from "./letters.ts";

/** What a chart shows. */
export interface ChartScene {
  readonly rows: readonly Row[];
  /** Steps done; and those done at the film's end. */
  readonly step: number;
  readonly steps: number;
  /** Of every ensemble. */
  readonly colors: readonly string[];
  readonly heading: string;
}

/** Loss against steps, the loss by its logarithm. */
const CHOICES: FanChoices = { quantity: "loss", abscissa: "steps", xScaling: "linear", yScaling: "log" };
const NOTHING_HIDDEN: ReadonlySet<number> = new Set();

/** In units. */
const PAD = { top: 10, right: 14, bottom: 8, left: 12 } as const;
const HEADING = { height: 20, letters: 11.5 } as const;
const LETTERS = 10.5;
const GUTTER = { left: 27, bottom: 17 } as const;
/** Between two numbers at an axis, in units. */
const APART = { across: 62, up: 24 } as const;

/**
 * The fan of every ensemble's loss over the whole film. Its horizontal axis stands still; the vertical one follows the
 * crowds down.
 */
export class Chart {
  /** Kept from frame to frame, since their memory is. */
  readonly #curves: FanCurves[] = [];

  paint(brush: Brush, box: Box, { rows, step, steps, colors, heading }: ChartScene): void {
    const { context, ink, unit } = brush;
    paintPanel(brush, box);
    const [left, right] = [box.left + PAD.left * unit, box.left + box.width - PAD.right * unit];
    context.textAlign = "left";
    context.textBaseline = "middle";
    const font = letters(HEADING.letters * unit);
    const words = shortened(context, font, heading, right - left);
    context.font = font;
    context.fillStyle = ink.third;
    context.fillText(words, left, box.top + (PAD.top + HEADING.letters / 2) * unit);
    const plot = boxBetween(
      left + GUTTER.left * unit,
      box.top + (PAD.top + HEADING.height + LETTERS / 2) * unit,
      right,
      box.top + box.height - (PAD.bottom + GUTTER.bottom) * unit,
    );
    const horizontal = horizontalRange(rows, CHOICES, steps, NOTHING_HIDDEN);
    const vertical = followingRange(rows, CHOICES, NOTHING_HIDDEN);
    const frame: Frame = {
      context,
      ...plot,
      ratio: unit,
      x: (place) => plot.left + ((place - horizontal[0]) / (horizontal[1] - horizontal[0])) * plot.width,
      y: (place) => {
        const y = plot.top + (1 - (place - vertical[0]) / (vertical[1] - vertical[0])) * plot.height;
        // What has diverged lies beyond the picture.
        return Math.max(y, plot.top - plot.height);
      },
    };
    paintVerticalAxis(brush, frame, ticksOf(...vertical, "log", Math.floor(plot.height / (APART.up * unit))));
    paintHorizontalAxis(brush, frame, ticksOf(...horizontal, "linear", Math.floor(plot.width / (APART.across * unit))));
    context.save();
    const drawn = colors.map((color, index) => {
      const curves = this.#curves[index] ?? new FanCurves();
      this.#curves[index] = curves;
      curves.fill(rows, index, CHOICES, vertical);
      return { curves, color };
    });
    for (const { curves, color } of drawn) paintBands(frame, curves, color, step);
    for (const { curves, color } of drawn) paintMedian(frame, curves, color, { present: step, pointed: undefined });
    context.restore();
  }
}

function paintVerticalAxis(brush: Brush, frame: Frame, ticks: readonly Tick[]): void {
  const { context, ink, unit } = brush;
  const { left, width } = frame;
  context.strokeStyle = ink.grid;
  context.lineWidth = Math.max(1, Math.round(0.75 * unit));
  for (const tick of ticks) {
    const y = Math.round(frame.y(tick.at)) + (context.lineWidth % 2) / 2;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.stroke();
    writeTick(brush, tick, left - 6 * unit, y, 1);
  }
}

function paintHorizontalAxis(brush: Brush, frame: Frame, ticks: readonly Tick[]): void {
  const { left, top, width, height } = frame;
  const { context, unit } = brush;
  for (const tick of ticks) {
    // The last number stays within the panel.
    const half = widthOf(context, letters(LETTERS * unit), tick.text) / 2;
    const x = Math.min(frame.x(tick.at), left + width + 6 * unit - half);
    writeTick(brush, tick, x, top + height + 11 * unit, 0.5);
  }
}

/** @param anchor the share of the text that lies left of x. */
function writeTick(
  { context, ink, unit }: Brush,
  { text, exponent = "" }: Tick,
  x: number,
  y: number,
  anchor: number,
): void {
  const [large, small] = [letters(LETTERS * unit), letters(LETTERS * 0.78 * unit)];
  const [base, raised] = [widthOf(context, large, text), widthOf(context, small, exponent)];
  const left = x - anchor * (base + raised);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = ink.third;
  context.font = large;
  context.fillText(text, left, y);
  context.font = small;
  context.fillText(exponent, left + base, y - LETTERS * 0.36 * unit);
}
