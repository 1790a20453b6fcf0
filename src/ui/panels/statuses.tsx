import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { formatInteger } from "../../charts/number-text.ts";
import { statusSegments } from "../../charts/share-segments.ts";
import { STATUSES, type Status } from "../../reference/result.ts";
import { Mark } from "../controls/mark.tsx";
import { counting } from "../counting-numbers.ts";
import { colors, hidden, shown, statistics } from "../store.ts";
import { ShareBar } from "./share-bar.tsx";

const MEANINGS: Readonly<Record<Status, string>> = {
  running: "Still moving",
  converged: "At rest at a minimum of its surroundings",
  stationary: "At rest where it is no minimum: at a saddle or a maximum",
  diverged: "Beyond all bounds, frozen where it was last finite",
};

/** What the trajectories of each crowd are doing now: as numbers that count, and as a bar under them. */
export function Statuses() {
  return (
    <section aria-labelledby="status-heading">
      <h2 id="status-heading">Doing now</h2>
      <table class="figures statuses">
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
        {shown.value.ensembles.map((ensemble, index) => (
          <StatusRows
            key={`${index}-${ensemble.optimizer}`}
            index={index}
            label={ensembleLabel(ensemble)}
            color={colors.value[index] ?? ""}
          />
        ))}
      </table>
    </section>
  );
}

function StatusRows({
  index,
  label,
  color,
}: {
  readonly index: number;
  readonly label: string;
  readonly color: string;
}) {
  return (
    <tbody class={hidden.value.has(index) ? "hidden" : undefined}>
      <tr>
        <th scope="row" rowSpan={2}>
          <Mark mark={ensembleMark(index)} color={color} />
          <span class="sr-only">{label}</span>
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
      <tr class="share-line">
        <td colSpan={STATUSES.length}>
          <StatusBar index={index} color={color} />
        </td>
      </tr>
    </tbody>
  );
}

/** On its own, since the numbers above it count with every frame. */
function StatusBar({ index, color }: { readonly index: number; readonly color: string }) {
  const read = statistics.value[index];
  return <ShareBar segments={read === undefined ? [] : statusSegments(read)} color={color} />;
}
