import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { formatShare } from "../../charts/number-text.ts";
import { toggleHidden } from "../actions.ts";
import { hasMinima } from "../chart-store.ts";
import { Icon } from "../controls/icon.tsx";
import { Mark } from "../controls/mark.tsx";
import { counting } from "../counting-numbers.ts";
import { colors, hidden, shown, statistics } from "../store.ts";

/** Who is who, and how many of each crowd have arrived, counted live. */
export function Legend() {
  return (
    <section aria-labelledby="arrived-heading">
      <h2 id="arrived-heading">{hasMinima.value ? "Arrived at a minimum" : "At rest"}</h2>
      <ul class="legend">
        {shown.value.ensembles.map((ensemble, index) => (
          <LegendRow
            key={`${index}-${ensemble.optimizer}`}
            index={index}
            label={ensembleLabel(ensemble)}
            color={colors.value[index] ?? ""}
          />
        ))}
      </ul>
    </section>
  );
}

function LegendRow({
  index,
  label,
  color,
}: {
  readonly index: number;
  readonly label: string;
  readonly color: string;
}) {
  const exact = statistics.value[index];
  const total = exact?.total ?? 0;
  const arrived = hasMinima.value
    ? counting(index, "arrived")
    : counting(index, "converged") + counting(index, "stationary");
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
