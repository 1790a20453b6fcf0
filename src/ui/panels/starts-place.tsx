import { useState } from "preact/hooks";
import type { Point, Starts } from "../../experiment/experiment.ts";
import type { Domain } from "../../surfaces/surface.ts";
import { setStarts } from "../actions.ts";
import { NumberRow } from "../controls/number-row.tsx";
import { describePlace, parsePoints } from "../starts-edit.ts";
import { surface } from "../store.ts";

/** Where the starts lie: one line, which opens to its numbers. */
export function StartsPlace({ starts }: { readonly starts: Starts }) {
  if (starts.kind === "points") {
    return <PointsField points={starts.points} apply={(points) => setStarts({ ...starts, points })} />;
  }
  return (
    <details class="place">
      <summary>{describePlace(starts, surface.value.domain)}</summary>
      <PlaceRows starts={starts} />
    </details>
  );
}

function PlaceRows({ starts }: { readonly starts: Exclude<Starts, { kind: "points" }> }) {
  switch (starts.kind) {
    case "grid":
      return (
        <>
          <NumberRow
            label="columns × rows"
            between="×"
            integer
            entries={[
              { name: "columns", value: starts.columns, apply: (columns) => setStarts({ ...starts, columns }) },
              { name: "rows", value: starts.rows, apply: (rows) => setStarts({ ...starts, rows }) },
            ]}
          />
          <RegionRows starts={starts} />
        </>
      );
    case "uniform":
      return <RegionRows starts={starts} />;
    case "gaussian":
      return (
        <>
          <PointRow label="centre" point={starts.center} apply={(center) => setStarts({ ...starts, center })} />
          <NumberRow
            label="spread"
            entries={[
              { name: "spread of the cloud", value: starts.sigma, apply: (sigma) => setStarts({ ...starts, sigma }) },
            ]}
          />
        </>
      );
    case "disk":
      return (
        <>
          <PointRow label="centre" point={starts.center} apply={(center) => setStarts({ ...starts, center })} />
          <NumberRow
            label="radius"
            entries={[{ name: "radius", value: starts.radius, apply: (radius) => setStarts({ ...starts, radius }) }]}
          />
        </>
      );
    case "line":
      return (
        <>
          <PointRow label="from" point={starts.from} apply={(from) => setStarts({ ...starts, from })} />
          <PointRow label="to" point={starts.to} apply={(to) => setStarts({ ...starts, to })} />
        </>
      );
  }
}

function PointRow({
  label,
  point: [x, y],
  apply,
}: {
  readonly label: string;
  readonly point: Point;
  readonly apply: (point: Point) => string | undefined;
}) {
  return (
    <NumberRow
      label={label}
      between=","
      entries={[
        { name: `${label}, x`, value: x, apply: (value) => apply([value, y]) },
        { name: `${label}, y`, value: y, apply: (value) => apply([x, value]) },
      ]}
    />
  );
}

function RegionRows({ starts }: { readonly starts: Extract<Starts, { kind: "grid" | "uniform" }> }) {
  const region: Domain = starts.region ?? surface.value.domain;
  return (
    <>
      {(["x", "y"] as const).map((axis) => {
        const [from, to] = region[axis];
        const apply = (interval: Point) => setStarts({ ...starts, region: { ...region, [axis]: interval } });
        return (
          <NumberRow
            key={axis}
            label={<span class="symbol">{axis}</span>}
            between="…"
            entries={[
              { name: `${axis} from`, value: from, apply: (value) => apply([value, to]) },
              { name: `${axis} to`, value: to, apply: (value) => apply([from, value]) },
            ]}
          />
        );
      })}
    </>
  );
}

/** Points as lines of text; more than a page of them is not shown for editing. */
const MOST_EDITABLE = 500;

function PointsField({
  points,
  apply,
}: {
  readonly points: readonly Point[];
  readonly apply: (points: readonly Point[]) => string | undefined;
}) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const [error, setError] = useState<string | undefined>(undefined);
  if (points.length > MOST_EDITABLE) return <p class="note">{points.length} points, from the file.</p>;
  const commit = () => {
    if (draft === undefined) return;
    const parsed = parsePoints(draft);
    const problem = "error" in parsed ? parsed.error : apply(parsed.points);
    setError(problem);
    if (problem === undefined) setDraft(undefined);
  };
  return (
    <div class="points-field">
      <textarea
        aria-label="Points, one x, y a line"
        rows={Math.min(6, points.length + 1)}
        spellcheck={false}
        value={draft ?? points.map(([x, y]) => `${x}, ${y}`).join("\n")}
        aria-invalid={error !== undefined}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
      />
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      <p class="note">One point a line: x, y</p>
    </div>
  );
}
