import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ChartContent, FanChart } from "../../charts/fan-chart.ts";
import { formatEvaluations } from "../../charts/measured-text.ts";
import { formatInteger } from "../../charts/number-text.ts";
import { ensureValidLanguage } from "../../charts/valid-language.ts";
import { choices, choose, hasMinima, isAboveFloor, pointed, readOut } from "../chart-store.ts";
import { Segmented } from "../controls/segmented.tsx";
import { firstPicture } from "../first-paint.ts";
import { Redraw } from "../redraw.ts";
import { pointedByKey } from "../row-keys.ts";
import * as store from "../store.ts";

/** Milliseconds between two drawings: while it runs, and while something is dragged or pointed at. */
const RUNNING = 125;
const RESTING = 33;

/** The fan of every crowd over the run, with the controls of each axis beside it. */
export function LossChart() {
  const { quantity, yScaling, abscissa, xScaling } = choices.value;
  return (
    <section aria-labelledby="chart-heading">
      <h2 id="chart-heading">{heading()}</h2>
      <div class="axis-choices">
        {hasMinima.value && (
          <Segmented
            label="Quantity"
            options={[
              { value: "loss", label: "Loss" },
              { value: "distance", label: "Distance", title: "To the nearest minimum" },
            ]}
            value={quantity}
            choose={(next) => choose({ quantity: next })}
          />
        )}
        <Segmented
          label="Vertical axis"
          options={[
            { value: "log", label: "Log" },
            { value: "linear", label: "Linear" },
          ]}
          value={yScaling}
          choose={(next) => choose({ yScaling: next })}
        />
      </div>
      <Chart key={String(hasMinima.value)} hasArrivals={hasMinima.value} />
      <div class="axis-choices">
        <Segmented
          label="Against"
          options={[
            { value: "steps", label: "Steps" },
            { value: "evaluations", label: "Evaluations", title: "Gradients evaluated by the mean trajectory" },
          ]}
          value={abscissa}
          choose={(next) => choose({ abscissa: next })}
        />
        <Segmented
          label="Horizontal axis"
          options={[
            { value: "linear", label: "Linear" },
            { value: "log", label: "Log" },
          ]}
          value={xScaling}
          choose={(next) => choose({ xScaling: next })}
        />
      </div>
    </section>
  );
}

function heading(): string {
  if (choices.value.quantity === "distance") return "Distance, median and quartiles";
  return isAboveFloor.value ? "Loss above the lowest minimum" : "Loss, median and quartiles";
}

/** The canvases, and a slider for keys and screen readers that says which step is read out. */
function Chart({ hasArrivals }: { readonly hasArrivals: boolean }) {
  const fan = useRef<HTMLDivElement>(null);
  const arrivals = useRef<HTMLDivElement>(null);
  const chart = useRef<FanChart | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    let stop = () => {};
    void loadChart().then((module) => {
      if (!isWanted || fan.current === null) return;
      const drawn = new module.FanChart(fan.current, arrivals.current ?? undefined);
      chart.current = drawn;
      stop = follow(drawn);
    });
    return () => {
      isWanted = false;
      stop();
      chart.current = undefined;
      pointed.value = undefined;
    };
  }, []);
  const point = (event: PointerEvent) => {
    pointed.value = chart.current?.valueAt(event.clientX);
  };
  const leave = () => {
    pointed.value = undefined;
  };
  return (
    <div
      class="chart"
      role="slider"
      tabIndex={0}
      aria-label="Step that the charts are read at"
      aria-describedby="read-out"
      aria-valuemin={0}
      aria-valuemax={store.shown.value.steps}
      aria-valuenow={readOut.value[0]?.step ?? 0}
      aria-valuetext={placeText()}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={leave}
      onPointerCancel={leave}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = pointedByKey(
          event.key,
          pointed.peek(),
          store.series.peek(),
          choices.peek().abscissa,
          store.step.peek(),
        );
        if (next === undefined) return;
        event.preventDefault();
        pointed.value = next.value;
      }}
    >
      <div class="fan" ref={fan} />
      {hasArrivals && (
        <>
          <p class="chart-caption" title="First arrivals at a minimum, as a share of the crowd">
            First arrivals, share per {choices.value.abscissa === "steps" ? "step" : "evaluation"}
          </p>
          <div class="arrivals" ref={arrivals} />
        </>
      )}
    </div>
  );
}

/** The charts and their library come after the landscape. */
async function loadChart() {
  ensureValidLanguage();
  await firstPicture();
  return import("../../charts/fan-chart.ts");
}

/** Which place is read out, in words. */
export function placeText(): string {
  const value = pointed.value;
  if (value !== undefined && choices.value.abscissa === "evaluations")
    return `${formatEvaluations(Math.round(value))} evaluations`;
  return `step ${formatInteger(readOut.value[0]?.step ?? 0)}`;
}

/** Draws whenever something that it shows has changed, though not more often than is worth it. */
function follow(chart: FanChart): () => void {
  const redraw = new Redraw(() => chart.draw(present()));
  const stop = effect(() => {
    void store.series.value;
    // While it runs, the charts move on as it is measured: not with every step.
    void (store.state.value === "running" ? store.statistics.value : store.step.value);
    void store.experiment.value;
    void store.colors.value;
    void store.hidden.value;
    void choices.value;
    // The theme is no part of the content, but of the ink that it is drawn with.
    void store.theme.value;
    const isPointing = pointed.value !== undefined;
    redraw.request(store.state.value === "running" && !isPointing ? RUNNING : RESTING);
  });
  // Labels that were drawn in a stand-in face are drawn again in the page's own.
  void document.fonts.ready.then(() => redraw.request(RESTING));
  return () => {
    stop();
    redraw.stop();
    chart.destroy();
  };
}

/** What the charts show now. */
function present(): ChartContent {
  return {
    rows: store.series.peek(),
    step: store.step.peek(),
    steps: store.experiment.peek().steps,
    choices: choices.peek(),
    colors: store.colors.peek(),
    hidden: store.hidden.peek(),
    pointed: pointed.peek(),
  };
}
