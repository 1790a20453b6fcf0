import { ensembleLabel, ensembleMark } from "../../charts/ensemble-look.ts";
import { basinSegments, place } from "../../charts/share-segments.ts";
import { minima } from "../chart-store.ts";
import { Mark } from "../controls/mark.tsx";
import { colors, hidden, shown, statistics } from "../store.ts";
import { ShareBar } from "./share-bar.tsx";

/** With more minima than this, only pointing at a part names it. */
const MOST_NAMED = 6;

/** Which minimum the crowds are at, where there are several to choose from. */
export function Basins() {
  if (minima.value.length < 2) return null;
  return (
    <section aria-labelledby="basins-heading">
      <h2 id="basins-heading">At which minimum</h2>
      <ul class="share-rows">
        {shown.value.ensembles.map((ensemble, index) => {
          const read = statistics.value[index];
          const color = colors.value[index] ?? "";
          return (
            <li
              key={`${index}-${ensemble.optimizer}`}
              class={hidden.value.has(index) ? "share-row hidden" : "share-row"}
            >
              <Mark mark={ensembleMark(index)} color={color} />
              <span class="sr-only">{ensembleLabel(ensemble)}</span>
              <ShareBar segments={read === undefined ? [] : basinSegments(read, minima.value)} color={color} numbered />
            </li>
          );
        })}
      </ul>
      {minima.value.length <= MOST_NAMED && (
        <p class="note basin-names">
          {minima.value.map(({ x, y }, index) => (
            <span key={`${x} ${y}`}>
              {index + 1} {place(x, y)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
