import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { formatEvaluations, formatFingerprint, formatMeasured } from "../../charts/measured-text.ts";
import { formatInteger } from "../../charts/number-text.ts";
import { seriesCsv, statisticsTsv } from "../../charts/statistics-text.ts";
import type { EnsembleStatistics } from "../../reference/statistics.ts";
import { choices, hasMinima } from "../chart-store.ts";
import { Mark } from "../controls/mark.tsx";
import { copyText } from "../copy-text.ts";
import * as store from "../store.ts";

interface Line {
  readonly name: string;
  readonly title?: string;
  readonly text: (statistics: EnsembleStatistics) => string;
}

/** Everything that is measured at the present step, to read and to copy. */
export function Numbers() {
  return (
    <section aria-labelledby="numbers-heading">
      <details class="numbers-table">
        <summary id="numbers-heading">Numbers</summary>
        <div class="wide">
          <table class="figures">
            <thead>
              <tr>
                <th scope="row">step {formatInteger(store.statistics.value[0]?.step ?? 0)}</th>
                {store.shown.value.ensembles.map((ensemble, index) => (
                  <th key={`${index}-${ensemble.optimizer}`} scope="col" title={ensembleLabel(ensemble)}>
                    <Mark mark={ensembleMark(index)} color={store.colors.value[index] ?? ""} />
                    <span class="sr-only">{ensembleLabel(ensemble)}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines().map(({ name, title, text }) => (
                <tr key={name}>
                  <th scope="row" title={title}>
                    {name}
                  </th>
                  {store.shown.value.ensembles.map((ensemble, index) => {
                    const statistics = store.statistics.value[index];
                    return (
                      <td key={`${index}-${ensemble.optimizer}`}>
                        {statistics === undefined ? "–" : text(statistics)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div class="copies">
          <button
            type="button"
            class="quiet"
            title="These numbers in full, tab-separated, for a spreadsheet"
            onClick={() => void copyText(statisticsTsv(store.statistics.peek(), named()), "The numbers are copied.")}
          >
            Copy
          </button>
          <button
            type="button"
            class="quiet"
            title="All sampled steps, as CSV"
            onClick={() => void copyText(seriesCsv(store.series.peek(), named()), "The series is copied, as CSV.")}
          >
            Copy series
          </button>
        </div>
      </details>
    </section>
  );
}

function lines(): readonly Line[] {
  const { quantity } = choices.value;
  const quantile = (at: number) => (statistics: EnsembleStatistics) =>
    formatMeasured(statistics[quantity]?.quantiles[at] ?? Number.NaN);
  return [
    {
      name: "median",
      title: quantity === "loss" ? "Of the loss" : "Of the distance to the nearest minimum",
      text: quantile(2),
    },
    { name: "best", text: (statistics) => formatMeasured(statistics[quantity]?.best ?? Number.NaN) },
    {
      name: "mean",
      title: "Of those that have not diverged",
      text: (statistics) => formatMeasured(statistics[quantity]?.mean ?? Number.NaN),
    },
    { name: "5 %", text: quantile(0) },
    { name: "25 %", text: quantile(1) },
    { name: "75 %", text: quantile(3) },
    { name: "95 %", text: quantile(4) },
    ...(hasMinima.value
      ? [{ name: "arrived", text: (statistics: EnsembleStatistics) => formatInteger(statistics.arrived) }]
      : []),
    { name: "diverged", text: ({ diverged }) => formatInteger(diverged) },
    {
      name: "gradients",
      title: "Gradients evaluated by the mean trajectory",
      text: ({ evaluations }) => formatEvaluations(evaluations.gradient),
    },
    ...(["loss", "hessian"] as const).filter(isEvaluated).map((kind) => ({
      name: kind === "loss" ? "losses" : "Hessians",
      title: `${kind === "loss" ? "Losses" : "Hessians"} evaluated by the mean trajectory`,
      text: ({ evaluations }: EnsembleStatistics) => formatEvaluations(evaluations[kind]),
    })),
    {
      name: "fingerprint",
      title: "Equal fingerprints, equal positions",
      text: ({ fingerprint }) => formatFingerprint(fingerprint),
    },
  ];
}

/** Whether the steps of any crowd ask for it: most methods need gradients alone. */
function isEvaluated(kind: "loss" | "hessian"): boolean {
  return store.statistics.value.some(({ evaluations }) => evaluations[kind] > 0);
}

function named() {
  return store.shown
    .peek()
    .ensembles.map((ensemble) => ({ label: ensembleLabel(ensemble), optimizer: ensemble.optimizer }));
}
