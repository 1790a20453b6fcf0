import { fromAxis, toAxis } from "../math/scaling.ts";
import { niceStep, ticksOf } from "../math/ticks.ts";
import { type ArrivalBin, arrivalBins } from "./arrival-bins.ts";
import { paintArrivals } from "./arrival-painting.ts";
import { abscissaOf, type FanChoices, horizontalRange, type Row, verticalRange } from "./fan-axes.ts";
import { FanCurves } from "./fan-curves.ts";
import { paintBands, paintMedian, paintUpright } from "./fan-painting.ts";
import { inkOf } from "./ink.ts";
import { abscissaAtStep, nearestRow } from "./nearest-row.ts";
import { type Frame, type Ink, Plot } from "./plot.ts";

/** All that the charts show. */
export interface ChartContent {
  /** [row][ensemble], ascending steps; rows beyond `step` are drawn fainter. */
  readonly rows: readonly Row[];
  /** The present step, and how many the run has. */
  readonly step: number;
  readonly steps: number;
  readonly choices: FanChoices;
  /** [ensemble] */
  readonly colors: readonly string[];
  readonly hidden: ReadonlySet<number>;
  /** The horizontal value that is being pointed at. */
  readonly pointed: number | undefined;
}

/** Bins of the arrival histogram across the chart, at most. */
const MOST_BINS = 48;
/** Widths and heights that a label needs, in its own size. */
const LABEL_WIDTH = 5.2;
const LABEL_HEIGHT = 2.1;
const GUTTER_WIDTH = 3.5;

/** The fan of every ensemble over the run, and under it when they arrived. */
export class FanChart {
  readonly #fanHost: HTMLElement;
  readonly #arrivalHost: HTMLElement | undefined;
  readonly #fan: Plot;
  readonly #arrivals: Plot | undefined;
  readonly #watcher: ResizeObserver;
  #curves: FanCurves[] = [];
  #bins: readonly (readonly ArrivalBin[])[] = [];
  #ink: Ink;
  #content: ChartContent | undefined;

  /** @param arrivalHost gets the histogram; none is drawn where there are no minima to arrive at. */
  constructor(fanHost: HTMLElement, arrivalHost: HTMLElement | undefined) {
    this.#fanHost = fanHost;
    this.#arrivalHost = arrivalHost;
    const ink = inkOf(fanHost);
    this.#ink = ink;
    const left = Math.ceil(ink.size * GUTTER_WIDTH);
    this.#fan = new Plot(fanHost, ink, { left, bottom: Math.ceil(ink.size * 1.7) }, (frame) => this.#paintFan(frame));
    if (arrivalHost !== undefined)
      this.#arrivals = new Plot(arrivalHost, ink, { left, bottom: 1 }, (frame) => this.#paintArrivals(frame));
    this.#watcher = new ResizeObserver(() => this.#fit());
    this.#watcher.observe(fanHost);
  }

