import { spacedTicks } from "../../charts/map/spaced-ticks.ts";
import type { LegendBar, LegendSwatch } from "../../maps/legend.ts";
import { BasinList } from "./basin-list.tsx";
import { differenceLegend, mapLegend } from "./painters.ts";
import { shownPicture } from "./shown-map.ts";
import { TickText } from "./tick-text.tsx";

/** What the colours of the map stand for. */
export function MapLegend() {
  const [legend, picture] = [mapLegend.value, shownPicture.value];
  return (
    <figcaption class="map-legend">
      {legend?.bar !== undefined && <Bar bar={legend.bar} />}
      {picture?.choice.kind === "basins" && picture.progress === 1 ? (
        <BasinList picture={picture} />
      ) : (
        legend !== undefined && legend.swatches.length > 0 && <Swatches swatches={legend.swatches} />
      )}
    </figcaption>
  );
}

/** What the colours of measured minus predicted stand for. */
export function DifferenceLegend() {
  const bar = differenceLegend.value;
  return <figcaption class="map-legend">{bar !== undefined && <Bar bar={bar} />}</figcaption>;
}

function Bar({ bar: { quantity, stops, ticks } }: { readonly bar: LegendBar }) {
  const gradient = stops.map(({ at, color }) => `${color} ${(at * 100).toFixed(2)}%`).join(", ");
  return (
    <div class="map-legend-part">
      <p class="map-legend-name">{quantity}</p>
      <div class="map-legend-bar" style={{ background: `linear-gradient(to right, ${gradient})` }}>
        {spacedTicks(ticks).map((tick) => (
          <span class="map-legend-tick" key={tick.at} style={{ left: `${tick.at * 100}%` }}>
            <TickText tick={tick} />
          </span>
        ))}
      </div>
    </div>
  );
}

function Swatches({ swatches }: { readonly swatches: readonly LegendSwatch[] }) {
  return (
    <ul class="map-legend-swatches">
      {swatches.map(({ label, color, share }) => (
        <li key={label}>
          <span class="map-swatch" style={{ background: color }} />
          {label} <b>{shareText(share)}</b>
        </li>
      ))}
    </ul>
  );
}

/** A share of the cells in per cent. */
function shareText(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 0.1 ? "< 0.1 %" : `${Number(percent.toPrecision(3))} %`;
}
