import { axisName } from "../../charts/map/axis-name.ts";
import { valueAtShare } from "../../charts/map/axis-scale.ts";
import { isSameWindow } from "../../charts/map/window.ts";
import { formatInteger } from "../../charts/number-text.ts";
import { axisTarget, type MapAxis, type MapChoice } from "../../experiment/map.ts";
import { CELL_NUMBERS, knownIndex } from "../../maps/map-picture.ts";
import { MathSymbol } from "../controls/math-symbol.tsx";
import * as store from "../store.ts";
import { type CellFact, cellFacts } from "./cell-facts.ts";
import { type Cell, crosshair, hint, picture, state } from "./map-store.ts";
import { probeNote } from "./probe-note.ts";
import { probePath } from "./probe-store.ts";
import { nameOfMinimum, shownPicture, theory } from "./shown-map.ts";

/** What the cell under the crosshair is, in numbers; without one, how the map is computed. */
export function ReadOut({ map }: { readonly map: MapChoice }) {
  const cell = crosshair.value;
  const path = probePath.value;
  return (
    <div class="map-read-out" id="map-read-out">
      <p class="map-facts">{cell === undefined ? <Size map={map} /> : <CellNumbers map={map} cell={cell} />}</p>
      <p class="map-hint" role="status">
        {hint.value ?? (path === undefined ? undefined : probeNote(path))}
      </p>
    </div>
  );
}

/** How many cells and steps; and, until they are done, how many are. */
function Size({ map: { width, height, steps, starts } }: { readonly map: MapChoice }) {
  const now = state.value;
  const runs = starts > 1 ? `, ${formatInteger(starts)} starts each` : "";
  const size = `${formatInteger(width)} × ${formatInteger(height)} cells, ${formatInteger(steps)} steps${runs}`;
  return (
    <Fact
      label={now.kind === "running" ? `${size} · ${Math.floor(now.progress * 100)} %` : size}
      value={now.kind === "waiting" && picture.value === undefined ? "waiting for the graphics" : ""}
    />
  );
}

function CellNumbers({ map, cell }: { readonly map: MapChoice; readonly cell: Cell }) {
  const facts = factsOf(map, cell);
  return (
    <>
      <AxisValue axis={map.x} share={(cell.column + 0.5) / map.width} />
      <AxisValue axis={map.y} share={(cell.row + 0.5) / map.height} />
      {facts.map((fact) => (
        <Fact key={fact.label} {...fact} />
      ))}
    </>
  );
}

function AxisValue({ axis, share }: { readonly axis: MapAxis; readonly share: number }) {
  const { symbol, label } = axisName(store.shown.value, axis.path);
  return (
    <span class="map-fact" title={label}>
      <MathSymbol tex={symbol} /> <b>{coordinate(axis, valueAtShare(axis, share))}</b>
    </span>
  );
}

function Fact({ label, value }: CellFact) {
  return (
    <span class="map-fact">
      {label} {value !== "" && <b>{value}</b>}
    </span>
  );
}

/** As many digits as tell neighbouring cells apart, and one more. */
function coordinate({ from, to }: MapAxis, value: number): string {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(from), Math.abs(to)) / Math.abs(to - from))) + 4;
  return String(Number(value.toPrecision(Math.min(17, Math.max(4, digits))))).replaceAll("-", "−");
}

/** The numbers of the cell, where the picture that shows is of this window and has them. */
function factsOf(map: MapChoice, { column, row }: Cell): readonly CellFact[] {
  const { value } = shownPicture;
  const isThere =
    value !== undefined &&
    isSameWindow(value.choice, map) &&
    value.choice.width === map.width &&
    value.choice.height === map.height;
  if (!isThere) return [];
  const known = knownIndex(row, value.stride) * map.width + knownIndex(column, value.stride);
  const numbers = value.cells.subarray(known * CELL_NUMBERS, (known + 1) * CELL_NUMBERS);
  const predicted = predictedAt(map, value.x[column], value.y[row]);
  return cellFacts(map.kind, numbers, {
    epsilon: map.epsilon,
    minimumName: nameOfMinimum,
    ...(predicted === undefined ? {} : { predicted }),
  });
}

/** The rate that theory predicts at a cell. */
function predictedAt(map: MapChoice, x: number | undefined, y: number | undefined): number | undefined {
  const { value } = theory;
  if (value === undefined || x === undefined || y === undefined) return undefined;
  const numbers = store.shown.value.ensembles[map.ensemble]?.hyperparameters ?? {};
  const numberOf = (name: string): number => {
    for (const [path, at] of [
      [map.x.path, x],
      [map.y.path, y],
    ] as const) {
      const target = axisTarget(path);
      if (target?.kind === "hyperparameter" && target.name === name) return at;
    }
    return Number(numbers[name] ?? 0);
  };
  return value.rate(numberOf("learningRate"), numberOf("beta"));
}
