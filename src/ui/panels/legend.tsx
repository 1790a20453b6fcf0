import { toggleHidden } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { Mark } from "../controls/mark.tsx";
import { COUNTED } from "../counting.ts";
import { ensembleLabel, ensembleMark } from "../ensemble-look.ts";
import { formatInteger, formatShare } from "../number-text.ts";
import { colors, countingNumbers, counts, criticalPoints, hidden, shown } from "../store.ts";

/** The statuses of the table; together they are everyone. */
const STATUSES = ["running", "converged", "stationary", "diverged"] as const;
const MEANINGS: Readonly<Record<(typeof STATUSES)[number], string>> = {
  running: "Still moving",
  converged: "At rest at a minimum of its surroundings",
  stationary: "At rest where it is no minimum: at a saddle or a maximum",
  diverged: "Beyond all bounds, frozen where it was last finite",
};

/** What came of it, counted live: how many of each crowd have arrived, and what the others are doing. */
export function Legend() {
  const { ensembles } = shown.value;
  const hasMinima = criticalPoints.value.some(({ kind }) => kind === "minimum");
  return (
    <>
      <section aria-labelledby="arrived-heading">
        <h2 id="arrived-heading">{hasMinima ? "Arrived at a minimum" : "At rest"}</h2>
        <ul class="legend">
          {ensembles.map((ensemble, index) => (
            <LegendRow
              key={`${index}-${ensemble.optimizer}`}
              index={index}
              label={ensembleLabel(ensemble)}
              color={colors.value[index] ?? ""}
              hasMinima={hasMinima}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="status-heading">
        <h2 id="status-heading">Doing now</h2>
        <table class="statuses">
          <thead>
            <tr>
              <td />
              {STATUSES.map((status) => (
                <th key={status} scope="col" title={MEANINGS[status]}>
                  {status}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ensembles.map((ensemble, index) => (
              <tr key={`${index}-${ensemble.optimizer}`}>
                <th scope="row">
                  <Mark mark={ensembleMark(index)} color={colors.value[index] ?? ""} />
                  <span class="sr-only">{ensembleLabel(ensemble)}</span>
                </th>
                {STATUSES.map((status) => {
                  const number = counting(index, status);
                  return (
                    <td key={status} class={number === 0 ? "none" : undefined}>
                      {formatInteger(number)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function LegendRow({
  index,
  label,
  color,
  hasMinima,
}: {
  readonly index: number;
  readonly label: string;
  readonly color: string;
  readonly hasMinima: boolean;
}) {
  const exact = counts.value[index];
  const total = exact?.total ?? 0;
  const arrived = hasMinima ? counting(index, "arrived") : counting(index, "converged") + counting(index, "stationary");
  const isHidden = hidden.value.has(index);
  return (
    <li
      class={isHidden ? "legend-row hidden" : "legend-row"}
      data-ensemble={index}
      data-arrived={exact?.arrived ?? 0}
      data-total={total}
    >
      <button
        type="button"
        class="legend-label"
        aria-pressed={!isHidden}
        title={`${isHidden ? "Show" : "Hide"} ${label}`}
        onClick={() => toggleHidden(index)}
      >
        <Mark mark={ensembleMark(index)} color={color} />
        <span>{label}</span>
        <Icon name="eye" />
      </button>
      <span class="meter" aria-hidden="true">
        <span style={{ transform: `scaleX(${total === 0 ? 0 : arrived / total})`, background: color }} />
      </span>
      <span class="share">{formatShare(Math.round(arrived), total)}</span>
    </li>
  );
}

function counting(index: number, name: (typeof COUNTED)[number]): number {
  return countingNumbers.value[index * COUNTED.length + COUNTED.indexOf(name)] ?? 0;
}
