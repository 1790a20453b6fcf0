import { useRef } from "preact/hooks";
import { formatNumber } from "../../charts/number-text.ts";
import { withDomain } from "../../experiment/landscape/landscape.ts";
import { LANDSCAPE_ENDINGS } from "../../experiment/landscape/read-landscape.ts";
import type { Interval } from "../../surfaces/surface.ts";
import { startOver } from "../actions.ts";
import { NumberRow } from "../controls/number-row.tsx";
import { openFile } from "../files.ts";
import { openExperiment } from "../open-experiment.ts";
import { shown } from "../store.ts";

/** The file that the landscape came from, where it lies in the plane, and a way to another file. */
export function LandscapeFile() {
  const input = useRef<HTMLInputElement>(null);
  const { surface } = shown.value;
  if (!("grid" in surface)) return null;
  const { columns, rows, file } = surface.grid;
  return (
    <div class="landscape-file">
      <p class="note">
        {formatNumber(columns)} × {formatNumber(rows)} values{file === undefined ? "" : ` of ${file}`}
      </p>
      <DomainRow axis="x" />
      <DomainRow axis="y" />
      <button type="button" class="quiet" onClick={() => input.current?.click()}>
        Another file…
      </button>
      <input
        ref={input}
        type="file"
        accept={LANDSCAPE_ENDINGS.join(",")}
        hidden
        aria-label="Landscape file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void openFile(file, openExperiment);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

function DomainRow({ axis }: { readonly axis: "x" | "y" }) {
  const { surface } = shown.value;
  if (!("grid" in surface)) return null;
  const { grid } = surface;
  const [from, to] = grid.domain[axis];
  const apply = (interval: Interval) =>
    startOver({
      ...shown.peek(),
      surface: { ...surface, grid: withDomain(grid, { ...grid.domain, [axis]: interval }) },
    });
  return (
    <NumberRow
      label={<span class="symbol">{axis}</span>}
      between="…"
      entries={[
        { name: `${axis} from`, value: from, apply: (value) => apply([value, to]) },
        { name: `${axis} to`, value: to, apply: (value) => apply([from, value]) },
      ]}
    />
  );
}