  /** Draws this, at once. */
  draw(content: ChartContent): void {
    this.#content = content;
    // A closed drawer has no width; it is drawn when it opens.
    if (this.#fanHost.clientWidth === 0) return;
    const { rows, choices, steps, hidden } = content;
    const ink = inkOf(this.#fanHost);
    this.#ink = ink;
    const { clientWidth, clientHeight } = this.#fanHost;
    const horizontal = horizontalRange(rows, choices, steps, hidden);
    const vertical = verticalRange(rows, choices, hidden);
    while (this.#curves.length < content.colors.length) this.#curves.push(new FanCurves());
    this.#curves.forEach((curves, index) => {
      curves.fill(rows, index, choices, vertical);
    });
    const across = Math.max(2, Math.floor(clientWidth / (ink.size * LABEL_WIDTH)));
    const up = Math.max(2, Math.floor(clientHeight / (ink.size * LABEL_HEIGHT)));
    const horizontalTicks = ticksOf(...horizontal, choices.xScaling, across);
    const verticalTicks = ticksOf(...vertical, choices.yScaling, up);
    this.#fan.draw({ horizontal, vertical, horizontalTicks, verticalTicks }, ink);
    if (this.#arrivals === undefined) return;
    const narrowest = (horizontal[1] - horizontal[0]) / MOST_BINS;
    this.#bins = content.colors.map((_color, index) =>
      hidden.has(index) ? [] : arrivalBins(rows, index, choices.abscissa, choices.xScaling, narrowest),
    );
    const top = roundDensity(this.#bins);
    this.#arrivals.draw(
      { horizontal, vertical: [0, top], horizontalTicks: [], verticalTicks: [{ at: top, text: percent(top) }] },
      ink,
    );
  }

  /** The horizontal value under a point of the window. */
  valueAt(clientX: number): number {
    return fromAxis(this.#fan.placeAt(clientX), this.#content?.choices.xScaling ?? "linear");
  }

  destroy(): void {
    this.#watcher.disconnect();
    this.#fan.destroy();
    this.#arrivals?.destroy();
  }

  #fit(): void {
    const { clientWidth, clientHeight } = this.#fanHost;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#fan.resize(clientWidth, clientHeight);
    if (this.#arrivalHost !== undefined) this.#arrivals?.resize(clientWidth, this.#arrivalHost.clientHeight);
    if (this.#content !== undefined) this.draw(this.#content);
  }

  #paintFan(frame: Frame): void {
    const content = this.#content;
    if (content === undefined) return;
    const { rows, choices, step, colors, hidden, pointed } = content;
    const place = (value: number) => toAxis(value, choices.xScaling);
    this.#paintCursors(frame, content);
    const drawn = this.#curves.flatMap((curves, index) => {
      const color = colors[index];
      if (color === undefined || hidden.has(index) || curves.length === 0) return [];
      const present = place(abscissaAtStep(rows, index, choices.abscissa, step));
      const row = pointed === undefined ? undefined : rows[nearestRow(rows, index, choices.abscissa, pointed)]?.[index];
      const marks = { present, pointed: row === undefined ? undefined : place(abscissaOf(row, choices.abscissa)) };
      return [{ curves, color, marks }];
    });
    for (const { curves, color, marks } of drawn) paintBands(frame, curves, color, marks.present);
    for (const { curves, color, marks } of drawn) paintMedian(frame, curves, color, marks);
  }

  /** Where the run is, and where the pointer is. */
  #paintCursors(frame: Frame, { choices, step, pointed }: ChartContent): void {
    const { cursor } = this.#ink;
    const place = (value: number) => toAxis(value, choices.xScaling);
    if (choices.abscissa === "steps") paintUpright(frame, place(step), cursor, 0.45);
    if (pointed !== undefined) paintUpright(frame, place(pointed), cursor, 0.9);
  }

  #paintArrivals(frame: Frame): void {
    const content = this.#content;
    if (content === undefined) return;
    const { rows, choices, step, colors, hidden } = content;
    const place = (value: number) => toAxis(value, choices.xScaling);
    this.#paintCursors(frame, content);
    colors.forEach((color, index) => {
      if (hidden.has(index)) return;
      const present = place(abscissaAtStep(rows, index, choices.abscissa, step));
      paintArrivals(frame, this.#bins[index] ?? [], choices.xScaling, color, present);
    });
  }
}

/** The top of the histogram's axis: a round number above every bin. */
function roundDensity(bins: readonly (readonly ArrivalBin[])[]): number {
  let highest = 0;
  for (const ensemble of bins) for (const { density } of ensemble) highest = Math.max(highest, density);
  return highest === 0 ? 0.01 : niceStep(highest);
}

/** A share as an axis has it: 5 %, 0.2 %. */
function percent(share: number): string {
  const inPercent = 100 * share;
  const digits = Math.max(0, Math.ceil(-Math.log10(inPercent) - 1e-9));
  return digits > 3 ? `${inPercent.toExponential(0).replace("-", "−")} %` : `${inPercent.toFixed(digits)} %`;
}
