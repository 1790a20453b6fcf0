import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { MARK_SHAPES } from "../../charts/mark-shapes.ts";
import { formatInteger } from "../../charts/number-text.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { EnsembleStatistics } from "../../reference/statistics.ts";
import type { Box } from "./box.ts";
import { type Brush, paintPanel, shortened, widthOf } from "./brush.ts";
import type { Contents } from "./contents.ts";
import { letters } from "./letters.ts";

/** Who is who, and how many of each have come there. */
export interface LegendRow {
  readonly label: string;
  readonly color: string;
  readonly count: number;
  readonly total: number;
}

/** In units. */
const PAD = { across: 13, up: 11 } as const;
const HEADING = { height: 19, letters: 11.5 } as const;
const ROW = { height: 27, letters: 14, meter: 2.5 } as const;
const MARK = 11;
const GAP = 9;
const LEAST = 210;

/** How large a legend of an experiment likes to be, in one column. @param most the largest crowd. */
export function legendSize(
  context: OffscreenCanvasRenderingContext2D,
  { ensembles }: Pick<Experiment, "ensembles">,
  most: number,
  unit: number,
): NonNullable<Contents["legend"]> {
  const font = letters(ROW.letters * unit, 480);
  const name = Math.max(0, ...ensembles.map((ensemble) => widthOf(context, font, ensembleLabel(ensemble))));
  const count = widthOf(context, font, formatInteger(most));
  return {
    width: Math.max(LEAST * unit, name + count + (2 * PAD.across + MARK + 3 * GAP) * unit),
    heading: (2 * PAD.up + HEADING.height - 4) * unit,
    row: ROW.height * unit,
    rows: ensembles.length,
  };
}

/** What is counted of an ensemble: those within reach of a minimum, or at rest where none is known. */
export function counted(statistics: EnsembleStatistics, hasMinima: boolean): number {
  return hasMinima ? statistics.arrived : statistics.converged + statistics.stationary;
}

/** Paints the legend. Where it has less room than it likes, its rows move closer together. */
export function paintLegend(
  brush: Brush,
  box: Box & { readonly columns: number },
  rows: readonly LegendRow[],
  heading: string,
): void {
  const { context, ink, unit } = brush;
  paintPanel(brush, box);
  const [left, right] = [box.left + PAD.across * unit, box.left + box.width - PAD.across * unit];
  const middle = box.top + (PAD.up + HEADING.letters / 2) * unit;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = ink.third;
  context.font = letters(HEADING.letters * unit);
  context.fillText(heading, left, middle);
  const totals = new Set(rows.map(({ total }) => total));
  const [total] = totals;
  const of = `of ${formatInteger(total ?? 0)}`;
  const isRoomy = context.measureText(`${heading}   ${of}`).width <= right - left;
  if (totals.size === 1 && isRoomy) {
    context.textAlign = "right";
    context.fillText(of, right, middle);
  }
  const lines = Math.ceil(rows.length / box.columns);
  const gutter = 2 * PAD.across * unit;
  const width = (right - left - gutter * (box.columns - 1)) / box.columns;
  const first = box.top + (PAD.up + HEADING.height) * unit;
  const height = (box.top + box.height - (PAD.up - 4) * unit - first) / lines;
  rows.forEach((row, index) => {
    const column = Math.floor(index / lines);
    const at = { left: left + column * (width + gutter), top: first + (index % lines) * height, width, height };
    paintRow(brush, at, row, index);
  });
}

function paintRow(
  { context, ink, unit }: Brush,
  { left, top, width, height }: Box,
  row: LegendRow,
  index: number,
): void {
  const scale = Math.min(1, height / (ROW.height * unit));
  const font = letters(ROW.letters * unit * scale, 480);
  const middle = top + height * 0.42;
  const mark = MARK * unit * scale;
  context.save();
  context.translate(left, middle - mark / 2);
  context.scale(mark / 12, mark / 12);
  context.fillStyle = row.color;
  context.fill(new Path2D(MARK_SHAPES[ensembleMark(index)]), "evenodd");
  context.restore();
  const count = formatInteger(row.count);
  const indent = mark + GAP * unit * scale;
  const name = shortened(context, font, row.label, width - indent - widthOf(context, font, count) - GAP * unit * scale);
  context.font = font;
  context.textAlign = "left";
  context.fillStyle = ink.second;
  context.fillText(name, left + indent, middle);
  context.textAlign = "right";
  context.fillStyle = ink.first;
  context.fillText(count, left + width, middle);
  const line = ROW.meter * unit * scale;
  paintMeter(
    context,
    { left: left + indent, top: top + height * 0.83 - line / 2, width: width - indent, height: line },
    [
      { color: ink.rest, share: 1 },
      { color: row.color, share: row.total === 0 ? 0 : row.count / row.total },
    ],
  );
}

function paintMeter(
  context: OffscreenCanvasRenderingContext2D,
  { left, top, width, height }: Box,
  parts: readonly { readonly color: string; readonly share: number }[],
): void {
  for (const { color, share } of parts) {
    if (share <= 0) continue;
    context.fillStyle = color;
    context.beginPath();
    context.roundRect(left, top, Math.max(width * share, height), height, height / 2);
    context.fill();
  }
}
