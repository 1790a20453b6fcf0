import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { type AxisName, axisName } from "../../charts/map/axis-name.ts";
import { type AxisTick, axisTicks, tickCount } from "../../charts/map/axis-ticks.ts";
import type { MapWindow } from "../../charts/map/window.ts";
import { MathSymbol } from "../controls/math-symbol.tsx";
import * as store from "../store.ts";
import { TickText } from "./tick-text.tsx";
import { type Size, useSize } from "./use-size.ts";

export interface PlotFrameProps {
  readonly window: MapWindow;
  readonly children: (size: Size) => ComponentChildren;
}

/** The axes around a map, with their marks and symbols; what lies in the field between them is the caller's. */
export function PlotFrame({ window: { x, y }, children }: PlotFrameProps) {
  const field = useRef<HTMLDivElement>(null);
  const size = useSize(field);
  const { value: experiment } = store.experiment;
  const across = axisTicks(x, tickCount("across", size.width));
  const up = axisTicks(y, tickCount("up", size.height));
  return (
    <div class="map-plot" style={{ "--longest": String(longest(up)) }}>
      <div class="map-axis up" aria-hidden="true">
        {up.map((tick) => (
          <span class="map-tick" key={tick.share} style={{ bottom: `${tick.share * 100}%` }}>
            <TickText tick={tick} />
          </span>
        ))}
        <AxisLabel name={axisName(experiment, y.path)} />
      </div>
      <div class="map-field" ref={field}>
        {size.width > 0 && children(size)}
      </div>
      <div class="map-axis across" aria-hidden="true">
        {across.map((tick) => (
          <span class="map-tick" key={tick.share} style={{ left: `${tick.share * 100}%` }}>
            <TickText tick={tick} />
          </span>
        ))}
        <AxisLabel name={axisName(experiment, x.path)} />
      </div>
    </div>
  );
}

function AxisLabel({ name: { symbol, label } }: { readonly name: AxisName }) {
  return (
    <span class="map-axis-label" title={label}>
      <MathSymbol tex={symbol} />
    </span>
  );
}

/** Letters of the longest number, an exponent's at their size. */
function longest(ticks: readonly AxisTick[]): number {
  return Math.max(1, ...ticks.map(({ text, exponent }) => text.length + 0.7 * (exponent?.length ?? 0)));
}
