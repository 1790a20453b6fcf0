import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { formatMeasured } from "../../charts/measured-text.ts";
import { formatShare } from "../../charts/number-text.ts";
import { choices, hasMinima, readOut } from "../chart-store.ts";
import { Mark } from "../controls/mark.tsx";
import { colors, hidden, shown } from "../store.ts";
import { placeText } from "./loss-chart.tsx";

/** Indices into QUANTILES. */
const [LOWER_QUARTILE, MEDIAN, UPPER_QUARTILE] = [1, 2, 3];

/** The numbers under the pointer, or at the present step: what the fan shows, as figures. */
export function ReadOut() {
  const { quantity } = choices.value;
  return (
    <section aria-labelledby="read-out-heading" id="read-out">
      <h2 id="read-out-heading">At {placeText()}</h2>
      <table class="figures">
        <thead>
          <tr>
            <td />
            <th scope="col">median</th>
            <th scope="col" colSpan={2}>
              quartiles
            </th>
            {hasMinima.value && <th scope="col">arrived</th>}
          </tr>
        </thead>
        <tbody>
          {shown.value.ensembles.map((ensemble, index) => {
            const statistics = readOut.value[index];
            const quantiles = statistics?.[quantity]?.quantiles;
            const number = (at: number) =>
              quantiles === undefined ? "–" : formatMeasured(quantiles[at] ?? Number.NaN);
            return (
              <tr key={`${index}-${ensemble.optimizer}`} class={hidden.value.has(index) ? "hidden" : undefined}>
                <th scope="row">
                  <Mark mark={ensembleMark(index)} color={colors.value[index] ?? ""} />
                  <span class="sr-only">{ensembleLabel(ensemble)}</span>
                </th>
                <td>{number(MEDIAN)}</td>
                <td class="quiet-number">{number(LOWER_QUARTILE)}</td>
                <td class="quiet-number">{number(UPPER_QUARTILE)}</td>
                {hasMinima.value && (
                  <td>{statistics === undefined ? "–" : formatShare(statistics.arrived, statistics.total)}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
